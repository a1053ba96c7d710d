// The question, what follows it at once (the path), and what follows when it rests (theorems, thresholds, map, bounds).

import { ask, below, columns } from "./service.js";
import { chart } from "./charts.js";
import { Plane, legend } from "./plane.js";
import { headline, node, regularity, theorems } from "./answers.js";
import { copyLink, saveFigures, saveToml, saveTrace } from "./exports.js";

const by = id => document.getElementById(id);
const fields = { objective: by("objective"), start: by("start"), step: by("step") };
const sizes = [16, 32, 64, 128];
const state = { path: null, check: null, bounds: null, kept: [], analysed: null, rest: 0 };

const question = () => Object.fromEntries(Object.entries(fields).map(([name, input]) => [name, input.value.trim()]));

/** Two scalars of the start as [[name, value], ..]; null where there are others. */
function scalars(text) {
  const parts = text.split(/[,;]/).map(part => part.split("=").map(s => s.trim()));
  return parts.length === 2 && parts.every(p => p.length === 2 && p[1] !== "" && Number.isFinite(Number(p[1]))) ? parts.map(([n, v]) => [n, Number(v)]) : null;
}

/** The iterates of a run in the plane that is shown; none of a run in other variables. */
const points = run => {
  const [across, up] = (plane.names ?? []).map(name => run.columns[name]);
  return across && up ? across.map((x, i) => [x, up[i]]) : [];
};

const plane = new Plane(by("plane"), start => {
  const names = scalars(fields.start.value).map(s => s[0]);
  fields.start.value = names.map((name, i) => `${name}=${start[i]}`).join(", ");
  changed();
}, () => restSoon());

// Only the latest question is asked while one is under way, so that following the mouse never starves.
let following = false, again = false;

async function follow() {
  if (following) {
    again = true;
    return;
  }
  following = true;
  do {
    again = false;
    const asked = question();
    const place = scalars(asked.start);
    plane.show(place?.map(s => s[0]) ?? null, place?.map(s => s[1]) ?? [0, 0]);
    try {
      const answer = await ask("path", asked, "path");
      if (answer) {
        complain(null);
        by("formula").innerHTML = answer.formula;
        state.path = { ...answer, ...asked, columns: columns(answer.trace) };
        plane.path = points(state.path);
        draw();
      }
    } catch (error) {
      complain(error);
    }
  } while (again);
  following = false;
}

function complain(error) {
  for (const [name, input] of Object.entries(fields)) {
    const here = error && (error.place === name || (!Object.hasOwn(fields, error.place ?? "") && name === "objective"));
    by(`${name}-error`).textContent = here ? error.message : "";
    input.setAttribute("aria-invalid", Boolean(here));
  }
}

function changed() {
  state.check = state.bounds = null;
  const h = Number(fields.step.value);
  if (h > 0)
    by("slider").value = Math.log10(h);
  follow();
  restSoon();
}

function restSoon() {
  clearTimeout(state.timer);
  state.timer = setTimeout(rest, 250);
}

/** What takes longer, once the question rests. A newer question cancels what is left of it. */
async function rest() {
  const turn = ++state.rest, asked = question(), current = () => turn === state.rest;
  history.replaceState(null, "", "#" + new URLSearchParams(asked));
  const quietly = work => work.catch(error => current() && (error.code === 0 || error.code === -32603) && complain(error));
  await quietly(analyse(asked, current));
  // The map takes longest and is drawn ever finer beside the rest.
  await Promise.all([quietly(refine(asked, current)), quietly(decide(asked, current))
    .then(() => Promise.all([quietly(threshold(asked, current)), quietly(bound(asked, current))]))]);
}

async function analyse(asked, current) {
  if (state.analysed === asked.objective)
    return;
  by("regularity-section").setAttribute("aria-busy", true);
  const answer = await ask("analyze", { objective: asked.objective }, "analyze");
  if (!answer || !current())
    return;
  regularity(by("regularity"), answer);
  by("regularity-section").setAttribute("aria-busy", false);
  state.analysed = asked.objective;
  // With the centre known the path has u and hφ.
  follow();
}

async function decide(asked, current) {
  by("theorems-section").setAttribute("aria-busy", true);
  const answer = await ask("check", asked, "check");
  if (!answer || !current())
    return;
  state.check = answer;
  theorems(by("theorems"), answer);
  by("theorems-section").setAttribute("aria-busy", false);
  draw();
}

async function threshold(asked, current) {
  const answer = await ask("step", { objective: asked.objective, start: asked.start }, "step");
  if (!answer || !current())
    return;
  const sharp = state.path?.columns.sharpness[0], step = answer.step;
  const marks = [
    [2 / sharp, "2/h meets the sharpness of the start", "edge"], [below(step.everyStart), "certified for every start", ""],
    [below(step.certified), `certified for this start (${step.by})`, ""], [step.firstFailure, "measured to fail first", "fails"],
  ].filter(([h]) => Number.isFinite(h) && h > 0);
  by("marks").replaceChildren(...marks.filter(([h]) => h > 1e-3 && h < 10).map(([h, , kind]) => {
    const mark = node("span", { className: kind });
    mark.style.left = `calc(8px + ${(Math.log10(h) + 3) / 4} * (100% - 16px))`;
    return mark;
  }));
  by("thresholds").replaceChildren(...marks.map(([h, text, kind]) => {
    const button = node("button", { type: "button" }, String(Number(h.toPrecision(6))));
    button.addEventListener("click", () => { fields.step.value = button.textContent; changed(); });
    return node("li", {}, node("i", { className: `mark ${kind}` }), button, ` ${text}`);
  }));
}

async function refine(asked, current) {
  if (!plane.names)
    return;
  const key = JSON.stringify([asked.objective, asked.step, plane.radius]);
  for (const size of sizes) {
    if (state.mapped === key + size || !plane.names)
      continue;
    by("map-state").textContent = `map ${size} × ${size} …`;
    const answer = await ask("map", { objective: asked.objective, step: asked.step, grid: plane.grid(size) }, "map");
    if (!answer || !current())
      return;
    plane.map = answer.map;
    state.mapped = size === sizes.at(-1) ? key : null;
    plane.draw();
  }
  by("map-state").textContent = "";
}

async function bound(asked, current) {
  const answer = await ask("run", { ...asked, steps: 2000, trace: "-" }, "run");
  if (!answer?.trace || !current())
    return;
  state.bounds = columns(answer.trace);
  draw();
}

function draw() {
  const path = state.path;
  if (!path)
    return;
  const { k, sharpness, loss } = path.columns, kept = state.kept.map(r => r.columns);
  const floor = Math.min(...[path.columns, ...kept].flatMap(c => c.loss.filter(Number.isFinite)));
  const excess = c => c.loss.map(v => v - floor || NaN);
  chart(by("sharpness"), [...kept.map(c => ({ k: c.k, y: c.sharpness, kind: "kept" })), { k, y: sharpness, kind: "run" }],
    { lines: [{ y: 2 / path.stepSize, text: "2/h" }] });
  by("sharpness-text").textContent = `From ${sharpness[0]?.toPrecision(4)} to ${sharpness.at(-1)?.toPrecision(4)}; 2/h = ${(2 / path.stepSize).toPrecision(4)}.`;
  const bounds = state.bounds?.lossBound?.some(Number.isFinite) ? [{ k: state.bounds.k, y: state.bounds.lossBound, kind: "bound" }] : [];
  chart(by("loss"), [...kept.map(c => ({ k: c.k, y: excess(c), kind: "kept" })), { k, y: excess(path.columns), kind: "run" }, ...bounds], { log: true });
  by("loss-text").textContent = `From ${loss[0]?.toPrecision(4)} to ${loss.at(-1)?.toPrecision(4)}`
    + (bounds.length ? "; above it the certified bound." : state.bounds ? "; no bound of it is certified at this step." : ".");
  by("headline").textContent = headline(state.check, path);
  plane.kept = state.kept.map(points);
  plane.draw();
}

function keep() {
  if (!state.path || state.kept.length >= 8)
    return;
  state.kept.push(state.path);
  showKept();
}

function showKept() {
  by("kept").replaceChildren(...state.kept.map((run, i) => {
    const remove = node("button", { type: "button", ariaLabel: `Remove run ${i + 1}` }, "Remove");
    remove.addEventListener("click", () => { state.kept.splice(i, 1); showKept(); });
    return node("li", { className: "row" }, remove, `${run.objective}, ${run.start}, h = ${run.step}: ${run.outcome} after ${run.steps} steps`);
  }));
  draw();
}

function restore(values) {
  for (const [name, input] of Object.entries(fields))
    input.value = values[name] ?? input.value;
  by("slider").value = Math.log10(Number(fields.step.value)) || 0;
  changed();
}

const presets = await (await fetch("presets.json")).json();
by("preset").append(...presets.map((p, i) => node("option", { value: i }, p.name)));
by("preset").addEventListener("change", e => e.target.value !== "" && restore(presets[e.target.value]));
by("question").addEventListener("submit", e => e.preventDefault());
for (const input of Object.values(fields))
  input.addEventListener("input", changed);
by("slider").addEventListener("input", e => { fields.step.value = String(Number((10 ** e.target.value).toPrecision(4))); changed(); });
by("zoom-in").addEventListener("click", () => plane.zoom(1 / 1.5));
by("zoom-out").addEventListener("click", () => plane.zoom(1.5));
by("legend").append(...legend.map(([kind, text]) => node("li", {}, node("i", { className: `swatch-${kind}` }), text)));
by("keep").addEventListener("click", keep);
for (const [id, save] of [["link", copyLink], ["save-figure", saveFigures], ["save-trace", saveTrace], ["save-toml", saveToml]])
  by(id).addEventListener("click", async () => { by("done").textContent = await save(state, question()); });
matchMedia("(prefers-color-scheme: dark)").addEventListener("change", draw);
addEventListener("hashchange", () => restore(Object.fromEntries(new URLSearchParams(location.hash.slice(1)))));
restore({ ...presets[0], ...Object.fromEntries(new URLSearchParams(location.hash.slice(1))) });

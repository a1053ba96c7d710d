// What is certified, in words.

import { below, middle } from "./service.js";

const marks = { proved: "+", refuted: "−", unknown: "?" };
const short = v => v === null || v === undefined ? "none" : String(Number(Number(v).toPrecision(6)));

export function node(name, properties = {}, ...children) {
  const made = Object.assign(document.createElement(name), properties);
  made.append(...children);
  return made;
}

const verdict = (v, text = v) => node("span", { className: v }, `${marks[v] ?? ""} ${text}`);

/** "1/3" where the number is known exactly, its digits otherwise. */
const certified = c => c === null || c === undefined ? "none" : c.exact ?? (c.lo === c.hi ? short(c.lo) : `${short(middle(c))} (certified)`);

/** The first sentence: what is certified, and what was measured. */
export function headline(check, path) {
  const said = [];
  const prediction = check?.prediction;
  if (prediction?.convergence === "certified")
    said.push("Certified: this run converges.");
  else if (prediction?.convergence === "excluded")
    said.push("Excluded: this run does not converge, but for exceptions of measure zero.");
  else if (prediction)
    said.push("Open: no theorem decides whether this run converges.");
  if (prediction?.stepCertified)
    said.push(`Certified for every step below ${prediction.stepCertified.exact ?? short(below(prediction.stepCertified))} (${prediction.stepThreshold}).`);
  if (path)
    said.push(`Measured: ${path.outcome} after ${path.steps} steps.`);
  return said.join(" ");
}

/** The analysis as terms with their verdicts. */
export function regularity(list, analysis) {
  const r = analysis.regularity;
  const rows = [["form", analysis.objective.form + (analysis.objective.outer ? `: F(s) = ${analysis.objective.outer}, s = ${analysis.objective.inner}` : "")]];
  if (analysis.objective.outer) {
    rows.push(["centre c", certified(r.centre)]);
    rows.push(["sector bound β", verdict(r.sector.verdict, r.sector.beta ? certified(r.sector.beta) : r.sector.verdict)]);
    rows.push(["derivative bound G", verdict(r.derivativeBound.verdict, r.derivativeBound.G ? certified(r.derivativeBound.G) : r.derivativeBound.verdict)]);
    for (const [key, name] of [["good", "good regularity"], ["monotoneRatio", "monotone ratio"], ["starConvex", "star-convex"], ["convex", "convex"], ["smooth", "smooth"]])
      rows.push([name, verdict(r[key])]);
    rows.push(["F''(c)", certified(r.curvatureAtCentre)]);
  } else if (analysis.objective.reason) {
    rows.push(["why", analysis.objective.reason]);
  }
  list.replaceChildren(...rows.flatMap(([name, value]) => [node("dt", {}, name), node("dd", {}, value)]));
}

/** Each theorem with its hypotheses; what is open stays open when the answer changes. */
export function theorems(box, check) {
  const open = new Set([...box.querySelectorAll("details[open]")].map(d => d.dataset.id));
  box.replaceChildren(...check.theorems.map(t => {
    const hypotheses = t.hypotheses.map(h => {
      const why = h.reason ?? h.witness?.checked ?? h.certificate ?? "";
      return node("li", {}, verdict(h.verdict), ` ${h.id}: ${h.statement}`, why ? node("div", { className: "quiet" }, why) : "");
    });
    const details = node("details", { open: open.has(t.id) },
      node("summary", {}, verdict(t.applies, t.kind === "law" && t.applies === "proved" ? "applies (a law, not certified)" : t.applies), ` ${t.id}: ${t.title}`),
      node("ul", {}, ...hypotheses));
    details.dataset.id = t.id;
    return details;
  }));
}

// The plane of starts: the map below, the path and the start on top.

import { element } from "./charts.js";

const kinds = ["certified", "fails", "converged", "periodic", "bounded", "diverged", "unsettled"];
const proven = { c: "certified", f: "fails" };
const letters = { c: "converged", p: "periodic", b: "bounded", d: "diverged", u: "unsettled" };

export class Plane {
  constructor(box, onMove, onView) {
    [this.canvas, this.svg] = [box.querySelector("canvas"), box.querySelector("svg")];
    this.onMove = onMove;
    this.onView = onView;
    this.radius = 6;
    this.names = null;
    this.start = [0, 0];
    this.path = this.kept = [];
    this.map = null;
    this.svg.addEventListener("pointerdown", e => this.grab(e));
    this.svg.addEventListener("pointermove", e => this.drag(e));
    this.svg.addEventListener("pointerup", () => { this.dragging = false; });
    this.svg.addEventListener("pointercancel", () => { this.dragging = false; });
    this.handle = element("circle", { class: "handle", r: 9, tabindex: 0, role: "slider", "aria-label": "Start", "aria-valuemin": -6, "aria-valuemax": 6 });
    this.handle.addEventListener("keydown", e => this.key(e));
    new ResizeObserver(() => this.draw()).observe(box);
  }

  /** The names of the two variables; null where the objective has no plane. */
  show(names, start) {
    this.names = names;
    this.start = start;
    const far = Math.max(Math.abs(start[0]), Math.abs(start[1]));
    if (names && !this.dragging && (far > this.radius || far < this.radius / 20))
      this.zoom(1.25 * (far || 1) / this.radius);
    this.draw();
  }

  zoom(factor) {
    this.radius = Number(Math.min(1e6, Math.max(1e-3, this.radius * factor)).toPrecision(2));
    this.map = null;
    this.draw();
    this.onView();
  }

  grid(count) {
    const r = this.radius;
    return Object.fromEntries(this.names.map(name => [name, `${-r}..${r}:${count}`]));
  }

  point(event) {
    const box = this.svg.getBoundingClientRect();
    return [(event.clientX - box.left) / box.width * 2 - 1, 1 - (event.clientY - box.top) / box.height * 2].map(v => Number((v * this.radius).toPrecision(4)));
  }

  grab(event) {
    if (!this.names)
      return;
    this.dragging = true;
    this.svg.setPointerCapture(event.pointerId);
    this.handle.focus({ preventScroll: true });
    this.move(this.point(event));
  }

  drag(event) {
    if (this.dragging)
      this.move(this.point(event));
  }

  key(event) {
    const by = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, 1], ArrowDown: [0, -1] }[event.key];
    if (!by)
      return;
    event.preventDefault();
    const far = this.radius * (event.shiftKey ? .1 : .01);
    this.move(this.start.map((v, i) => Number((v + by[i] * far).toPrecision(6))));
  }

  move(start) {
    this.start = start.map(v => Math.max(-this.radius, Math.min(this.radius, v)));
    this.draw();
    this.onMove(this.start);
  }

  draw() {
    const size = this.svg.getBoundingClientRect().width || 400, r = this.radius;
    // A diverging path leaves the picture; numbers far outside it are none that SVG can read.
    const near = v => Math.max(-1e3, Math.min(1e3, v / r));
    const x = v => (near(v) + 1) / 2 * size, y = v => (1 - near(v)) / 2 * size;
    this.svg.setAttribute("viewBox", `0 0 ${size} ${size}`);
    const focused = document.activeElement === this.handle;
    const parts = [element("path", { class: "axis", d: `M${x(0)},0V${size}M0,${y(0)}H${size}` })];
    if (!this.names) {
      this.svg.replaceChildren(element("text", { x: size / 2, y: size / 2, "text-anchor": "middle" }, "No plane: the objective has not two scalar variables."));
      this.paint();
      return;
    }
    const line = points => "M" + points.filter(p => p.every(Number.isFinite)).map(p => `${x(p[0]).toFixed(1)},${y(p[1]).toFixed(1)}`).join("L");
    for (const kept of this.kept.filter(k => k.length > 0))
      parts.push(element("path", { class: "kept", d: line(kept) }));
    if (this.path.length > 0) {
      parts.push(element("path", { class: "path", d: line(this.path) }));
      for (const p of this.path.slice(0, 300).filter(p => p.every(Number.isFinite)))
        parts.push(element("circle", { class: "dot", r: 1.6, cx: x(p[0]).toFixed(1), cy: y(p[1]).toFixed(1) }));
    }
    parts.push(element("text", { x: size - 4, y: y(0) - 5, "text-anchor": "end" }, `${this.names[0]} = ${r}`));
    parts.push(element("text", { x: x(0) + 5, y: 13 }, `${this.names[1]} = ${r}`));
    this.handle.setAttribute("cx", x(this.start[0]));
    this.handle.setAttribute("cy", y(this.start[1]));
    this.handle.setAttribute("aria-valuemin", -r);
    this.handle.setAttribute("aria-valuemax", r);
    this.handle.setAttribute("aria-valuenow", this.start[0]);
    this.handle.setAttribute("aria-valuetext", `${this.names[0]} = ${this.start[0]}, ${this.names[1]} = ${this.start[1]}`);
    this.svg.replaceChildren(...parts, this.handle);
    if (focused)
      this.handle.focus({ preventScroll: true });
    this.paint();
  }

  paint() {
    const map = this.names ? this.map : null, count = map?.axes[0].count ?? 1;
    [this.canvas.width, this.canvas.height] = [count, count];
    if (!map)
      return;
    const style = getComputedStyle(document.documentElement), context = this.canvas.getContext("2d");
    const colours = Object.fromEntries(kinds.map(k => [k, style.getPropertyValue(`--${k}`)]));
    for (let i = 0; i < map.finished; i++) {
      context.fillStyle = colours[proven[map.certified[i]] ?? letters[map.outcomes[i]]];
      context.fillRect(i % count, count - 1 - Math.floor(i / count), 1, 1);
    }
  }
}

/** What the colours of the map mean. */
export const legend = [
  ["certified", "certified to converge"], ["fails", "certified to fail"], ["converged", "converged, not certified"], ["periodic", "periodic"], ["bounded", "bounded"],
  ["diverged", "diverged, not certified"], ["unsettled", "unsettled"],
];

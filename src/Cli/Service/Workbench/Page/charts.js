// Curves against the step, drawn as SVG.

const svgNames = "http://www.w3.org/2000/svg";

export function element(name, attributes = {}, text = "") {
  const node = document.createElementNS(svgNames, name);
  for (const [key, value] of Object.entries(attributes))
    node.setAttribute(key, value);
  node.textContent = text;
  return node;
}

const short = v => v === 0 ? "0" : Math.abs(v) >= 1e4 || Math.abs(v) < 1e-2 ? v.toExponential(0).replace("+", "") : String(Number(v.toPrecision(3)));

function decades(low, high, most) {
  const every = Math.max(1, Math.ceil((high - low) / most));
  return Array.from({ length: Math.floor((high - low) / every) + 1 }, (_, i) => Math.ceil(low) + i * every).filter(d => d <= high);
}

/**
 * Draws series [{k, y, kind}] against k + 1 on a ratio scale, with level lines [{y, text}]. Each pixel column keeps its smallest and largest value,
 * so no spike is lost.
 */
export function chart(svg, series, { log = false, lines = [] } = {}) {
  const box = svg.getBoundingClientRect(), width = box.width || 500, height = box.height || 240;
  const edge = { left: 52, right: 10, top: 8, bottom: 30 };
  const shown = series.map(s => ({ ...s, points: s.k.map((k, i) => [Math.log10(k + 1), log ? Math.log10(s.y[i]) : s.y[i]]).filter(p => Number.isFinite(p[1])) }));
  const levels = lines.map(l => ({ ...l, at: log ? Math.log10(l.y) : l.y })).filter(l => Number.isFinite(l.at));
  const ys = shown.flatMap(s => s.points.map(p => p[1])).concat(levels.map(l => l.at));
  svg.setAttribute("viewBox", `0 0 ${width} ${height}`);
  svg.replaceChildren();
  if (ys.length === 0)
    return;
  let low = ys.reduce((a, b) => Math.min(a, b)), high = ys.reduce((a, b) => Math.max(a, b));
  if (!log)
    low = Math.min(0, low);
  const room = (high - low || 1) * .05;
  [low, high] = [log ? low - room : low, high + room];
  const most = Math.max(1, ...shown.map(s => s.points.at(-1)?.[0] ?? 0));
  const x = v => edge.left + v / most * (width - edge.left - edge.right);
  const y = v => height - edge.bottom - (v - low) / (high - low) * (height - edge.top - edge.bottom);
  svg.append(element("path", { class: "axis", d: `M${edge.left},${edge.top}V${height - edge.bottom}H${width - edge.right}` }));
  for (const d of decades(0, most, 8))
    svg.append(element("text", { x: x(d), y: height - 14, "text-anchor": "middle" }, d < 4 ? String(10 ** d) : `1e${d}`));
  svg.append(element("text", { x: width - edge.right, y: height - 2, "text-anchor": "end" }, "k + 1"));
  const ticks = log ? decades(low, high, 5) : Array.from({ length: 5 }, (_, i) => low + (high - low) * i / 4);
  for (const t of ticks)
    svg.append(element("text", { x: edge.left - 6, y: y(t) + 4, "text-anchor": "end" }, log ? `1e${t}` : short(t)));
  for (const l of levels) {
    svg.append(element("path", { class: "limit", d: `M${edge.left},${y(l.at)}H${width - edge.right}` }));
    svg.append(element("text", { x: width - edge.right, y: y(l.at) - 4, "text-anchor": "end" }, l.text));
  }
  for (const s of shown)
    svg.append(element("path", { class: s.kind, d: trail(s.points, x, y) }));
}

function trail(points, x, y) {
  const kept = [];
  let column = null, first = 0;
  const flush = end => {
    const part = points.slice(first, end);
    const least = part.reduce((a, b) => a[1] <= b[1] ? a : b), most = part.reduce((a, b) => a[1] >= b[1] ? a : b);
    for (const p of [...new Set([part[0], least, most, part.at(-1)])].sort((a, b) => a[0] - b[0]))
      kept.push(`${x(p[0]).toFixed(1)},${y(p[1]).toFixed(1)}`);
  };
  points.forEach((p, i) => {
    const here = Math.floor(x(p[0]));
    if (column !== null && here !== column) {
      flush(i);
      first = i;
    }
    column = here;
  });
  if (points.length > 0)
    flush(points.length);
  return kept.length ? "M" + kept.join("L") : "";
}

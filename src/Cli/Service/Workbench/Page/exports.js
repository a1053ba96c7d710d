// Links and files. Nothing leaves the machine.

function save(name, type, content) {
  const link = document.createElement("a");
  link.href = URL.createObjectURL(new Blob([content], { type }));
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 1000);
}

/** The question as a link to this workbench, while it runs. */
export async function copyLink() {
  try {
    await navigator.clipboard.writeText(location.href);
    return "The link is copied; it works while this workbench runs.";
  } catch {
    return "The address of this page is the link.";
  }
}

/** The trace as CSV. */
export function saveTrace(state) {
  if (!state.path)
    return "There is no trace yet.";
  const { columns, rows } = state.path.trace;
  save("trace.csv", "text/csv", [columns, ...rows.map(row => row.map(v => v ?? "nan"))].map(row => row.join(",")).join("\n") + "\n");
  return "trace.csv is saved.";
}

/** The question as a problem file for the command line. */
export function saveToml(_, question) {
  const text = value => JSON.stringify(value);
  // Numbers as texts, which keeps them exact; lists as they are.
  const start = question.start.split(/[,;](?![^[]*\])/).map(part => part.split("=").map(s => s.trim()))
    .map(([name, value = ""]) => `${name} = ${value.startsWith("[") ? value : text(value)}`);
  save("problem.toml", "text/plain", `objective = ${text(question.objective)}\n\n[start]\n${start.join("\n")}\n\n[run]\nstep = ${text(question.step)}\n`);
  return "problem.toml is saved: boundcheck run problem.toml";
}

/** The three pictures as SVG files with literal colours. */
export function saveFigures() {
  for (const [name, svg] of [["plane", document.querySelector("#plane svg")], ["sharpness", document.getElementById("sharpness")],
    ["loss", document.getElementById("loss")]])
    save(`${name}.svg`, "image/svg+xml", standalone(svg, name === "plane" ? document.querySelector("#plane canvas") : null));
  return "plane.svg, sharpness.svg and loss.svg are saved.";
}

function standalone(svg, canvas) {
  const copy = svg.cloneNode(true), [from, to] = [svg.querySelectorAll("*"), copy.querySelectorAll("*")];
  from.forEach((node, i) => {
    const style = getComputedStyle(node);
    for (const name of ["fill", "stroke", "stroke-width", "stroke-dasharray", "stroke-opacity", "font-family", "font-size"])
      to[i].setAttribute(name, style.getPropertyValue(name));
    for (const name of ["class", "tabindex", "role"])
      to[i].removeAttribute(name);
  });
  const [, , width, height] = svg.getAttribute("viewBox").split(" ");
  for (const [name, value] of [["xmlns", "http://www.w3.org/2000/svg"], ["width", width], ["height", height]])
    copy.setAttribute(name, value);
  if (canvas) {
    const image = document.createElementNS("http://www.w3.org/2000/svg", "image");
    for (const [name, value] of [["href", canvas.toDataURL()], ["width", width], ["height", height], ["style", "image-rendering: pixelated"]])
      image.setAttribute(name, value);
    copy.prepend(image);
  }
  for (const name of ["class", "id", "role", "aria-labelledby"])
    copy.removeAttribute(name);
  return new XMLSerializer().serializeToString(copy);
}

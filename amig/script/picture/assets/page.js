"use strict";
const data = JSON.parse(document.getElementById("data").textContent);
const SVG = "http://www.w3.org/2000/svg";
const at = (id) => document.getElementById(id);
const [history_, rows, lines, details, search, branch, state] =
  ["history", "rows", "lines", "details", "search", "branch", "state"].map(at);
const byId = new Map(data.revisions.map((revision, row) => [revision.id, Object.assign(revision, { row })]));
const narrow = matchMedia("(max-width: 760px)");
const asked = data.current !== null;
let chosen = null;
let shown = data.revisions;
let summary = "";

function make(tag, attributes = {}, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
  element.append(...children.filter((child) => child !== null));
  return element;
}

function draw(tag, attributes, parent) {
  const element = document.createElementNS(SVG, tag);
  for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
  parent.append(element);
  return element;
}

const counted = (count, what) => `${count.toLocaleString("en")} ${what}${count === 1 ? "" : "s"}`;
const words = () => search.value.toLowerCase().split(/\s+/).filter(Boolean);

function badges(revision) {
  const found = make("span", { class: "badges" });
  if (revision.head) found.append(make("span", { class: "badge head" }, revision.effective_head ? "effective head" : "head"));
  if (revision.current) found.append(make("span", { class: "badge now" }, "current"));
  for (const label of revision.labels) found.append(make("span", { class: "badge label" }, label));
  return found;
}

// Text with what was searched for marked in it: never as markup.
function marked(element, text, wanted) {
  const lower = text.toLowerCase();
  let from = 0;
  while (wanted.length && lower.length === text.length) {
    const next = wanted.map((word) => [lower.indexOf(word, from), word.length]).filter(([place]) => place >= 0).sort((a, b) => a[0] - b[0])[0];
    if (!next) break;
    element.append(text.slice(from, next[0]), make("mark", {}, text.slice(next[0], next[0] + next[1])));
    from = next[0] + next[1];
  }
  element.append(text.slice(from));
}

function fill(revision, wanted) {
  const id = make("span", { class: "id" });
  const message = make("span", { class: revision.message ? "message" : "message empty", dir: "auto" });
  marked(id, revision.id, wanted);
  marked(message, revision.message || "no message", revision.message ? wanted : []);
  revision.element.replaceChildren(id, badges(revision), message);
  revision.marked = wanted.length > 0;
}

function fits(revision, wanted) {
  const inBranch = !branch.value || revision.branches.includes(branch.value);
  const inState = !state.value || revision.applied === (state.value === "yes");
  return inBranch && inState && wanted.every((word) => revision.text.includes(word));
}

function filter() {
  const wanted = words();
  shown = data.revisions.filter((revision) => {
    const fit = fits(revision, wanted);
    revision.element.hidden = !fit;
    if (fit && (wanted.length || revision.marked)) fill(revision, wanted);
    return fit;
  });
  const some = wanted.length || branch.value || state.value;
  at("summary").textContent = some ? `${shown.length.toLocaleString("en")} of ${counted(data.revisions.length, "revision")}` : summary;
  at("none").hidden = shown.length > 0 || !some;
  paint();
}

// A revision that is hidden takes no height; of a line to it only the beginning is left.
function paint() {
  const height = parseFloat(getComputedStyle(rows).getPropertyValue("--row")) || 34;
  const room = Math.max(60, Math.min(340, history_.clientWidth * (narrow.matches ? 0.24 : 0.36)));
  const pitch = Math.min(narrow.matches ? 14 : 18, room / Math.max(data.width, 1));
  const ys = [];
  let above = 0;
  for (const revision of data.revisions) {
    ys.push(revision.element.hidden ? above * height : (above++ + 0.5) * height);
  }
  const x = (lane) => 8 + lane * pitch;
  const end = ([row, lane], way) => `M${x(lane)} ${ys[row]}v${way * height * 0.46}`;
  document.documentElement.style.setProperty("--gutter", `${x(Math.max(data.width, 1) - 1) + 8}px`);
  lines.setAttribute("height", above * height);
  lines.setAttribute("width", x(data.width) + 8);
  lines.replaceChildren();
  for (const one of [...data.edges, ...data.revisions]) one.drawn = one.circle = null;
  const ids = data.revisions;
  for (const edge of data.edges) {
    const [first, last] = [edge.points[0], edge.points[edge.points.length - 1]];
    const hidden = [first, last].map(([row]) => ids[row].element.hidden);
    if (hidden[0] && hidden[1]) continue;
    const kind = edge.kind === "dependency" ? " dependency" : "";
    const stub = hidden[0] || hidden[1];
    const d = stub ? end(hidden[0] ? last : first, hidden[0] ? -1 : 1) : way(edge.points.map(([row, lane]) => [x(lane), ys[row]]));
    edge.drawn = draw("path", { class: `c${edge.color}${kind}${stub ? " stub" : ""}`, d }, lines);
  }
  for (const revision of shown) {
    const look = revision.current ? " current" : revision.applied ? " applied" : "";
    revision.circle = draw("circle", { class: `c${revision.lane % data.colors}${look}`, cx: x(revision.lane), cy: ys[revision.row], r: Math.max(3, Math.min(5.5, pitch / 2)) }, lines);
  }
  light(true);
}

// What belongs to the chosen revision stands out.
function light(on) {
  if (!chosen) return;
  chosen.circle?.classList.toggle("chosen", on);
  for (const edge of chosen.edges) edge.drawn?.classList.toggle("lit", on);
  for (const id of chosen.edges.flatMap((edge) => [edge.from, edge.to])) if (id !== chosen.id) byId.get(id).element.classList.toggle("near", on);
}

function way(points) {
  let [x, y] = points[0];
  let d = `M${x} ${y}`;
  for (const [toX, toY] of points.slice(1)) {
    const half = (y + toY) / 2;
    d += toX === x ? `V${toY}` : `C${x} ${half} ${toX} ${half} ${toX} ${toY}`;
    [x, y] = [toX, toY];
  }
  return d;
}

function choose(revision, { open = true, scroll = true } = {}) {
  chosen?.element.setAttribute("aria-selected", "false");
  light(false);
  chosen = revision;
  if (revision) {
    if (revision.element.hidden) clear();
    revision.element.setAttribute("aria-selected", "true");
    rows.setAttribute("aria-activedescendant", revision.element.id);
  } else rows.removeAttribute("aria-activedescendant");
  window.history.replaceState(null, "", revision ? `#${encodeURIComponent(revision.id)}` : " ");
  details.classList.toggle("open", Boolean(revision) && open);
  details.replaceChildren(...(revision ? described(revision) : overview()));
  details.scrollTop = 0;
  light(true);
  if (revision && (scroll || narrow.matches)) revision.element.scrollIntoView({ block: "nearest" });
}

function link(id) {
  const other = byId.get(id);
  if (!other) return make("span", { class: "id" }, `${id} (not in this picture)`);
  const button = make("button", { type: "button", class: "link" }, id, make("span", { dir: "auto" }, other.message));
  button.addEventListener("click", () => choose(other));
  return button;
}

function* described(revision) {
  const close = make("button", { type: "button", class: "close", "aria-label": "Close details" }, "✕");
  close.addEventListener("click", () => choose(null));
  yield make("div", { class: "top" }, make("span", { class: "id" }, revision.id), close);
  yield make("h2", { dir: "auto" }, revision.message || "no message");
  yield badges(revision);
  const list = make("dl");
  const add = (name, values, kind = "") => values.length && list.append(make("dt", {}, name), make("dd", { class: kind }, ...values));
  add(revision.parents.length > 1 ? "Merges" : "Parent", revision.parents.length ? revision.parents.map(link) : ["none: a base"]);
  add("Depends on", revision.dependencies.map(link));
  add(revision.children.length > 1 ? "Children" : "Child", revision.children.length ? revision.children.map(link) : ["none: a head"]);
  add("Needed by", revision.dependents.map(link));
  add(revision.branches.length > 1 ? "Branches" : "Branch", revision.branches.length ? [revision.branches.join(", ")] : []);
  add("Replaces", revision.replaces.length ? [revision.replaces.join(", ")] : []);
  add("Applied", asked ? [revision.current ? "yes, the database is here" : revision.applied ? "yes" : "no, pending"] : ["the database was not asked"]);
  add("File", [revision.path], "path");
  yield list;
  if (revision.doc.trim().includes("\n")) {
    yield make("h3", {}, "Docstring");
    yield make("pre", { tabindex: "0", dir: "auto" }, revision.doc.trim());
  }
}

function sign(label, draws) {
  const picture = document.createElementNS(SVG, "svg");
  for (const [name, value] of [["width", 28], ["height", 16], ["aria-hidden", "true"]]) picture.setAttribute(name, value);
  for (const [tag, attributes] of draws) draw(tag, attributes, picture);
  return make("li", {}, picture, label);
}

function* overview() {
  const heads = data.revisions.filter((revision) => revision.head);
  yield make("h2", { class: "part" }, heads.length === 1 ? "Head" : `Heads (${heads.length})`);
  yield make("div", {}, ...heads.slice(0, 12).map((revision) => link(revision.id)), heads.length > 12 ? `and ${heads.length - 12} more` : "");
  if (asked) {
    yield make("h2", { class: "part" }, "The database is at");
    yield make("div", {}, ...(data.current.length ? data.current.map(link) : ["base: nothing is applied"]));
  }
  const dot = (kind) => ["circle", { class: `stroke ${kind}`, cx: 14, cy: 8, r: 5 }];
  yield make("h2", { class: "part" }, "Signs");
  yield make("ul", { class: "legend" },
    sign(asked ? "pending" : "revision", [dot("open")]),
    ...(asked ? [sign("applied", [dot("full")]), sign("current", [dot("here")])] : []),
    sign("follows", [["path", { class: "stroke", d: "M2 8H26" }]]),
    sign("depends on", [["path", { class: "stroke", d: "M2 8H26", "stroke-dasharray": "2 4" }]]));
  yield make("h2", { class: "part keys-title" }, "Keys");
  const key = (names, does) => make("li", {}, ...names.flatMap((name) => [make("kbd", {}, name), " "]), does);
  yield make("ul", { class: "keys" }, key(["/"], "search"), key(["↑", "↓"], "move"), key(["p", "c"], "to the parent, to the child"), key(["Home", "End"], "newest, oldest"), key(["Esc"], "close, show all"));
}

function clear() {
  search.value = branch.value = state.value = "";
  filter();
}

function move(to) {
  if (shown.length) choose(shown[Math.max(0, Math.min(shown.length - 1, to))], { open: details.classList.contains("open") || !narrow.matches });
}

const STEPS = { ArrowDown: 1, j: 1, ArrowUp: -1, k: -1, PageDown: 12, PageUp: -12, End: Infinity, Home: -Infinity };

function key(event) {
  if (event.ctrlKey || event.metaKey || event.altKey) return;
  const typing = event.target === search;
  const here = shown.indexOf(chosen);
  if (event.key === "Escape") {
    if (chosen) choose(null);
    else clear();
    rows.focus();
  } else if (typing && ["Enter", "ArrowDown"].includes(event.key)) {
    rows.focus();
    move(Math.max(here, 0));
  } else if (typing || event.target.tagName === "SELECT") return;
  else if (event.key === "/") search.focus();
  else if (event.key in STEPS) move(here < 0 && event.key !== "End" ? 0 : here + STEPS[event.key]);
  else if (event.key === "Enter" && event.target === rows && chosen) choose(chosen);
  else if ("pc".includes(event.key) && chosen) choose(byId.get((event.key === "p" ? chosen.parents : chosen.children)[0]) ?? chosen);
  else return;
  event.preventDefault();
}

function begin() {
  for (const revision of data.revisions) {
    revision.text = [revision.id, ...revision.labels, revision.message].join("\n").toLowerCase();
    revision.element = make("li", { role: "option", id: `row-${revision.row}`, "aria-selected": "false" });
    revision.edges = [];
    fill(revision, []);
  }
  for (const edge of data.edges) {
    byId.get(edge.from).edges.push(edge);
    byId.get(edge.to).edges.push(edge);
  }
  rows.append(...data.revisions.map((revision) => revision.element));
  for (const label of [...new Set(data.revisions.flatMap((one) => one.branches))].sort()) branch.append(make("option", { value: label }, label));
  branch.hidden = branch.length === 1;
  state.hidden = !asked;
  const pending = data.revisions.filter((revision) => revision.applied === false).length;
  summary = [counted(data.revisions.length, "revision"), counted(data.heads.length, "head"), ...(asked ? [`${pending.toLocaleString("en")} pending`] : [])].join(" · ");
  rows.addEventListener("click", (event) => {
    const element = event.target.closest("li");
    if (element && getSelection().isCollapsed) choose(data.revisions[Number(element.id.slice(4))], { scroll: false });
  });
  search.addEventListener("input", filter);
  branch.addEventListener("change", filter);
  state.addEventListener("change", filter);
  at("clear").addEventListener("click", clear);
  document.addEventListener("keydown", key);
  new ResizeObserver(paint).observe(history_);
  filter();
  choose(byId.get(decodeURIComponent(location.hash.slice(1))) ?? null);
}

begin();

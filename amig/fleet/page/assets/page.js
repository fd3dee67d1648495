"use strict";
const at = (id) => document.getElementById(id);
const [search, outcome, clear, found, none, list] = ["search", "outcome", "clear", "found", "none", "tenants"].map(at);
const rows = list ? [...list.children].map((row) => ({ row, text: row.textContent.toLowerCase() })) : [];
let cause = "";

function filter() {
  const words = search.value.toLowerCase().split(/\s+/).filter(Boolean);
  let shown = 0;
  for (const { row, text } of rows) {
    const fits = words.every((word) => text.includes(word))
      && (!outcome.value || row.dataset.outcome === outcome.value) && (!cause || row.dataset.cause === cause);
    row.hidden = !fits;
    shown += fits;
  }
  const all = shown === rows.length;
  const number = (count) => count.toLocaleString("en");
  found.textContent = (all ? number(shown) : `${number(shown)} of ${number(rows.length)}`)
    + ` tenant${rows.length === 1 ? "" : "s"}${cause ? " (one cause)" : ""}`;
  none.hidden = shown > 0;
  clear.hidden = all && !cause && !search.value && !outcome.value;
}

function reset() {
  search.value = outcome.value = cause = "";
  filter();
  search.focus();
}

if (list) {
  search.form.addEventListener("submit", (event) => event.preventDefault());
  search.addEventListener("input", filter);
  outcome.addEventListener("change", filter);
  clear.addEventListener("click", reset);
  for (const button of document.querySelectorAll("button[data-cause]")) {
    button.addEventListener("click", () => {
      search.value = outcome.value = "";
      cause = button.dataset.cause;
      filter();
      at("by-name").scrollIntoView();
      search.focus({ preventScroll: true });
    });
  }
  document.addEventListener("keydown", (event) => {
    if (event.key === "/" && !event.target.closest("input, select, textarea")) {
      event.preventDefault();
      search.focus();
    } else if (event.key === "Escape" && !clear.hidden) reset();
  });
}

// Names for what a screen reader comes to: the theme has none for its search and for each block's buttons.

document.querySelector(".md-search")?.setAttribute("aria-label", "Search");

const name = () =>
  document.querySelectorAll(".md-code__nav:not([aria-label])").forEach((one) => {
    one.setAttribute("aria-label", `Code block ${document.querySelectorAll(".md-code__nav[aria-label]").length + 1}`);
  });

new MutationObserver(name).observe(document.body, { childList: true, subtree: true });
name();

// Opens what is folded while the page is printed, so that paper shows everything.
(() => {
  let opened = [];
  addEventListener("beforeprint", () => {
    opened = [...document.querySelectorAll("details.ps-printed:not([open])")];
    opened.forEach((details) => (details.open = true));
  });
  addEventListener("afterprint", () => opened.forEach((details) => (details.open = false)));
})();
addEventListener("click", (event) => event.target.closest?.(".ps-print") && print());

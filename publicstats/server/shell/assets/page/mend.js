// Puts the cursor into the cell that is to be mended, once for each that was asked for.
(() => {
  const FIELD = ".st-key-mend_first :is(input, textarea)";
  let last = "";

  const look = () => {
    const asked = document.querySelector("#root [data-mend]")?.dataset.mend;
    if (!asked || asked === last) return;
    const field = document.querySelector(FIELD);
    if (!field) return;
    last = asked;
    field.focus();
    field.select?.();
  };
  new MutationObserver(look).observe(document, { childList: true, subtree: true, attributeFilter: ["data-mend"] });
})();

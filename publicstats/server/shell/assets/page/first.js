// Takes the first view away in the moment in which Streamlit has drawn the page below it, or has another thing
// to say there; what the reader did in it meanwhile is carried over.
(() => {
  const root = document.getElementById("root");
  const first = document.querySelector(".ps-first");
  if (!root || !first) return;

  // A run is not begun yet when the connection is made, so that its end counts only once something is drawn.
  const OTHER = "[data-test-script-state=notRunning] :is(.ps-head, .ps-failed), [role=dialog]";
  const FIELDS = "a, button, input, summary";
  const MENU = ".ps-menu a";

  const carryOver = () => {
    const list = (place, what) => [...(place?.querySelectorAll(what) ?? [])];
    const page = root.querySelector(".stMain");
    const shown = first.querySelector(".stMain");
    const focused = list(shown, FIELDS).indexOf(document.activeElement);
    const chosen = list(first, MENU).indexOf(document.activeElement);
    const opened = list(first, "details").map((details) => details.open);
    const words = first.querySelector("input")?.value;
    list(page, "details").forEach((details, place) => opened[place] && (details.open = true));
    if (words) page.querySelector(".ps-search input").value = words;
    if (first.scrollTop) page.scrollTo(0, first.scrollTop);
    return list(page, ".stHtml :is(" + FIELDS + ")")[focused] ?? list(root, MENU)[chosen];
  };

  const look = () => {
    const isDrawn = root.querySelector(".ps-edition");
    if (!isDrawn && !document.querySelector(OTHER)) return;
    drawn.disconnect();
    const focused = isDrawn && carryOver();
    first.remove();
    focused?.focus({ preventScroll: true });
  };
  const drawn = new MutationObserver(look);
  drawn.observe(document.body, { childList: true, subtree: true, attributeFilter: ["data-test-script-state", "role"] });
})();

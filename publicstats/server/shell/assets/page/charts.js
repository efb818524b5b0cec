// Fills each chart's element with the drawing that the server has made for its width.
// A drawing stands in an attribute, as Streamlit's own frame lets no SVG through.
(() => {
  const BETWEEN = 430; // pixels: narrower than this, the layout for phones is the more legible one
  const parser = new DOMParser();

  const draw = (plot) => {
    const layout = plot.clientWidth < BETWEEN ? plot.dataset.narrow : plot.dataset.wide;
    if (!layout || plot.drawn === layout) return;
    plot.drawn = layout;
    const svg = document.importNode(parser.parseFromString(layout, "image/svg+xml").documentElement, true);
    svg.setAttribute("aria-hidden", "true"); // the element around it says in words what it shows
    plot.replaceChildren(svg);
    plot.dispatchEvent(new Event("ps-drawn", { bubbles: true }));
  };

  const widths = new ResizeObserver((entries) => entries.forEach((entry) => draw(entry.target)));
  const seen = new WeakSet();
  const look = () => {
    for (const plot of document.querySelectorAll(".ps-plot")) {
      if (!seen.has(plot)) {
        seen.add(plot);
        widths.observe(plot);
      }
      if (!plot.firstChild) draw(plot);
    }
  };
  look();
  new MutationObserver(look).observe(document, { childList: true, subtree: true });
})();

// Wakes charts: once somebody moves on the page, it is live and idle and a chart comes near, or as soon as somebody
// points at one, comes to it by keyboard or touches it. Until then nothing of what draws it is fetched: who only reads
// needs none of it. Where waking fails, its picture stays.
(() => {
  const LIVE = "[data-testid=stApp][data-test-script-state=notRunning] .ps-edition";
  const NEAR = "200px"; // a chart that is as far below the window is woken, too
  const PATIENCE = 2000; // milliseconds that a busy page may put it off
  const waiting = [];

  const isLive = () => document.readyState === "complete" && document.querySelector(LIVE) && !document.querySelector(".ps-first");
  const whenIdle = (act) => (window.requestIdleCallback ? requestIdleCallback(act, { timeout: PATIENCE }) : setTimeout(act, 200));

  let parts;
  const loadParts = async () => {
    parts = parts ?? Promise.all(LIVE_PARTS.map(fetchPart));
    await parts;
    if (!window.drawAlive) throw new Error("this browser cannot run what draws charts");
  };

  // The specification of the layout that is shown; none where the server has another version, of which the page will know soon.
  const fetchDrawing = async (plot, layout) => {
    const address = new URL(plot.dataset.live, document.baseURI);
    const version = plot.dataset.versions.split(" ")[layout === plot.dataset.narrow ? 0 : 1];
    address.searchParams.set("width", plot.querySelector("svg").viewBox.baseVal.width);
    address.searchParams.set("v", version);
    const answer = await fetch(address);
    if (!answer.ok) throw new Error(`${address} answers ${answer.status}`);
    const drawing = await answer.json();
    return drawing.name === version ? drawing : null;
  };

  const wake = async (plot) => {
    const layout = plot.drawn;
    if (!plot.dataset.live || plot.woken === layout) return;
    plot.woken = layout;
    try {
      const [drawing] = await Promise.all([fetchDrawing(plot, layout), loadParts()]);
      if (drawing && plot.isConnected && plot.drawn === layout) await drawAlive(plot, drawing);
    } catch (error) {
      plot.removeAttribute("tabindex");
      console.warn("A chart stays a picture:", error);
    }
  };

  // One at a time, so that the page answers in between.
  let isBusy = false;
  const wakeNext = async () => {
    isBusy = waiting.length > 0;
    if (isBusy && isLive()) await wake(waiting.shift());
    if (isBusy) isLive() ? whenIdle(wakeNext) : setTimeout(wakeNext, 300);
  };
  const wakeLater = (plot) => {
    waiting.push(plot);
    if (isBusy) return;
    isBusy = true;
    whenIdle(wakeNext);
  };

  const near = new IntersectionObserver(
    (entries) => {
      for (const { target, isIntersecting } of entries) {
        if (!isIntersecting) continue;
        near.unobserve(target);
        wakeLater(target);
      }
    },
    { rootMargin: NEAR },
  );

  const MOVES = ["pointermove", "pointerdown", "touchstart", "wheel", "scroll", "keydown"];
  const moved = new Promise((resolve) => {
    for (const name of MOVES) addEventListener(name, resolve, { once: true, passive: true, capture: true });
  });

  document.addEventListener("ps-drawn", ({ target }) => {
    if (target.closest(".ps-first")) return;
    target.tabIndex = 0;
    if (!navigator.connection?.saveData) moved.then(() => near.observe(target));
  });
  for (const name of ["pointerover", "focusin", "touchstart"]) {
    const act = ({ target }) => {
      const plot = target.closest?.("#root .ps-plot");
      if (plot && plot.woken !== plot.drawn) isLive() ? wake(plot) : wakeLater(plot);
    };
    addEventListener(name, act, { passive: true });
  }
})();

// Values by the keyboard: the arrow keys step through the points of a chart, or along its axis of time, and each is
// shown as to a pointer and said to those who listen.
const STEPS = { ArrowLeft: -1, ArrowRight: 1, Home: -Infinity, End: Infinity };

/** Where the keys stop: each point, or all points of one time, in the order of time. */
const listStops = (stage) => {
  const points = listPoints(stage).filter((point) => isShown(stage, point));
  if (!isShared(stage)) return points.map((point) => [point]);
  const stops = new Map();
  for (const point of points) {
    const time = findTime(stage, point);
    stops.set(time, [...(stops.get(time) ?? []), point]);
  }
  return [...stops].sort(([a], [b]) => a - b).map(([, stop]) => stop);
};

const addKeys = (plot, stage, bar, tip) => {
  const said = bar.querySelector("[aria-live]");
  let place = null;

  const leave = () => {
    place = null;
    said.textContent = "";
    Plotly.Fx.unhover(stage);
    tip.hide();
  };

  const step = (by) => {
    const stops = listStops(stage);
    if (!stops.length) return;
    const next = place === null && by === -1 ? stops.length - 1 : (place ?? -1) + by;
    place = Math.max(0, Math.min(stops.length - 1, next));
    const [first] = stops[place];
    const { xaxis, yaxis } = stage._fullData[first.curveNumber];
    const { curveNumber, pointNumber } = first;
    Plotly.Fx.hover(stage, [{ curveNumber, pointNumber }], xaxis + yaxis);
    said.textContent = tip.show(stops[place]);
  };

  const act = (event) => {
    if (event.altKey || event.ctrlKey || event.metaKey || event.shiftKey) return;
    if (event.key === "Escape") leave();
    if (!STEPS[event.key]) return;
    event.preventDefault();
    step(STEPS[event.key]);
  };

  // A chart that is drawn anew has keys of its own.
  const control = new AbortController();
  const whileAlive = (what) => (event) => (stage.isConnected ? what(event) : control.abort());
  plot.addEventListener("keydown", whileAlive(act), { signal: control.signal });
  plot.addEventListener("blur", whileAlive(() => place !== null && leave()), { signal: control.signal });
};

// Zooming a stretch of time and back; on a screen that is touched a finger then moves along the time.
const ROOM = 75; // pixels that the name of a time takes

/** The words that stand where an axis begins, or ends: what names a drawing, or a line. */
const findWords = (stage, end) =>
  stage._fullData.flatMap(({ mode, x, xaxis = "x" }, number) => {
    const edge = stage.layout[`xaxis${xaxis.slice(1)}`].range[end];
    return mode === "text" && x.every((value) => value === edge) ? [number] : [];
  });

const addZoom = (bar, stage, said) => {
  const axes = findTimes(stage.layout);
  if (!axes.length) return;
  const read = (name) => stage._fullLayout[name].range.map((end) => stage._fullLayout[name].r2l(end));
  const readAll = () => Object.fromEntries(axes.map((name) => [name, read(name)]));
  const whole = readAll();
  const ticks = Object.fromEntries(axes.map((name) => [name, stage.layout[name].tickmode]));
  const titles = findWords(stage, 0);
  const labels = findWords(stage, 1);
  let isZoomed = false;

  // The times of the whole are named one by one; of a stretch plotly names what fits.
  const name = (ranges) => {
    const settings = { dragmode: TOUCHED.matches ? isZoomed && "pan" : "zoom" };
    for (const axis of axes) {
      const { l2r, _length } = stage._fullLayout[axis];
      settings[`${axis}.range`] = ranges[axis].map((end) => l2r(end));
      settings[`${axis}.tickmode`] = isZoomed ? "auto" : ticks[axis];
      settings[`${axis}.nticks`] = Math.max(1, Math.floor(_length / ROOM));
    }
    return settings;
  };

  // What names a drawing stays where it begins; what stands at the ends of lines is not there in a stretch.
  const restyle = (ranges) => {
    const start = (number) => {
      const axis = `xaxis${(stage._fullData[number].xaxis ?? "x").slice(1)}`;
      return stage._fullData[number].x.map(() => stage._fullLayout[axis].l2r(ranges[axis][0]));
    };
    return {
      x: stage.data.map(({ x }, number) => (titles.includes(number) ? start(number) : x)),
      opacity: stage.data.map((_, number) => (isZoomed && labels.includes(number) ? 0 : 1)),
      cliponaxis: stage.data.map(({ mode }) => isZoomed && !String(mode).includes("text")),
    };
  };

  const change = (ranges) => {
    isZoomed = ranges !== whole;
    return Plotly.update(stage, restyle(ranges), name(ranges));
  };

  const zoom = () => {
    const halve = ([start, end]) => [start + (end - start) / 4, end - (end - start) / 4];
    change(Object.fromEntries(axes.map((axis) => [axis, halve(read(axis))])));
  };
  const reset = () => {
    nearer.focus();
    change(whole);
  };

  const nearer = addButton(bar, said.zoom, zoom);
  const back = addButton(bar, said.reset, reset);
  back.hidden = true;
  const look = () => {
    const isWhole = axes.every((axis) => read(axis).every((end, number) => Math.abs(end - whole[axis][number]) < 1000));
    back.hidden = isWhole;
    if (isZoomed === isWhole) change(isWhole ? whole : readAll());
  };
  stage.on("plotly_relayout", look); // by the reader's mouse
  stage.on("plotly_update", look);
};

// Draws a chart's specification with plotly in the place of its picture, as large as that: nothing moves. The picture
// stays below, unseen; it keeps the room, and is what gets printed. Of what plotly does not promise, `_fullLayout` and
// `_fullData` are read: what it has made of the specification, and where its axes put a value.
const CONFIG = { displayModeBar: false, displaylogo: false, showTips: false, showAxisDragHandles: false };
Plotly.setPlotConfig({ logging: 0 }); // what it stumbles over the server has drawn all the same
const TOUCHED = matchMedia("(pointer: coarse)");

const findLanguage = (element) => (element.closest("[lang]").lang.startsWith("en") ? "en" : "zh");

/** The axes that can be zoomed: those of time, unless the specification holds them. */
const findTimes = (layout) =>
  Object.keys(layout).filter((name) => /^xaxis\d*$/.test(name) && layout[name].type === "date" && !layout[name].fixedrange);

/** Plotly takes each tap for two clicks, of the finger and of the mouse that browsers make of it. */
const configure = (lang) => ({ ...CONFIG, locale: lang, doubleClick: TOUCHED.matches ? false : "reset" });

/** The layout for a browser: stretches of time can be drawn with a mouse; a finger on a drawing moves the page. */
const prepare = (layout, size) => {
  const values = Object.keys(layout).filter((name) => /^yaxis\d*$/.test(name));
  const held = Object.fromEntries(values.map((name) => [name, { ...layout[name], fixedrange: true }]));
  return { ...layout, ...held, ...size, dragmode: findTimes(layout).length && !TOUCHED.matches ? "zoom" : false };
};

const fit = (plot) => {
  const stage = plot.querySelector(".ps-live");
  const bar = plot.nextElementSibling;
  if (!stage || !bar?.matches(".ps-bar")) return;
  stage.style.transform = `scale(${plot.clientWidth / stage.clientWidth})`;
  bar.style.setProperty("--ps-height", `${plot.clientHeight}px`);
};
const widths = new ResizeObserver((entries) => entries.forEach((entry) => fit(entry.target)));

/** Brings a chart to life; where that fails its picture is left as it was. */
window.drawAlive = async (plot, { data, layout }) => {
  const { width, height } = plot.querySelector("svg").viewBox.baseVal;
  const lang = findLanguage(plot);
  const stage = makePart("div", "ps-live");
  stage.setAttribute("aria-hidden", "true");
  Object.assign(stage.style, { width: `${width}px`, height: `${height}px` });
  plot.append(stage);
  const bar = addBar(plot, SAID[lang]);
  try {
    await Plotly.newPlot(stage, data, prepare(layout, { width, height }), configure(lang));
    addKeys(plot, stage, bar, addTip(plot, stage, lang));
    addZoom(bar, stage, SAID[lang]);
    addSeries(bar, stage, SAID[lang]);
  } catch (error) {
    plot.querySelectorAll(".ps-live, .ps-tip").forEach((part) => part.remove());
    plot.removeAttribute("aria-describedby");
    bar.remove();
    throw error;
  }
  widths.observe(plot);
  plot.classList.add("ps-alive");
};

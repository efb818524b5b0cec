// The label beside a point, or beside all points of one time. Plotly finds the points; its own labels, which break no
// line and are cut off on phones, are not shown.
const GAP = 14; // pixels between a point and its label

const makePart = (name, className, ...content) => {
  const element = document.createElement(name);
  element.className = className;
  element.append(...content);
  return element;
};

const makeDot = (color) => {
  const dot = makePart("span", "ps-dot");
  dot.style.background = color;
  return dot;
};

const writeTip = ({ common, rows }) => {
  const lines = rows.map(({ name, parts: [figure, ...rest], color, isPointed }) => {
    const line = makePart("p", isPointed ? "ps-pointed" : "");
    if (name && rows.length > 1) line.append(makeDot(color));
    if (name) line.append(`${name} `);
    line.append(name ? makePart("b", "", figure) : figure);
    if (rest.length) line.append(SEPARATOR + rest.join(SEPARATOR));
    return line;
  });
  return common.length ? [makePart("p", "ps-common", common.join(SEPARATOR)), ...lines] : lines;
};

const MANY = 4; // lines from which on a label may be as wide as the drawing

/** Where what does not fit into a drawing begins: below it, or above it where only that is in the window. */
const placeOutside = (height, plot) => {
  const { top, bottom } = plot.getBoundingClientRect();
  return bottom + height > innerHeight && top - GAP > height ? -height - GAP / 2 : plot.clientHeight;
};

/** Where a label of a size stands: beside the point, else above or below it, else outside of the drawing. */
const placeTip = ([x, y], tip, plot, shared) => {
  const { offsetWidth: width, offsetHeight: height } = tip;
  const { clientWidth, clientHeight } = plot;
  const middle = Math.max(0, Math.min(clientWidth - width, x - width / 2));
  const level = Math.max(0, Math.min(clientHeight - height, y - height / 2));
  if (shared) {
    const fits = height <= clientHeight;
    if (fits && x + GAP + width <= clientWidth) return [x + GAP, level];
    if (fits && x - GAP - width >= 0) return [x - GAP - width, level];
    return [middle, placeOutside(height, plot)];
  }
  return [middle, y - GAP - height >= 0 ? y - GAP - height : y + GAP];
};

// After a tap elsewhere no label is left: a finger leaves a chart without moving off it.
addEventListener("pointerdown", ({ target }) => {
  for (const tip of document.querySelectorAll(".ps-tip")) tip.hidden = tip.hidden || !tip.parentNode.contains(target);
});

/** Shows and hides the label of some points; gives what it says. */
const addTip = (plot, stage, lang) => {
  const tip = makePart("div", "ps-tip");
  tip.hidden = true;
  tip.setAttribute("aria-hidden", "true");
  plot.append(tip);
  const hide = () => (tip.hidden = true);
  const show = (points) => {
    const gathered = gather(stage, points);
    const read = readPoints(stage, gathered, lang);
    gathered.forEach((point, number) => (read.rows[number].isPointed = gathered.length > points.length && points.includes(point)));
    tip.replaceChildren(...writeTip(read));
    tip.classList.toggle("ps-many", read.rows.length > MANY);
    tip.hidden = false;
    const scale = plot.clientWidth / stage.clientWidth;
    const places = points.map((point) => locate(stage, point).map((pixels) => pixels * scale));
    const y = places.reduce((sum, place) => sum + place[1], 0) / places.length;
    const [left, top] = placeTip([places[0][0], y], tip, plot, isShared(stage));
    Object.assign(tip.style, { left: `${left}px`, top: `${top}px` });
    return sayPoints(read, lang);
  };
  const answer = ({ points }) => {
    const answering = points.filter(({ customdata }) => customdata);
    if (answering.length) show(answering);
  };
  stage.on("plotly_hover", answer);
  stage.on("plotly_click", answer); // a tap
  stage.on("plotly_unhover", hide);
  stage.on("plotly_update", hide);
  stage.on("plotly_relayout", (changes) => Object.keys(changes).length && hide());
  return { show, hide };
};

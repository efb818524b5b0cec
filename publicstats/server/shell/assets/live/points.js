// What the points of a live chart say, and where they stand.
const SEPARATOR = " · "; // between the parts of what a point says

/** A text of plotly's without its marks. */
const readText = (marked, lang) => {
  const text = marked.replace(/<br\s*\/?>/g, lang === "zh" ? "" : " ");
  return new DOMParser().parseFromString(text, "text/html").body.textContent.trim();
};

/** Whether all points of one time answer together. */
const isShared = (stage) => String(stage._fullLayout.hovermode).startsWith("x");

/** An axis of a trace's: `letter` is x or y. */
const findAxis = (stage, trace, letter) => stage._fullLayout[`${letter}axis${(trace[`${letter}axis`] ?? letter).slice(1)}`];

/** Where a point stands, in pixels of the drawing: a bar at its end. */
const locate = (stage, { curveNumber, pointNumber }) => {
  const trace = stage._fullData[curveNumber];
  const start = trace.base?.[pointNumber] ?? 0;
  return ["x", "y"].map((letter) => {
    const axis = findAxis(stage, trace, letter);
    const isLength = letter === (trace.orientation === "h" ? "x" : "y");
    return axis._offset + axis.c2p(axis.d2c(trace[letter][pointNumber]) + (isLength ? start : 0));
  });
};

/** The time of a point, or whatever else its axis counts. */
const findTime = (stage, { curveNumber, pointNumber }) => {
  const trace = stage._fullData[curveNumber];
  return findAxis(stage, trace, "x").d2c(trace.x[pointNumber]);
};

/** Points with all others of the same time, in small drawings beside it as well; just these where each answers alone. */
const gather = (stage, points) => {
  if (!isShared(stage)) return points;
  const isAmong = (point) => points.some((one) => one.curveNumber === point.curveNumber);
  const time = findTime(stage, points[0]);
  return listPoints(stage)
    .filter((point) => !isAmong(point) && findTime(stage, point) === time)
    .concat(points)
    .sort((a, b) => a.curveNumber - b.curveNumber);
};

/** Whether a point lies in the stretch of time that is shown. */
const isShown = (stage, point) => {
  const axis = findAxis(stage, stage._fullData[point.curveNumber], "x");
  const place = locate(stage, point)[0] - axis._offset;
  return axis.type !== "date" || (place >= -1 && place <= axis._length + 1);
};

/** Each point that answers, in the order of the traces. */
const listPoints = (stage) =>
  stage._fullData.flatMap(({ visible, customdata }, curveNumber) =>
    visible === true && customdata
      ? Array.from(customdata, (text, pointNumber) => ({ curveNumber, pointNumber, text })).filter(({ text }) => text)
      : [],
  );

/**
 * What points say together: what all of them share is `common`, said once; each row is a name, what is first of the
 * rest (the figure), and the rest.
 */
const readPoints = (stage, points, lang) => {
  const rows = points.map(({ curveNumber, pointNumber }) => {
    const { customdata, hovertemplate, line, marker } = stage._fullData[curveNumber];
    const isNamed = String(hovertemplate).includes("fullData.name");
    const name = isNamed ? readText(stage._fullData[curveNumber].name, lang) : "";
    const parts = [...new Set(readText(String(customdata[pointNumber]), lang).split(SEPARATOR))];
    const color = line?.color ?? marker?.color;
    return { name, parts, color: typeof color === "string" ? color : "currentColor" };
  });
  const [first, ...others] = rows;
  const common = others.length ? first.parts.slice(1).filter((part) => others.every((row) => row.parts.includes(part, 1))) : [];
  for (const row of rows) row.parts = row.parts.filter((part, number) => !number || !common.includes(part));
  return { common, rows };
};

/** The same as a sentence. */
const sayPoints = ({ common, rows }, lang) => {
  const said = rows.map(({ name, parts }) => [name, parts.join(SEPARATOR)].filter(Boolean).join(lang === "zh" ? "：" : ": "));
  return [common.join(SEPARATOR), ...said].filter(Boolean).join(lang === "zh" ? "；" : "; ");
};

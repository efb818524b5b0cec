// What stands beside a live chart without taking room: what is said of it, and its buttons.
let bars = 0;

const addBar = (plot, said) => {
  if (plot.nextElementSibling?.matches(".ps-bar")) plot.nextElementSibling.remove(); // that of an earlier layout
  const bar = makePart("div", "ps-bar");
  const keys = makePart("p", "ps-heard", said.keys);
  keys.id = `ps-keys-${(bars += 1)}`;
  const heard = makePart("p", "ps-heard");
  heard.setAttribute("aria-live", "polite");
  bar.append(keys, heard, makePart("div", "ps-buttons"));
  plot.setAttribute("aria-describedby", keys.id);
  plot.after(bar);
  return bar;
};

const addButton = (bar, text, act) => {
  const button = makePart("button", "ps-copy", text);
  button.type = "button";
  button.addEventListener("click", act);
  bar.querySelector(".ps-buttons").append(button);
  return button;
};

/** A list that switches series off and on, as a click on the legend does. */
const addSeries = (bar, stage, said) => {
  const series = new Map();
  stage._fullData.forEach(({ name, legendgroup, customdata }, number) => {
    const group = legendgroup || stage.data[number].name;
    if (!group) return;
    const found = series.get(group) ?? { name: "", traces: [] };
    series.set(group, { name: found.name || (customdata ? name : ""), traces: [...found.traces, number] });
  });
  const listed = [...series.values()].filter(({ name }) => name);
  if (listed.length < 2) return;
  const content = makePart("div", "");
  const list = makePart("details", "ps-series", makePart("summary", "ps-copy", said.series), content);
  const boxes = listed.map(({ name, traces }) => {
    const box = Object.assign(document.createElement("input"), { type: "checkbox", checked: true });
    box.addEventListener("change", () => Plotly.restyle(stage, { visible: box.checked ? true : "legendonly" }, traces));
    content.append(makePart("label", "", box, readText(name)));
    return box;
  });
  stage.on("plotly_restyle", () => {
    listed.forEach(({ traces }, number) => (boxes[number].checked = stage._fullData[traces[0]].visible === true));
  });
  list.addEventListener("keydown", (event) => {
    if (event.key !== "Escape") return;
    list.open = false;
    list.querySelector("summary").focus();
  });
  bar.querySelector(".ps-buttons").append(list);
};

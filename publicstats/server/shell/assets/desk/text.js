// The text with its marks, beside the rows; it follows the row that is open.
const drawText = (desk) => {
  const covered = new Set(
    listSheets(desk)
      .filter((entry) => !isAtWork(entry))
      .map((entry) => entry.number),
  );
  const marks = new Map();
  const draw = ([words, number]) => {
    if (!number) return words;
    const isKnown = covered.has(number);
    const heard = say(desk, isKnown ? "mark_known" : "mark_new", { number });
    const sign = make("sup", { "aria-hidden": "true" }, isKnown ? "✓" : String(number));
    const mark = make(
      "mark",
      { class: isKnown ? "ps-known" : "ps-new" },
      words,
      sign,
      make("span", { class: "ps-heard" }, heard),
    );
    if (!isKnown) mark.addEventListener("click", () => go(desk, String(number)));
    marks.set(number, mark);
    return mark;
  };
  const article = make(
    "div",
    { class: "ps-article", lang: "zh", role: "region", "aria-label": say(desk, "text"), tabindex: "0" },
    ...desk.sheet.text.map(draw),
  );
  const legend = make(
    "p",
    { class: "ps-note" },
    make("mark", { class: "ps-new" }, make("sup", {}, "1")),
    ` ${say(desk, "legend_new")}　`,
    make("mark", { class: "ps-known" }, make("sup", {}, "✓")),
    ` ${say(desk, "legend_known")}`,
  );
  Object.assign(desk.view, { article, marks });
  return make("div", { class: "ps-desk-text" }, article, legend);
};

/** Shows the mark of a row in the middle of the text; the page itself does not move. */
const showMark = (desk, number) => {
  const { marks, article } = desk.view;
  if (!marks) return;
  article.querySelectorAll(".ps-desk-marked").forEach((mark) => mark.classList.remove("ps-desk-marked"));
  const mark = marks.get(number);
  if (!mark) return;
  mark.classList.add("ps-desk-marked");
  article.scrollTop = mark.offsetTop - article.clientHeight / 2;
};

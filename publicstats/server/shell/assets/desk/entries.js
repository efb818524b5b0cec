// The entries as a list: each is one line, a button that opens it; the current one stands open with all its cells.
const nameEntry = (desk, { table, cells, told }) => {
  if (table === "figures") {
    const says = ["indicator", "region", "breakdown", ...(cells.basis === "growth" ? ["base"] : [])];
    const parts = says.map((name) => cells[name] && nameValue(desk, findColumn(desk, table, name), cells[name]));
    return parts.filter(Boolean).join(" · ") || say(desk, "no_indicator");
  }
  if (table === "units" && desk.lang === "zh") return cells.unit ?? ""; // units have English names only
  const names = ["title", "name"].flatMap((name) => [cells[`${name}_${desk.lang}`], cells[`${name}_zh`], cells[`${name}_en`]]);
  return names.find(Boolean) || cells[desk.forms[table].key] || told?.figure || "";
};
const findColumn = (desk, table, name) => desk.forms[table].columns.find((column) => column.name === name);

const describeState = (desk, entry) => {
  const errors = listErrors(entry).length;
  if (isSent(entry) && errors) return say(desk, errors === 1 ? "wrong_one" : "wrong", { count: errors });
  if (entry.state !== "open") return say(desk, `state_${entry.state}`);
  return say(desk, listLacking(desk, entry).length ? "state_lacking" : hasGuess(desk, entry) ? "state_guessed" : "state_open");
};

/** The line of an entry. */
const drawHead = (desk, entry) => {
  const item = desk.view?.items.get(entry.name);
  if (!item) return;
  const isOpen = entry.name === desk.current;
  const [head] = item.children;
  const part = (name, text) => make("span", { class: `ps-desk-${name}` }, text);
  const number = entry.number ? String(entry.number) : say(desk, `kind_${entry.table}`);
  const { printed = "", period = "" } = entry.cells;
  const texts = [
    ["number", number],
    ["name", nameEntry(desk, entry)],
    ["printed", printed],
    ["period", period],
    ["state", describeState(desk, entry)],
  ];
  const line = texts.map(([name, text]) => part(name, text));
  head.replaceChildren(...line.flatMap((each) => [each, " "]));
  head.setAttribute("aria-expanded", String(isOpen));
  const isWrong = isSent(entry) && listErrors(entry).length > 0;
  item.className = `ps-desk-${entry.state}${isOpen ? " ps-desk-current" : ""}${isWrong ? " ps-desk-faulty" : ""}`;
};

const drawList = (desk) =>
  desk.view &&
  desk.entries.filter(isAtWork).forEach((entry) => {
    if (!desk.view.items.has(entry.name)) addItem(desk, entry);
    drawHead(desk, entry);
  });

const addItem = (desk, entry) => {
  const head = make("button", {
    type: "button",
    class: "ps-desk-head",
    onclick: () => desk.current !== entry.name && go(desk, entry.name),
  });
  const item = make("li", { "data-name": entry.name }, head);
  desk.view.items.set(entry.name, item);
  const after = desk.entries
    .slice(desk.entries.indexOf(entry) + 1)
    .map((each) => desk.view.items.get(each.name))
    .find((each) => each?.isConnected);
  after ? after.before(item) : desk.view.list.append(item);
};

/** Opens the current entry, and closes the one that was open. */
const drawOpen = (desk) => {
  const { view } = desk;
  view.list.querySelectorAll(".ps-desk-body").forEach((body) => body.remove());
  view.cells = [];
  desk.entries
    .filter(isAtWork)
    .forEach(
      (entry) =>
        (entry.name === desk.current || view.items.get(entry.name)?.matches(".ps-desk-current")) && drawHead(desk, entry),
    );
  const entry = findEntry(desk, desk.current);
  const item = view.items.get(desk.current);
  if (!entry || !item) return;
  const cells = desk.forms[entry.table].columns.map((column) => buildCell(desk, entry, column));
  view.cells = cells;
  const list = (isFolded) =>
    make(
      "div",
      { class: "ps-desk-cells" },
      ...cells.filter((cell) => Boolean(cell.column.folded) === isFolded).map((cell) => cell.element),
    );
  const folded = cells.some((cell) => cell.column.folded)
    ? make("details", { class: "ps-desk-more" }, make("summary", {}, say(desk, "more")), list(true))
    : null;
  const facts = [entry.context, entry.like && say(desk, "like", { figure: entry.like })].filter(Boolean);
  const body = make("div", { class: "ps-desk-body", role: "group", "aria-label": nameEntry(desk, entry) });
  const remarks = make("div", { class: "ps-desk-remarks" });
  view.remarks = remarks;
  body.append(
    ...facts.map((text) => make("p", { class: "ps-note" }, text)),
    list(false),
    ...(folded ? [folded] : []),
    remarks,
    drawActs(desk, entry),
  );
  item.append(body);
  offerNews(desk, entry);
  showProblems(desk);
  showMark(desk, entry.number);
};

const drawActs = (desk, entry) => {
  const isDropped = entry.state === "dropped";
  const confirm = makeButton(say(desk, "confirm"), () => confirmCurrent(desk), { "aria-keyshortcuts": "Enter" });
  const drop = makeButton(say(desk, isDropped ? "restore" : "drop"), () => dropCurrent(desk), { "aria-keyshortcuts": "Delete" });
  return make("div", { class: "ps-tools" }, ...(isDropped ? [] : [confirm]), ...(entry.table === "sources" ? [] : [drop]));
};

/** A unit or a place that the text names and the catalogues lack is offered where it is wanted. */
const offerNews = (desk, entry) => {
  if (entry.table !== "figures") return;
  const offer = (column, table, word) => {
    const key = desk.forms[table].key;
    if (listChoices(desk, table).some((option) => option[0] === word || option[1] === word)) return;
    const cell = desk.view.cells.find((each) => each.column.name === column);
    const act = () => openNew(desk, entry, { ...cell.column, refers: table }, word);
    cell.element.append(makeButton(say(desk, `offer_${key}`, { name: word }), act));
  };
  for (const unit of desk.sheet.news.units ?? []) if (entry.toAdd.includes(unit)) offer("printed", "units", unit);
  const isWanted = (place) => entry.toAdd.includes(place) || !entry.cells.region;
  for (const place of desk.sheet.news.regions ?? []) if (isWanted(place)) offer("region", "regions", place);
};

/** Writes what is wrong at the cells of the open entry; what is of none of them below them. */
const showProblems = (desk) => {
  const entry = findEntry(desk, desk.current);
  if (!desk.view || !entry) return;
  desk.view.cells.forEach((cell) => showCell(desk, cell));
  const shown = new Set(desk.view.cells.map((cell) => cell.column.name));
  const others = (entry.problems ?? [])
    .filter((problem) => !shown.has(problem.column))
    .map(({ words, remedy }) => `${cleanText(words)} ${cleanText(remedy)}`);
  const lines = [
    ...others.map((text) => make("p", { class: "ps-desk-wrong" }, text)),
    ...(entry.hints ?? []).map((text) => make("p", { class: "ps-desk-hint" }, text)),
  ];
  desk.view.remarks?.replaceChildren(...lines);
  const isHidden = desk.view.cells.some((cell) => cell.column.folded && cell.element.matches(".ps-desk-bad"));
  if (isHidden) desk.view.list.querySelector(".ps-desk-more").open = true;
};

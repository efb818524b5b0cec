// From entry to entry, and what is done with one: confirmed, dropped, filled like the one above.
const listWork = (desk) => desk.entries.filter(isAtWork);

/** Opens an entry; the focus goes to the column that is named, else to what wants something done, else to its line. */
const go = (desk, name, column) => {
  settle(desk);
  const left = findEntry(desk, desk.current);
  desk.current = name;
  drawOpen(desk);
  const entry = findEntry(desk, name);
  if (!entry) return;
  focusCell(
    desk,
    column ?? (isForm(desk) && entry.table === "figures" ? "printed" : entry.state === "open" && findWanting(desk, entry)),
  );
  if (left && left.version > (left.checked ?? -1)) checkNow(desk);
};

const focusCell = (desk, column) => {
  const cell = desk.view.cells.find((each) => each.entry.name === desk.current && each.column.name === column);
  cell?.element.closest("details")?.setAttribute("open", "");
  desk.view.items.get(desk.current)?.scrollIntoView({ block: "nearest" });
  (cell?.input ?? findHead(desk))?.focus();
};
const findHead = (desk) => desk.view.items.get(desk.current)?.firstElementChild;
const settle = (desk) => desk.view.cells.forEach((cell) => cell.settle?.());

/** After a choice: the next cell that wants something done, else the same. */
const goOn = (desk, entry, column) => {
  if (entry.name !== desk.current) return focusNext(desk, entry, column);
  const wanting = findWanting(desk, entry);
  focusCell(desk, wanting && listLacking(desk, entry).includes(wanting) ? wanting : column);
};
/** Within the form of a new record: the next cell that is blank, or a guess. */
const focusNext = (desk, entry, column) => {
  const cells = desk.view.cells.filter((cell) => cell.entry === entry);
  const place = cells.findIndex((cell) => cell.column.name === column);
  const lacking = listLacking(desk, entry);
  const isWanting = ({ column: { name } }) => lacking.includes(name) || (entry.cells[name] && isGuessed(entry, name));
  (cells.slice(place + 1).find(isWanting) ?? cells[place])?.input.focus();
};

const move = (desk, by, column) => {
  const work = listWork(desk);
  const place = work.findIndex((entry) => entry.name === desk.current);
  const next = work[place + by];
  if (next) go(desk, next.name, column);
};

const findNextOpen = (desk) => {
  const work = listWork(desk);
  const place = work.findIndex((entry) => entry.name === desk.current);
  return [...work.slice(place + 1), ...work.slice(0, place)].find((entry) => entry.state === "open");
};

const confirmCurrent = (desk) => {
  settle(desk);
  const entry = findEntry(desk, desk.current);
  if (!entry) return;
  const wanting = findWanting(desk, entry);
  if (wanting && isForm(desk) && entry.table === "figures" && !entry.cells.printed?.trim()) return move(desk, 1, "printed");
  if (wanting) {
    tell(desk, "cannot_confirm", {
      name: nameEntry(desk, entry),
      column: findColumn(desk, entry.table, wanting)?.label ?? wanting,
    });
    return focusCell(desk, wanting);
  }
  setState(desk, entry, "confirmed");
  const next = findNextOpen(desk);
  const left = listWork(desk).filter((each) => each.state === "open").length;
  tell(desk, left ? "confirmed" : "all_confirmed", { name: nameEntry(desk, entry), left });
  next ? go(desk, next.name) : desk.view.primary.focus();
  checkNow(desk);
};

const setState = (desk, entry, state) => {
  entry.state = state;
  touch(desk, entry);
};

const dropCurrent = (desk) => {
  const entry = findEntry(desk, desk.current);
  if (!entry || entry.table === "sources") return;
  const isDropped = entry.state === "dropped";
  setState(desk, entry, isDropped ? "open" : "dropped");
  tell(desk, isDropped ? "restored" : "dropped", { name: nameEntry(desk, entry) });
  drawOpen(desk);
  const next = isDropped ? null : findNextOpen(desk);
  next ? go(desk, next.name) : findHead(desk)?.focus();
  checkNow(desk);
};

/** Confirms every row that lacks nothing, has no error, and in which nothing is a guess. */
const confirmAll = async (desk) => {
  settle(desk);
  const waiting = listWork(desk).filter((entry) => entry.state === "open");
  const ready = waiting.filter((entry) => isComplete(desk, entry) && !hasGuess(desk, entry));
  ready.forEach((entry) => setState(desk, entry, "confirmed"));
  const left = waiting.length - ready.length;
  tell(desk, left ? "confirmed_some" : "confirmed_all", { count: ready.length, left });
  checkNow(desk);
  const next = listWork(desk).find((entry) => entry.state === "open");
  next ? go(desk, next.name) : desk.view.primary.focus();
};

const copyAbove = (desk, cell) => {
  const rows = listWork(desk).filter((entry) => entry.table === cell.entry.table);
  const above = rows[rows.indexOf(cell.entry) - 1];
  if (!above) return;
  setCell(desk, cell.entry, cell.column.name, above.cells[cell.column.name] ?? "");
  cell.show();
  cell.input.select();
};

// A new indicator, place, category or unit, made below the cell that is to name it, and mended like a row afterwards.
const slug = (text) => {
  const name = text
    .normalize("NFKD")
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, "_")
    .replace(/^_+|_+$/g, "")
    .slice(0, 100);
  return name && !/^[a-z]/.test(name) ? `n_${name}` : name;
};

const isTakenId = (desk, entry, id) => {
  const { key } = desk.forms[entry.table];
  return listChoices(desk, entry.table).some(([name]) => name === id) && !(findEntry(desk, entry.name)?.cells[key] === id);
};

/** The id of a new record follows its English name until somebody types one. */
const nameRecord = (desk, entry, column) => {
  const { key } = desk.forms[entry.table];
  if (column === key) entry.isNamed = true;
  if (entry.table === "figures" || entry.table === "sources" || column !== "name_en" || key === "unit" || entry.isNamed) return;
  const name = slug(entry.cells.name_en);
  let free = name;
  for (let number = 2; name && isTakenId(desk, entry, free); number += 1) free = `${name}_${number}`;
  entry.cells[key] = free;
  desk.view?.cells.filter((cell) => cell.entry === entry && cell.column.name === key).forEach((cell) => cell.show());
};

const CJK = /[\u3400-\u9fff]/;
/** The unit that a figure is printed in: the longest that its print ends with; blank for a change. */
const readUnit = (desk, { printed = "", basis }) =>
  listChoices(desk, "units")
    .map(([unit]) => unit)
    .filter((unit) => basis !== "growth" && printed.endsWith(unit))
    .reduce((longest, unit) => (unit.length > longest.length ? unit : longest), "");

/** What a new record begins with: what was typed, and as guesses the theme of the rows above and the unit of its figure. */
const begin = (desk, table, typed, parent) => {
  const { key } = desk.forms[table];
  const cells = {};
  if (key === "unit") cells.unit = typed;
  else if (typed) cells[CJK.test(typed) ? "name_zh" : "name_en"] = typed;
  if (table === "indicators") {
    const rows = listSheets(desk);
    const near = [...rows.slice(0, rows.indexOf(parent)).reverse(), ...rows];
    const known = near.map((row) => findOption(desk, { refers: "indicators" }, row.cells.indicator)?.[4]);
    cells.theme = known.find(Boolean) ?? "";
    cells.unit = readUnit(desk, parent.cells);
  }
  return cells;
};

/** Opens the form of a new record below a cell. */
const openNew = (desk, parent, column, typed) => {
  const table = column.refers;
  const cell = desk.view.cells.find((each) => each.entry === parent && each.column.name === column.name);
  const count = desk.entries.filter((each) => each.name.startsWith("new-")).length;
  const first = begin(desk, table, typed, parent);
  const entry = makeEntry(`new-${count + 1}`, table, first, { guessed: table === "indicators" ? ["unit", "theme"] : [] });
  entry.cells.name_en && nameRecord(desk, entry, "name_en");
  const cells = desk.forms[table].columns.filter((each) => !each.folded).map((each) => buildCell(desk, entry, each));
  const title = say(desk, `new_${table}`);
  const form = make(
    "fieldset",
    { class: "ps-desk-new" },
    make("legend", {}, title),
    make("div", { class: "ps-desk-cells" }, ...cells.map((each) => each.element)),
  );
  const said = make("p", { class: "ps-desk-wrong", role: "status" });
  const leave = () => {
    desk.view.cells = desk.view.cells.filter((each) => !form.contains(each.element));
    form.remove();
  };
  const add = () => {
    cells.forEach((each) => each.settle?.());
    const lacking = listLacking(desk, entry)[0];
    if (lacking) {
      const wanting = cells.find((each) => each.column.name === lacking);
      said.textContent = say(desk, "lacking", { column: wanting.column.label });
      return wanting.input.focus();
    }
    const { key } = desk.forms[table];
    desk.entries.splice(
      desk.entries.findIndex((each) => each.table === "figures"),
      0,
      Object.assign(entry, { state: "confirmed" }),
    );
    leave();
    cell.element.querySelectorAll("button").forEach((offer) => offer.remove());
    tell(desk, "made_new", { title, name: nameEntry(desk, entry) });
    if (cell.column.name !== "printed") {
      lead(desk, parent, column.name, entry.cells[key]);
      setCell(desk, parent, column.name, entry.cells[key]);
    }
    cell.show();
    touch(desk, entry);
    drawList(desk);
    checkNow(desk);
    goOn(desk, parent, column.name);
  };
  const cancel = () => {
    leave();
    cell.input.focus();
  };
  form.append(
    said,
    make("div", { class: "ps-tools" }, makeButton(say(desk, "add_new"), add), makeButton(say(desk, "cancel"), cancel)),
  );
  Object.assign(form, { add, cancel });
  cell.element.after(form);
  desk.view.cells.push(...cells);
  cells.forEach((each) => showCell(desk, each));
  (cells.find((each) => !entry.cells[each.column.name]) ?? cells[0]).input.focus();
};

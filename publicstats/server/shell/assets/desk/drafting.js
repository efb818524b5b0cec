// What is sent: the rows that are open or confirmed, the source, and the new records that they need.
const REFERRED = {
  indicator: "indicators",
  region: "regions",
  breakdown: "breakdowns",
  unit: "units",
  parent: "regions",
  same_as: "units",
};

/** A figure's cells, of the source as it is called now. */
const writeCells = (entry, source) => {
  const { file = "", ...cells } = entry.cells;
  if (source) cells.source = source.cells.source ?? "";
  return { cells, file };
};

/** The new records that some rows name, and those that these name in turn; `entry.place` is their place in the list. */
const listNeeded = (desk, rows) => {
  const news = desk.entries.filter((entry) => entry.name.startsWith("new-") && isSent(entry));
  const key = (entry) => entry.cells[desk.forms[entry.table].key];
  const needed = new Set();
  const need = (cells) => {
    for (const [column, table] of Object.entries(REFERRED)) {
      const found = news.find((entry) => entry.table === table && cells[column] && key(entry) === cells[column]);
      if (found && !needed.has(found)) {
        needed.add(found);
        need(found.cells);
      }
    }
  };
  rows.forEach((row) => need(row.cells));
  // A unit is named by no cell: it stands in what is printed.
  news
    .filter((entry) => entry.table === "units" && rows.some((row) => (row.cells.printed ?? "").includes(key(entry))))
    .forEach((entry) => needed.add(entry));
  return news.filter((entry) => needed.has(entry));
};

/** The draft, and the entries of its new records in their order. */
const writeDraft = (desk, isWanted = isSent) => {
  const rows = listSheets(desk).filter(isWanted);
  const source = findEntry(desk, "source");
  const news = listNeeded(desk, rows);
  const draft = {
    edition: desk.sheet.edition,
    origin: isForm(desk) ? "release" : "draft",
    source: { new: Boolean(source && source.state !== "saved"), cells: source?.cells ?? desk.sheet.source.cells },
    rows: rows.map((entry) => ({ number: entry.number, ...writeCells(entry, source) })),
    new: news.map(({ table, cells }) => ({ table, cells })),
  };
  return { draft, news, rows };
};

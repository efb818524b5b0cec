// What a desk works on: the sheet of the server and what was typed since, as entries. Each entry is a row to be: the
// source ("source"), a figure (its number), or a new indicator, place, category or unit ("new-1").
const LONGEST = 4000; // characters of a cell
const MOST_ROWS = 2000;

const cleanText = (value) => (typeof value === "string" ? value.slice(0, LONGEST) : "");
const cleanList = (value) => (Array.isArray(value) ? value.slice(0, MOST_ROWS) : []);
const isThing = (value) => typeof value === "object" && value !== null && !Array.isArray(value);
const cleanMap = (value, clean) => {
  const pairs = isThing(value) ? Object.entries(value).slice(0, 100) : [];
  return Object.fromEntries(
    pairs.filter(([name]) => /^[a-z][a-z_]{0,39}$/.test(name)).map(([name, each]) => [name, clean(each)]),
  );
};
const cleanCells = (value) => cleanMap(value, cleanText);
const cleanTexts = (value) => cleanList(value).map(cleanText);

const cleanRow = (row) => ({
  number: Number.isSafeInteger(row?.number) && row.number > 0 ? row.number : 0,
  cells: { ...cleanCells(row?.cells), file: cleanText(row?.file) },
  candidates: cleanMap(row?.candidates, cleanTexts),
  guessed: cleanTexts(row?.guessed),
  state: row?.state === "covered" ? "covered" : "open",
  like: cleanText(row?.like),
  context: cleanText(row?.context),
  toAdd: cleanText(row?.to_add ?? row?.toAdd),
});

/** The sheet with all that a desk counts on, whatever was handed in; none where it is no sheet. */
const cleanSheet = (given) => {
  if (!isThing(given) || given.form !== 1 || !/^[0-9a-f]{1,64}$/.test(given.key)) return null;
  const text = cleanList(given.text).filter(Array.isArray);
  const rows = cleanList(given.rows).map(cleanRow);
  const source = isThing(given.source) ? given.source : {};
  return {
    form: 1,
    key: given.key,
    edition: cleanText(given.edition),
    title: cleanText(given.title),
    text: text.map(([words, number]) => [typeof words === "string" ? words : "", Number(number) || 0]),
    source: { new: source.new === true, cells: cleanCells(source.cells), guessed: cleanTexts(source.guessed) },
    rows: rows.filter((row, place) => row.number && rows.findIndex((other) => other.number === row.number) === place),
    news: cleanMap(given.news, cleanTexts),
  };
};

const STATES = ["open", "confirmed", "dropped", "saved"];
/** What was typed, as it is kept. */
const cleanProgress = (given) => {
  const clean = (each) => ({
    cells: cleanCells(each?.cells),
    led: cleanCells(each?.led),
    state: STATES.includes(each?.state) ? each.state : "open",
  });
  const pairs = isThing(given?.typed) ? Object.entries(given.typed).slice(0, MOST_ROWS) : [];
  const news = cleanList(given?.news).filter(
    (each) => isThing(each) && ["indicators", "regions", "breakdowns", "units"].includes(each.table),
  );
  return {
    typed: Object.fromEntries(
      pairs.filter(([name]) => /^(source|\d{1,6})$/.test(name)).map(([name, each]) => [name, clean(each)]),
    ),
    news: news.map((each) => ({ table: each.table, ...clean(each) })),
    current: cleanText(given?.current),
  };
};

const makeEntry = (name, table, first, more = {}) => ({
  name,
  table,
  number: 0,
  first,
  cells: { ...first },
  state: "open",
  candidates: {},
  guessed: [],
  led: {},
  context: "",
  like: "",
  toAdd: "",
  version: 0,
  ...more,
});

/** The entries of a sheet, with what was typed in place of what the sheet proposes. */
const buildEntries = (sheet, progress) => {
  const source = sheet.source.new ? [makeEntry("source", "sources", sheet.source.cells, { guessed: sheet.source.guessed })] : [];
  const rows = sheet.rows.map(({ number, cells, ...more }) => makeEntry(String(number), "figures", cells, { number, ...more }));
  for (const entry of [...source, ...rows]) {
    const typed = progress.typed[entry.name];
    if (typed && entry.state !== "covered")
      Object.assign(entry, { cells: { ...entry.first, ...typed.cells }, led: typed.led, state: typed.state });
  }
  const news = progress.news.map(({ table, cells, state }, place) => makeEntry(`new-${place + 1}`, table, {}, { cells, state }));
  return [...source, ...news, ...rows];
};

/** Takes up a sheet that comes anew: what was typed stays, and what is registered by now is out of it. */
const renewEntries = (desk, sheet) => {
  for (const fresh of buildEntries(sheet, cleanProgress({}))) {
    const entry = findEntry(desk, fresh.name);
    const typed = entry ? listTyped(entry) : {};
    const { first, cells, candidates, guessed, context, like, toAdd } = fresh;
    if (!entry) desk.entries.push(fresh);
    else
      Object.assign(entry, {
        first,
        cells: { ...cells, ...typed },
        candidates,
        guessed,
        context,
        like,
        toAdd,
        state: fresh.state === "covered" ? "covered" : entry.state,
      });
  }
  if (!sheet.source.new) desk.entries = desk.entries.filter((entry) => entry.name !== "source");
  desk.sheet = sheet;
};

const findEntry = (desk, name) => desk.entries.find((entry) => entry.name === name);
/** What is to be done or was decided here; what is registered or saved already is out of it. */
const isAtWork = (entry) => entry.state !== "covered" && entry.state !== "saved";
const isSent = (entry) => entry.state === "open" || entry.state === "confirmed";
const listSheets = (desk) => desk.entries.filter((entry) => entry.table === "figures");
const isForm = (desk) => !desk.sheet.text.length;
const isChanged = (entry) => Object.keys(entry.cells).some((name) => entry.cells[name] !== (entry.first[name] ?? ""));

/** Only what differs from the sheet is kept: a sheet that comes anew fills the rest. */
const listTyped = (entry) =>
  Object.fromEntries(Object.entries(entry.cells).filter(([name, text]) => text !== (entry.first[name] ?? "")));
const writeProgress = (desk) => ({
  typed: Object.fromEntries(
    desk.entries
      .filter((entry) => !entry.name.startsWith("new-") && (isChanged(entry) || STATES.indexOf(entry.state) > 0))
      .map((entry) => [entry.name, { cells: listTyped(entry), led: entry.led, state: entry.state }]),
  ),
  news: desk.entries.filter((entry) => entry.name.startsWith("new-")).map(({ table, cells, state }) => ({ table, cells, state })),
  current: desk.current,
});

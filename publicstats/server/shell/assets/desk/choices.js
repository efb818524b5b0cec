// What a cell may name: the edition's records with their pinyin, codes with their words, and what is new on this desk.
const WIDEST = 40; // options that a list shows
let lists = { edition: "", tables: {} };

const loadChoices = async (desk) => {
  const { body, words } = await ask(desk, "choices");
  if (!body) {
    showTrouble(desk, words);
    setTimeout(() => loadChoices(desk), FIRST_WAIT * 5);
    return;
  }
  lists = { edition: desk.sheet.edition, tables: body };
  drawList(desk);
  desk.view?.cells.forEach((cell) => (cell.input === document.activeElement ? cell.renew?.() : cell.show()));
};

const hasChoices = (table) => Array.isArray(lists.tables[table]);

const listChoices = (desk, table) => {
  const news = desk.entries.filter((entry) => entry.table === table && entry.name.startsWith("new-") && isSent(entry));
  const { key } = desk.forms[table];
  const own = news.map(({ cells }) => [cells[key], cells.name_zh ?? cells[key], cells.name_en ?? cells[key], ""]);
  return [...own, ...(hasChoices(table) ? lists.tables[table] : [])];
};

/** The entries that a column's cell may hold, each as [id, Chinese name, English name, pinyin]. */
const listOptions = (desk, column) => (column.codes ? column.codes : listChoices(desk, column.refers));

const nameOption = (desk, [id, zh, en]) => (desk.lang === "en" ? en || zh : zh || en) || id;
const findOption = (desk, column, id) => listOptions(desk, column).find(([name]) => name === id);
/** What a cell shows for what it holds. */
const nameValue = (desk, column, id) => {
  const found = column.codes || column.refers ? findOption(desk, column, id) : null;
  return found ? nameOption(desk, found) : (id ?? "");
};

const plain = (text) => text.normalize("NFKC").toLowerCase().replace(/\s+/g, " ").trim();
/** How well an option answers what was typed: 0 is best, none where it does not. */
const rank = ([id, zh, en, keys], typed) => {
  const whole = [id, zh, en].map((text) => plain(text ?? ""));
  const pinyin = (keys ?? "").toLowerCase().split(" ");
  const close = typed.replace(/ /g, "");
  if (whole.includes(typed)) return 0;
  if (pinyin.includes(close)) return 1;
  if (whole.some((text) => text.startsWith(typed)) || pinyin.some((key) => key.startsWith(close))) return 2;
  if (whole[2].includes(` ${typed}`) || whole[0].includes(`_${typed}`)) return 3;
  if (whole.some((text) => text.includes(typed)) || pinyin.some((key) => key.includes(close))) return 4;
  const words = typed.split(" ");
  return words.length > 1 && words.every((word) => whole.some((text) => text.includes(word))) ? 5 : null;
};

/** The options for what was typed, the best first; among equals candidates, then in the order of the catalogue. */
const filterOptions = (desk, column, typed, candidates) => {
  const options = listOptions(desk, column);
  const wanted = plain(typed);
  const place = (id) => (candidates.includes(id) ? candidates.indexOf(id) : candidates.length);
  if (!wanted) {
    const first = candidates.map((id) => options.find(([name]) => name === id)).filter(Boolean);
    return [...first, ...options.filter(([id]) => !candidates.includes(id)).slice(0, WIDEST)].slice(0, WIDEST);
  }
  const ranked = options
    .map((option, order) => ({ option, order, rank: rank(option, wanted) }))
    .filter((each) => each.rank !== null);
  ranked.sort((a, b) => a.rank - b.rank || place(a.option[0]) - place(b.option[0]) || a.order - b.order);
  return ranked.slice(0, WIDEST).map((each) => each.option);
};

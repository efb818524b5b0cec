// Checks as one types: a moment after the last key, at once at a row's end, one question at a time. An answer that is
// older than the one that is shown is passed over, and says nothing of what was typed since it was asked for.
const PAUSE = 300; // milliseconds
const FIRST_WAIT = 2_000;
const LONGEST_WAIT = 60_000;

const checkSoon = (desk) => {
  clearTimeout(desk.timer);
  desk.timer = setTimeout(() => checkNow(desk), PAUSE);
};

const checkNow = async (desk) => {
  clearTimeout(desk.timer);
  if (desk.isAsking) {
    desk.isDue = true;
    return;
  }
  Object.assign(desk, { isAsking: true, isDue: false });
  try {
    await check(desk);
  } finally {
    desk.isAsking = false;
  }
  if (desk.isDue) checkNow(desk);
};

const check = async (desk) => {
  const number = (desk.asked = (desk.asked ?? 0) + 1);
  const { draft, news, rows } = writeDraft(desk);
  if (!rows.length && !draft.source.new) return takeAnswer(desk, {}, news, Infinity);
  const version = desk.version;
  const { body, words } = await ask(desk, "check", draft);
  if (number < (desk.answered ?? 0)) return;
  showTrouble(desk, body ? "" : words);
  if (!body) {
    desk.wait = Math.min(LONGEST_WAIT, (desk.wait ?? FIRST_WAIT / 2) * 2);
    desk.timer = setTimeout(() => checkNow(desk), desk.wait);
    return;
  }
  Object.assign(desk, { answered: number, wait: undefined });
  takeAnswer(desk, body, news, version);
};

/** The entry that a problem is of: a figure's number, the source (0), or a new record by its place among those sent. */
const findMeant = (desk, problem, news) => {
  if (Number.isInteger(problem.new)) return news[problem.new];
  return findEntry(desk, problem.number ? String(problem.number) : "source");
};

const takeAnswer = (desk, answer, news, version) => {
  const isFresh = (entry) => entry.version <= version;
  desk.entries.filter(isFresh).forEach((entry) => Object.assign(entry, { problems: [], hints: [], checked: version }));
  for (const problem of cleanList(answer.problems)) {
    const entry = findMeant(desk, problem, news) ?? desk.entries.find(isAtWork);
    if (entry && isFresh(entry)) entry.problems.push(problem);
  }
  for (const hint of cleanList(answer.hints)) {
    const entry = findEntry(desk, String(hint.number));
    if (entry && isFresh(entry)) entry.hints.push(cleanText(hint.words));
  }
  for (const [name, told] of Object.entries(isThing(answer.rows) ? answer.rows : {})) {
    const entry = findEntry(desk, name);
    if (entry) entry.told = told;
  }
  drawList(desk);
  showProblems(desk);
  drawTools(desk);
};

const listErrors = (entry) => (entry.problems ?? []).filter((problem) => problem.severity === "error");

/** The columns that are to be filled before a row can be confirmed. */
const listLacking = (desk, entry) => {
  const needed = desk.forms[entry.table].columns.filter((column) => column.needed).map((column) => column.name);
  if (entry.table === "figures") {
    if (entry.cells.status !== "missing") needed.unshift("printed");
    if (entry.cells.basis === "growth") needed.push("base");
  }
  return needed.filter((name) => !entry.cells[name]?.trim());
};

/** The first cell of an entry that wants something done: blank, or wrong by the last answer. */
const findWanting = (desk, entry) => {
  const lacking = listLacking(desk, entry)[0];
  if (lacking || entry.version > (entry.checked ?? -1)) return lacking;
  return listErrors(entry)
    .map((problem) => problem.column)
    .find(Boolean);
};
const isComplete = (desk, entry) => !listLacking(desk, entry).length && !listErrors(entry).length;

/** Whether a cell that counts is a guess that nobody has looked at. */
const isGuessed = (entry, name) =>
  entry.state === "open" &&
  (entry.guessed.includes(name) || name in entry.led) &&
  entry.cells[name] === (entry.led[name] ?? entry.first[name]);
/** What is folded away is no guess that somebody must have looked at: ids, files and lines. */
const hasGuess = (desk, entry) =>
  desk.forms[entry.table].columns.some(({ name, folded }) => !folded && entry.cells[name] && isGuessed(entry, name));

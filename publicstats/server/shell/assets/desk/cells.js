// A cell of an opened entry: its label, its field, and what is wrong with it in words below.
const buildCell = (desk, entry, column) => {
  const id = nextId("field");
  const isChosen = Boolean(column.codes || column.refers);
  const chooser = isChosen ? buildChooser(desk, entry, column, id) : null;
  const input =
    chooser?.input ?? make("input", { type: "text", id, autocomplete: "off", maxlength: LONGEST, spellcheck: "false" });
  const remark = make("p", { class: "ps-desk-wrong", id: nextId("remark") });
  if (column.needed) input.setAttribute("aria-required", "true");
  if (!isChosen) {
    let before = entry.cells[column.name] ?? "";
    input.value = before || entry.told?.[column.name] || "";
    input.addEventListener("focus", () => {
      before = input.value;
      input.select();
    });
    input.addEventListener("input", () => setCell(desk, entry, column.name, input.value));
    input.addEventListener("keydown", (event) => {
      if (event.key !== "Escape" || input.value === before) return;
      input.value = before;
      setCell(desk, entry, column.name, before);
      event.stopPropagation();
    });
  }
  const label = make("label", { for: id }, column.label);
  const element = make("div", { class: "ps-desk-cell", "data-column": column.name }, label, input, chooser?.list, remark);
  const show = () => (chooser ? chooser.show() : (input.value = entry.cells[column.name] ?? ""));
  return { column, entry, element, input, remark, show, settle: chooser?.settle, pick: chooser?.pick, renew: chooser?.renew };
};

/** Writes below a cell what is wrong with it, and what a guess is. */
const showCell = (desk, { column, entry, element, input, remark }) => {
  const problems = (entry.problems ?? []).filter((problem) => problem.column === column.name);
  const isWrong = problems.some((problem) => problem.severity === "error");
  const guess =
    isGuessed(entry, column.name) && entry.cells[column.name] && column.name !== "figure" && column.name !== "file"
      ? [say(desk, "guessed")]
      : [];
  const told = column.name === "printed" && entry.told?.reading ? [cleanText(entry.told.reading)] : [];
  const lines = [...problems.map(({ words, remedy }) => `${cleanText(words)} ${cleanText(remedy)}`.trim()), ...guess, ...told];
  if (remark.textContent !== lines.join("\n")) remark.textContent = lines.join("\n");
  element.classList.toggle("ps-desk-guess", guess.length > 0);
  element.classList.toggle("ps-desk-bad", problems.length > 0);
  isWrong ? input.setAttribute("aria-invalid", "true") : input.removeAttribute("aria-invalid");
  lines.length ? input.setAttribute("aria-describedby", remark.id) : input.removeAttribute("aria-describedby");
  const named = entry.told?.[column.name];
  if (named && !entry.cells[column.name] && document.activeElement !== input) input.value = cleanText(named);
};

const NAMED_BY = Object.fromEntries(
  ["indicator", "region", "breakdown", "period", "basis", "kind", "base"].map((name) => [name, ["figure"]]),
);
NAMED_BY.indicator.push("file");

/** Writes into a cell. An id or a file that was proposed for what the row said before is left to be proposed anew. */
const write = (entry, name, text) => {
  entry.cells[name] = text;
  if (entry.table !== "figures") return;
  for (const own of NAMED_BY[name] ?? []) if (entry.cells[own] === entry.first[own]) entry.cells[own] = "";
};

/** Puts a text into a cell; what was confirmed is open again then. */
const setCell = (desk, entry, name, text) => {
  if ((entry.cells[name] ?? "") === text) return;
  write(entry, name, text);
  entry.problems = (entry.problems ?? []).filter((problem) => problem.column !== name);
  if (entry.state === "confirmed" && entry.table === "figures") entry.state = "open";
  nameRecord(desk, entry, name);
  touch(desk, entry);
  checkSoon(desk);
};

/** Notes that something was done: it is kept, and answers to what was asked before are of no use for it. */
const touch = (desk, entry) => {
  desk.version += 1;
  if (entry) entry.version = desk.version;
  desk.isTouched = true;
  clearTimeout(desk.keeper);
  desk.keeper = setTimeout(() => keep(desk), PAUSE / 2);
  if (entry) drawHead(desk, entry);
  drawTools(desk);
};

addEventListener("pagehide", () => desks.forEach((desk) => desk.isTouched && keep(desk)));

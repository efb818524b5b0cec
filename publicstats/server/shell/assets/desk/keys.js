// The keyboard of a desk. What a field does itself with a key (a list that is open, a text that is written) comes first.
const findCell = (desk, target) => desk.view.cells.find((cell) => cell.input === target);

const onKey = (desk, event) => {
  if (event.isComposing || event.defaultPrevented) return;
  const cell = findCell(desk, event.target);
  const isHead = event.target === findHead(desk);
  const form = event.target.closest(".ps-desk-new");
  const act =
    (isCommand(event) && COMMANDS[event.key]) ||
    (form ? IN_FORM[event.key] : cell ? IN_CELL[event.key] : isHead ? ON_LINE[event.key] : null);
  if (act && act({ desk, cell, form, event }) !== false) return event.preventDefault();
  if (!isHead || !isTyping(event)) return;
  const first = findFirst(desk);
  const number = Number(event.key);
  const chosen = desk.view.cells.find((each) => each.column.name === first);
  if (number >= 1 && number <= MOST_NUMBERED && chosen?.pick?.(number)) return event.preventDefault();
  focusCell(desk, first); // the key itself goes on into the field
};

/** The cell that is most likely to be mended: what wants something done, then a guess, then the first. */
const findFirst = (desk) => {
  const entry = findEntry(desk, desk.current);
  const names = desk.forms[entry.table].columns.filter((column) => !column.folded).map((column) => column.name);
  return findWanting(desk, entry) || names.find((name) => isGuessed(entry, name) && entry.cells[name]) || names[0];
};

const COMMANDS = {
  Enter: ({ desk }) => confirmAll(desk),
  s: ({ desk }) => preview(desk),
  d: ({ desk, cell }) => (cell ? copyAbove(desk, cell) : false),
  Backspace: ({ desk, form }) => (form ? false : dropCurrent(desk)),
};
const IN_FORM = {
  Enter: ({ form, event }) => (event.target.matches("button") ? false : form.add()),
  Escape: ({ form }) => form.cancel(),
};
const IN_CELL = {
  Enter: ({ desk }) => confirmCurrent(desk),
  ArrowDown: ({ desk, cell }) => move(desk, 1, cell.column.name),
  ArrowUp: ({ desk, cell }) => move(desk, -1, cell.column.name),
  Escape: ({ desk }) => findHead(desk).focus(),
};
const ON_LINE = {
  Enter: ({ desk }) => confirmCurrent(desk),
  ArrowDown: ({ desk }) => move(desk, 1),
  ArrowUp: ({ desk }) => move(desk, -1),
  Delete: ({ desk }) => dropCurrent(desk),
  F2: ({ desk }) => focusCell(desk, findFirst(desk)),
  "?": ({ desk }) => toggleHelp(desk),
};

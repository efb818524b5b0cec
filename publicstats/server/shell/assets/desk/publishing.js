// From confirmed rows to the data: what would change is shown first; then they are taken along as CSVs, or saved.
const showOutcome = (desk, ...content) => desk.view?.outcome.replaceChildren(make("div", { class: "ps-panel" }, ...content));
const sayOutcome = (desk, words, ...more) => showOutcome(desk, make("p", { role: "alert" }, words), ...more);

const preview = async (desk) => {
  settle(desk);
  const { draft, news, rows } = writeDraft(desk, (entry) => entry.state === "confirmed");
  if (!rows.length) return sayOutcome(desk, say(desk, "none_confirmed"));
  sayOutcome(desk, say(desk, "wait"));
  const checked = await ask(desk, "check", draft);
  if (!checked.body) return sayOutcome(desk, checked.words);
  const { edit } = checked.body;
  if (!edit) {
    takeAnswer(desk, checked.body, news, Infinity);
    return sayOutcome(
      desk,
      say(desk, "not_yet"),
      makeButton(say(desk, "show_faults"), () => desk.view.faults.click()),
    );
  }
  const shown = await ask(desk, "preview", { edit });
  if (!shown.body) return sayOutcome(desk, shown.words, ...listProblems(shown.problems));
  if (!isThing(shown.body.changes))
    return sayOutcome(desk, say(desk, "not_yet"), ...listProblems(cleanList(shown.body.problems)));
  drawPreview(desk, edit, shown.body, [...rows, ...news, findEntry(desk, "source")].filter(Boolean));
};

const listProblems = (problems) =>
  problems.map(({ place, words, message, remedy }) => {
    const said = [place, words ?? message, remedy].map(cleanText).filter(Boolean);
    return make("p", { class: "ps-desk-wrong" }, said.join(" "));
  });

/** A figure that would change for readers: what it is now, and what it would be. */
const drawChange = (desk, { words, before, after, reason }) => {
  const said = [before, after].map(cleanText).filter(Boolean).join(" → ");
  return make(
    "li",
    {},
    make("span", { class: "ps-badge" }, cleanText(words)),
    ` ${said} `,
    make("span", { class: "ps-note" }, cleanText(reason)),
  );
};

const drawPreview = (desk, edit, { changes, cards, hints, problems, base, address }, written) => {
  const lines = cleanList(changes.listed).map((change) => drawChange(desk, change));
  const hinted = cleanList(hints).map(({ place, words }) =>
    make("p", { class: "ps-desk-hint" }, `${cleanText(place)} ${cleanText(words)}`.trim()),
  );
  const facts = { added: changes.added ?? 0, changed: changes.changed ?? 0, removed: changes.removed ?? 0 };
  const look = /^\.\/(?!\/)/.test(address ?? "")
    ? make("a", { href: address, target: "_blank", class: "ps-link" }, say(desk, "look"))
    : null;
  const take = makeButton(say(desk, "download"), () => download(desk, edit));
  const save = desk.canSave
    ? makeButton(say(desk, "save"), () => saveEdit(desk, edit, base, written), { class: "ps-copy ps-desk-primary" })
    : null;
  const left = listWork(desk).filter((entry) => entry.state === "open" && entry.table === "figures").length;
  const told = cleanTexts(cards).map((line) => make("li", {}, line));
  const list = (name, items) =>
    items.length ? [make("ul", { class: "ps-releases", tabindex: "0", "aria-label": say(desk, name) }, ...items)] : [];
  const onCards = told.length ? [make("h4", {}, say(desk, "on_cards"))] : [];
  showOutcome(
    desk,
    make("h3", {}, say(desk, "would_change", facts)),
    ...list("figures", lines),
    ...onCards,
    ...list("on_cards", told),
    ...hinted,
    ...listProblems(cleanList(problems)),
    ...(left ? [make("p", {}, say(desk, "left_open", { count: left }))] : []),
    make("div", { class: "ps-tools" }, save, take, look),
  );
  (save ?? take).focus();
};

const download = async (desk, edit) => {
  const { body, name, words } = await ask(desk, "files", { edit });
  if (!body) return sayOutcome(desk, words);
  const link = make("a", { href: URL.createObjectURL(body), download: name });
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), PATIENCE);
  const done = makeButton(say(desk, "in_place"), () => discard(desk));
  sayOutcome(desk, say(desk, "downloaded", { file: name }), make("div", { class: "ps-tools" }, done));
};

const OPEN_ELSEWHERE = "desk.file_open";
/** What can be done where a save or its undo was refused: the same in spite of a file that is open, or something else. */
const sayRefused = (desk, { words, key, problems }, anyway, other) => {
  const acts = [key === OPEN_ELSEWHERE ? makeButton(say(desk, "anyway"), anyway) : null, other];
  sayOutcome(desk, words, ...listProblems(problems), make("div", { class: "ps-tools" }, ...acts));
};

const saveEdit = async (desk, edit, base, written, anyway = false) => {
  sayOutcome(desk, say(desk, "wait"));
  const before = writeProgress(desk);
  const answer = await ask(desk, "save", { edit, base, anyway });
  const { body } = answer;
  if (!body)
    return sayRefused(
      desk,
      answer,
      () => saveEdit(desk, edit, base, written, true),
      makeButton(say(desk, "preview_again"), () => preview(desk)),
    );
  desk.lastSave = { save: body.save, before, sheet: desk.sheet };
  // By name: the page may have been drawn anew meanwhile.
  written.forEach(({ name }) => Object.assign(findEntry(desk, name) ?? {}, { state: "saved" }));
  ask(desk, "preview/end", {});
  const isDone = !listWork(desk).some((entry) => entry.table === "figures" && entry.state === "open");
  if (isDone) finish(desk);
  else keep(desk);
  desk.current = listWork(desk)[0]?.name ?? "";
  drawDesk(desk);
  desk.view.outcome.querySelector("[role=status]")?.focus(); // the keyboard stays here, and one Enter more undoes nothing
};

/** What stands on the desk after a save, also when the page is drawn anew. */
const drawSaved = (desk) => {
  const undo = makeButton(say(desk, "undo"), () => undoSave(desk));
  const said = make("p", { role: "status", tabindex: "-1" }, say(desk, "saved"));
  showOutcome(desk, said, make("div", { class: "ps-tools" }, undo));
};

const undoSave = async (desk, anyway = false) => {
  const { save, before, sheet } = desk.lastSave;
  const answer = await ask(desk, "undo", { save, anyway });
  if (!answer.body)
    return sayRefused(
      desk,
      answer,
      () => undoSave(desk, true),
      makeButton(say(desk, "undo"), () => undoSave(desk)),
    );
  Object.assign(desk, { lastSave: null, sheet, entries: buildEntries(sheet, cleanProgress(before)), isTouched: true });
  keep(desk);
  drawDesk(desk);
  desk.view.primary.focus();
  tell(desk, "undone");
};

// Finds the place of a desk whenever the page is drawn anew, and puts the same desk there: what was typed stays.
const desks = new Map();
let shown = null;

const readData = (place, name) => {
  try {
    return JSON.parse(place.dataset[name] ?? "null");
  } catch (error) {
    console.warn(`The desk's ${name} cannot be read:`, error);
    return null;
  }
};

/** Draws a desk into its place. */
const drawDesk = (desk) => {
  const { place } = desk;
  const list = make("ol", { class: "ps-desk-rows", "aria-label": say(desk, "rows") });
  desk.view = { place, list, items: new Map(), cells: [] };
  const tools = buildTools(desk);
  const title = make("div", { class: "ps-section" }, make("h2", {}, desk.sheet.title || say(desk, "untitled")));
  const halves = make(
    "div",
    { class: isForm(desk) ? "ps-desk-halves ps-desk-form" : "ps-desk-halves" },
    ...(isForm(desk) ? [] : [drawText(desk)]),
    list,
  );
  const events = {
    onkeydown: (event) => onKey(desk, event),
    onfocusin: (event) => (desk.focused = event.target),
    onpaste: (event) => onPaste(desk, event),
  };
  desk.view.root = make("div", { class: "ps-desk-whole", ...events }, title, tools, halves);
  place.replaceChildren(desk.view.root);
  drawList(desk);
  if (!isAtWork(findEntry(desk, desk.current) ?? { state: "saved" }))
    desk.current = (findNextOpen(desk) ?? listWork(desk)[0])?.name ?? "";
  drawOpen(desk);
  drawTools(desk);
  showKeeping(desk);
  if (desk.lastSave) drawSaved(desk);
  else sayWhenDone(desk);
};

/** A draft of which every figure is registered is done: nothing of it is kept. */
const sayWhenDone = (desk) => {
  if (listWork(desk).some((entry) => entry.table === "figures")) return;
  showOutcome(desk, make("p", {}, say(desk, "nothing_left")));
  finish(desk);
};

/** Puts a desk as it stands into the place that the page has made anew: a list that is open stays open. */
const moveDesk = (desk, place, sheet) => {
  const { root, items, cells } = desk.view;
  renewEntries(desk, sheet);
  desk.place = place;
  place.replaceChildren(root);
  desk.entries.filter((entry) => !isAtWork(entry)).forEach((entry) => items.get(entry.name)?.remove());
  root.querySelector(".ps-desk-text")?.replaceWith(drawText(desk));
  drawList(desk);
  cells.forEach((cell) => cell.input !== desk.focused && cell.show());
  if (!isAtWork(findEntry(desk, desk.current) ?? { state: "saved" }))
    go(desk, (findNextOpen(desk) ?? listWork(desk)[0])?.name ?? "");
  showMark(desk, findEntry(desk, desk.current)?.number);
  drawTools(desk);
  if (!desk.lastSave) sayWhenDone(desk);
  if (document.activeElement === document.body && root.contains(desk.focused)) desk.focused.focus({ preventScroll: true });
};

/** Opens a sheet in a place: the desk that is in memory by its key, else with the progress that the browser has kept. */
const openSheet = (place, page, sheet) => {
  const kept = readKept(KEPT + sheet.key);
  const known = desks.get(sheet.key);
  const progress = kept?.progress ?? cleanProgress({});
  const fresh = { version: 0, current: progress.current, taken: kept?.tab, sheet, entries: buildEntries(sheet, progress) };
  const isSame = known?.view && known.lang === page.lang;
  const desk = Object.assign(known ?? fresh, page);
  desks.set(sheet.key, desk);
  desks.forEach((other) => other !== desk && Object.assign(other, { view: null }));
  if (known && !isSame) renewEntries(desk, sheet);
  isSame ? moveDesk(desk, place, sheet) : drawDesk(desk);
  if (lists.edition !== sheet.edition) loadChoices(desk);
  checkNow(desk);
  if (!known && listWork(desk).length && !document.activeElement.closest("input")) go(desk, desk.current);
};

const look = () => {
  const place = [...document.querySelectorAll(".ps-desk")].find((each) => !each.closest(".ps-first"));
  if (!place || place === shown) return;
  shown = place;
  const page = {
    words: readData(place, "words"),
    forms: readData(place, "forms"),
    lang: place.dataset.lang,
    canSave: place.dataset.canSave === "yes",
    place,
  };
  const sheet = cleanSheet(readData(place, "sheet"));
  if (sheet) openSheet(place, page, sheet);
  else drawKept(page);
};

/** A text that is pasted where no field is goes where texts are pasted. */
addEventListener("keydown", (event) => {
  const field = document.querySelector(".stTextArea textarea");
  if (isCommand(event) && event.key === "v" && document.activeElement === document.body && shown?.isConnected) field?.focus();
});

look();
new MutationObserver(look).observe(document.body, { childList: true, subtree: true });

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
  const focused = desk.view && desk.view.root.contains(document.activeElement) ? findCell(desk, document.activeElement)?.column.name ?? "" : null;
  const list = make("ol", { class: "ps-desk-rows", "aria-label": say(desk, "rows") });
  desk.view = { place, list, items: new Map(), cells: [] };
  const tools = buildTools(desk);
  const title = make("div", { class: "ps-section" }, make("h2", {}, desk.sheet.title || say(desk, "untitled")));
  const halves = make("div", { class: isForm(desk) ? "ps-desk-halves ps-desk-form" : "ps-desk-halves" }, ...(isForm(desk) ? [] : [drawText(desk)]), list);
  desk.view.root = make("div", { class: "ps-desk-whole", onkeydown: (event) => onKey(desk, event) }, title, tools, halves);
  place.replaceChildren(desk.view.root);
  drawList(desk);
  if (!isAtWork(findEntry(desk, desk.current) ?? { state: "saved" })) desk.current = (findNextOpen(desk) ?? listWork(desk)[0])?.name ?? "";
  drawOpen(desk);
  drawTools(desk);
  showKeeping(desk);
  if (desk.lastSave) drawSaved(desk);
  else if (!listWork(desk).length) showOutcome(desk, make("p", {}, say(desk, "nothing_left")));
  if (focused !== null) focusCell(desk, focused);
};

/** Opens a sheet in a place: the desk that is in memory by its key, else with the progress that the browser has kept. */
const openSheet = (place, page, sheet) => {
  const kept = readKept(KEPT + sheet.key);
  const known = desks.get(sheet.key);
  const progress = known ? writeProgress(known) : (kept?.progress ?? cleanProgress({}));
  const fresh = { version: 0, current: progress.current, taken: kept?.tab };
  const desk = Object.assign(known ?? fresh, page, { place, sheet, entries: buildEntries(sheet, progress) });
  desks.set(sheet.key, desk);
  desks.forEach((other) => other !== desk && Object.assign(other, { view: null }));
  drawDesk(desk);
  if (lists.edition !== sheet.edition) loadChoices(desk);
  checkNow(desk);
  if (!known && listWork(desk).length && !document.activeElement.closest("input")) go(desk, desk.current);
};

const look = () => {
  const place = [...document.querySelectorAll(".ps-desk")].find((each) => !each.closest(".ps-first"));
  if (!place || place === shown) return;
  shown = place;
  const page = { words: readData(place, "words"), forms: readData(place, "forms"), lang: place.dataset.lang, canSave: place.dataset.canSave === "yes", place };
  const sheet = cleanSheet(readData(place, "sheet"));
  if (sheet) openSheet(place, page, sheet);
  else drawKept(page);
};

look();
new MutationObserver(look).observe(document.body, { childList: true, subtree: true });

// Progress is kept in this browser alone, by the sheet's key, until it is done. What stands there may be anything:
// nothing of it is believed before it is cleaned.
const KEPT = "ps-desk:";
const MOST_KEPT = 10;
const TAB = Array.from(crypto.getRandomValues(new Uint32Array(2)), (part) => part.toString(36)).join("");

const readKept = (name) => {
  try {
    const given = JSON.parse(localStorage.getItem(name));
    const sheet = cleanSheet(given?.sheet);
    if (!sheet || name !== KEPT + sheet.key) return null;
    return {
      tab: cleanText(given.tab),
      moment: Number.isFinite(given.moment) ? given.moment : 0,
      sheet,
      progress: cleanProgress(given.progress),
    };
  } catch {
    return null;
  }
};

/** All that is kept, the newest first. */
const listKept = () => {
  try {
    const names = Object.keys(localStorage).filter((name) => name.startsWith(KEPT));
    return names
      .map(readKept)
      .filter(Boolean)
      .sort((a, b) => b.moment - a.moment);
  } catch {
    return [];
  }
};

const forget = (key) => {
  try {
    localStorage.removeItem(KEPT + key);
  } catch {
    // Where nothing can be kept, nothing is.
  }
};

/** Keeps a desk's progress; what hinders it is said, and the work goes on. */
const keep = (desk) => {
  const name = KEPT + desk.sheet.key;
  const other = readKept(name);
  if (other && other.tab !== TAB && other.tab !== desk.taken) desk.isForeign = true;
  if (desk.isForeign) return showKeeping(desk);
  try {
    if (!other) {
      const old = listKept().slice(MOST_KEPT - 1);
      old.forEach(({ sheet }) => forget(sheet.key));
      if (old.length) desk.removed = old.map(({ sheet }) => sheet.title).join(" · ");
    }
    localStorage.setItem(
      name,
      JSON.stringify({ tab: TAB, moment: Date.now(), sheet: desk.sheet, progress: writeProgress(desk) }),
    );
    Object.assign(desk, { isUnkept: false, taken: "" });
  } catch {
    desk.isUnkept = true;
  }
  showKeeping(desk);
};

/** What a reader must know of how the progress is kept. */
const showKeeping = (desk) => {
  if (!desk.view) return;
  const lines = [];
  if (desk.isUnkept) lines.push(make("p", {}, say(desk, "unkept")));
  if (desk.removed) lines.push(make("p", {}, say(desk, "removed", { title: desk.removed })));
  if (desk.isForeign) {
    const take = makeButton(say(desk, "take_other"), () => takeKept(desk));
    const stay = makeButton(say(desk, "stay_here"), () => {
      Object.assign(desk, { isForeign: false, taken: readKept(KEPT + desk.sheet.key)?.tab });
      keep(desk);
    });
    lines.push(make("p", {}, say(desk, readKept(KEPT + desk.sheet.key) ? "other_tab" : "other_done"), " ", take, " ", stay));
  }
  desk.view.keeping.replaceChildren(...lines);
};

/** Goes on with what another tab has kept. */
const takeKept = (desk) => {
  const kept = readKept(KEPT + desk.sheet.key);
  Object.assign(desk, { isForeign: false, taken: kept?.tab });
  desk.entries = buildEntries(desk.sheet, kept?.progress ?? cleanProgress({}));
  drawDesk(desk);
  checkNow(desk);
};

// Only another tab's changes come as events.
addEventListener("storage", ({ key }) => {
  for (const desk of desks.values()) {
    if (!desk.view || (key !== null && key !== KEPT + desk.sheet.key)) continue;
    if (!desk.isTouched && !readKept(KEPT + desk.sheet.key)) continue;
    desk.isForeign = true;
    showKeeping(desk);
  }
});

addEventListener("beforeunload", (event) => {
  if ([...desks.values()].some((desk) => desk.isTouched && desk.isUnkept)) event.preventDefault();
});

// Tells what came since the reader's last visit. When that was is kept by the browser alone: nothing of it is sent.
// A visit goes on until nobody has looked for half an hour. Where nothing can be kept, nothing is said.
(() => {
  const KEY = "ps-visit";
  const PAUSE = 30 * 60 * 1000;
  const LONGEST = 366 * 24 * 60 * 60 * 1000; // how far back the page knows what came

  const read = () => {
    try {
      const { before, last } = JSON.parse(localStorage.getItem(KEY)) ?? {};
      return Number.isFinite(last) ? { before: Number.isFinite(before) ? before : null, last } : null;
    } catch {
      return null;
    }
  };
  let visit = { before: null, last: Date.now() };
  const keep = (known) => {
    visit = known;
    try {
      localStorage.setItem(KEY, JSON.stringify(visit));
    } catch {
      // Storage is blocked or full: the next visit is a first one again.
    }
  };

  const come = () => {
    const known = read() ?? visit;
    const isNext = Date.now() - known.last > PAUSE;
    keep({ before: isNext ? known.last : known.before, last: Date.now() });
  };
  const leave = () => keep({ ...(read() ?? visit), last: Date.now() });

  const isKnown = () => visit.before !== null && Date.now() - visit.before < LONGEST;
  const isNew = (seconds) => isKnown() && seconds * 1000 > visit.before;
  const count = (moments) =>
    moments
      .split(" ")
      .map((entry) => entry.split(":").map(Number))
      .reduce((sum, [moment, things]) => sum + (isNew(moment) ? things : 0), 0);

  // The day of the last visit, its time of day where that was today: by Beijing time, as all of the site.
  const nameDay = (moment, lang) => {
    const write = (of, parts) => new Intl.DateTimeFormat(lang, { timeZone: "Asia/Shanghai", ...parts }).format(of);
    const day = { month: "long", day: "numeric" };
    const whole = { year: "numeric", ...day };
    if (write(moment, whole) === write(Date.now(), whole)) return write(moment, { hour: "2-digit", minute: "2-digit", hourCycle: "h23" });
    return write(moment, write(moment, { year: "numeric" }) === write(Date.now(), { year: "numeric" }) ? day : whole);
  };

  let isSeen = false;
  const tell = (line) => {
    const { releases, updates } = line.dataset;
    const words = JSON.parse(line.dataset.words);
    const found = [["release", count(releases)], ["update", count(updates)]].filter(([, things]) => things);
    const news = found.map(([name, things]) => words[things === 1 ? name : name + "s"].replace("{count}", things));
    const lang = document.documentElement.lang.startsWith("en") ? "en-GB" : "zh-CN";
    const said = () => words.since.replace("{day}", nameDay(visit.before, lang)).replace("{news}", news.join(words.comma) || words.none);
    const text = isSeen && !news.length ? words.seen : isKnown() ? said() : "";
    const [place, button] = line.children;
    if (line.closest(".ps-first")) place.removeAttribute("role"); // it is heard once: from the page that stays
    if (place.textContent !== text) place.textContent = text;
    button.hidden = !news.length;
  };

  const mark = () => {
    for (const place of document.querySelectorAll("[data-arrived]")) {
      const badge = place.querySelector(".ps-fresh");
      if (badge) badge.hidden = !isNew(place.dataset.arrived);
    }
    document.querySelectorAll(".ps-since").forEach(tell);
  };

  addEventListener("click", (event) => {
    const line = event.target.closest?.(".ps-since button")?.parentElement;
    if (!line) return;
    isSeen = true;
    keep({ before: Date.now(), last: Date.now() });
    mark();
    line.firstElementChild.focus();
  });

  come();
  mark();
  let isDue = false;
  new MutationObserver(() => {
    if (isDue) return;
    isDue = true;
    requestAnimationFrame(() => {
      isDue = false;
      mark();
    });
  }).observe(document.body, { childList: true, subtree: true });
  document.addEventListener("visibilitychange", () => {
    if (document.hidden) return leave();
    come();
    mark();
  });
  addEventListener("pagehide", leave);
})();

// What stands above the rows: how far it is, what can be done with all of them, and the keys.
const drawTools = (desk) => {
  if (!desk.view) return;
  const work = listSheets(desk).filter(isAtWork);
  const count = (state) => work.filter((entry) => entry.state === state).length;
  const faulty = desk.entries.filter((entry) => isSent(entry) && isAtWork(entry) && listErrors(entry).length);
  const facts = { confirmed: count("confirmed"), open: count("open"), dropped: count("dropped") };
  desk.view.counts.textContent = say(desk, "counts", facts);
  desk.view.faults.hidden = !faulty.length;
  desk.view.faults.textContent = say(desk, faulty.length === 1 ? "faults_one" : "faults", { count: faulty.length });
  desk.view.faults.onclick = () => go(desk, (faulty.find((entry) => entry.name !== desk.current) ?? faulty[0]).name);
};

const buildTools = (desk) => {
  const { view } = desk;
  view.counts = make("p", { class: "ps-desk-counts" });
  view.faults = makeButton("", null, { hidden: true, class: "ps-copy ps-desk-faults" });
  view.said = make("p", { class: "ps-desk-said", role: "status" });
  view.keeping = make("div", { class: "ps-desk-keeping", role: "alert" });
  view.trouble = make("div", { class: "ps-desk-trouble", role: "alert" });
  view.outcome = make("div", { class: "ps-desk-outcome" });
  view.primary = makeButton(say(desk, "preview"), () => preview(desk), {
    class: "ps-copy ps-desk-primary",
    "aria-keyshortcuts": "Control+S",
  });
  view.help = make(
    "div",
    { class: "ps-desk-help", id: nextId("help"), hidden: true },
    ...desk.words.keys.split("\n").map((line) => make("p", {}, line)),
  );
  const all = makeButton(say(desk, "confirm_all"), () => confirmAll(desk), { "aria-keyshortcuts": "Control+Enter" });
  const leave = makeButton(say(desk, "discard"), () => askDiscard(desk));
  view.helper = makeButton("?", () => toggleHelp(desk), {
    "aria-label": say(desk, "help"),
    "aria-expanded": "false",
    "aria-controls": view.help.id,
  });
  const acts = make("div", { class: "ps-tools" }, view.primary, all, leave, view.helper, view.faults);
  return make(
    "div",
    { class: "ps-desk-tools" },
    view.counts,
    acts,
    view.said,
    view.help,
    view.keeping,
    view.trouble,
    view.outcome,
  );
};

const toggleHelp = (desk) => {
  desk.view.help.hidden = !desk.view.help.hidden;
  desk.view.helper.setAttribute("aria-expanded", String(!desk.view.help.hidden));
};

/** Says why the server did not answer, until it does. */
const showTrouble = (desk, words) => {
  if (!desk.view || desk.view.trouble.dataset.words === words) return;
  desk.view.trouble.dataset.words = words;
  const again = makeButton(say(desk, "try_again"), () => checkNow(desk));
  desk.view.trouble.replaceChildren(...(words ? [make("p", {}, words, " ", say(desk, "nothing_lost"), " ", again)] : []));
};

const askDiscard = (desk) => {
  const yes = makeButton(say(desk, "discard_yes"), () => discard(desk));
  const no = makeButton(say(desk, "cancel"), () => (desk.view.outcome.replaceChildren(), desk.view.primary.focus()));
  desk.view.outcome.replaceChildren(
    make("div", { class: "ps-panel" }, make("p", {}, say(desk, "discard_ask")), make("div", { class: "ps-tools" }, yes, no)),
  );
  no.focus();
};

/** Ends the work on a draft: what was kept of it is removed. */
const finish = (desk) => {
  clearTimeout(desk.keeper);
  desk.isTouched = false;
  forget(desk.sheet.key);
};

const discard = (desk) => {
  finish(desk);
  desk.entries = buildEntries(desk.sheet, cleanProgress({}));
  desk.current = "";
  drawDesk(desk);
  tell(desk, "discarded");
};

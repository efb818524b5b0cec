// Where nothing is scanned: the drafts that this browser keeps, to go on with.
const drawKept = (desk) => {
  const drafts = listKept();
  const describe = ({ sheet, progress, moment }) => {
    const states = buildEntries(sheet, progress)
      .filter((entry) => entry.table === "figures" && isAtWork(entry))
      .map((entry) => entry.state);
    const count = (state) => states.filter((each) => each === state).length;
    const day = new Intl.DateTimeFormat(desk.lang === "en" ? "en-GB" : "zh-CN", {
      dateStyle: "medium",
      timeStyle: "short",
      timeZone: "Asia/Shanghai",
    }).format(moment);
    return say(desk, "kept_state", { confirmed: count("confirmed"), open: count("open"), moment: day });
  };
  const draw = (kept) => {
    const title = kept.sheet.title || say(desk, "untitled");
    const more = makeButton(say(desk, "continue"), () => openSheet(desk.place, desk, kept.sheet), {
      "aria-label": say(desk, "continue_named", { title }),
    });
    const drop = makeButton(say(desk, "discard"), () => (forget(kept.sheet.key), drawKept(desk)), {
      "aria-label": say(desk, "discard_named", { title }),
    });
    return make(
      "li",
      {},
      make("p", { class: "ps-name" }, title),
      make("p", { class: "ps-meta" }, describe(kept)),
      make("div", { class: "ps-tools" }, more, drop),
    );
  };
  const title = make("div", { class: "ps-section" }, make("h2", {}, say(desk, "kept")));
  desk.place.replaceChildren(...(drafts.length ? [title, make("ul", { class: "ps-releases" }, ...drafts.map(draw))] : []));
};

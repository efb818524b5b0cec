// A cell that is chosen by typing: a field with a list below it, as the pattern "combobox" of ARIA has it. Candidates
// come first and have numbers; Enter takes the first; a typed word that is none of the list stays as it is typed.
const MOST_NUMBERED = 5;

const buildChooser = (desk, entry, column, labelled) => {
  const list = make("ul", {
    role: "listbox",
    id: nextId("list"),
    "aria-label": column.label,
    class: "ps-desk-list",
    tabindex: "-1", // a list that scrolls would be a stop of the Tab key
    hidden: true,
  });
  const input = make("input", {
    type: "text",
    role: "combobox",
    autocomplete: "off",
    spellcheck: "false",
    maxlength: LONGEST,
    id: labelled,
    "aria-autocomplete": "list",
    "aria-expanded": "false",
    "aria-controls": list.id,
  });
  const candidates = entry.candidates[column.name] ?? [];
  let options = [];
  let active = -1;
  let isTyped = false;

  const show = () => {
    input.value = nameValue(desk, column, entry.cells[column.name]);
    isTyped = false;
  };
  const close = () => {
    list.hidden = true;
    active = -1;
    input.setAttribute("aria-expanded", "false");
    input.removeAttribute("aria-activedescendant");
  };
  const mark = (place) => {
    active = Math.min(place, options.length - 1);
    Array.from(list.children).forEach((item, number) => item.setAttribute("aria-selected", String(number === active)));
    const item = list.children[active];
    item ? input.setAttribute("aria-activedescendant", item.id) : input.removeAttribute("aria-activedescendant");
    if (item) list.scrollTop = item.offsetTop - list.clientHeight / 2;
  };
  const open = () => {
    const found = filterOptions(desk, column, isTyped ? input.value : "", candidates);
    options = found.map((option) => ({ option, act: () => take(option) }));
    // Before the choices have come nobody can tell whether there is no such thing.
    if (desk.forms[column.refers]?.makes && hasChoices(column.refers)) options.push({ act: makeNew });
    list.replaceChildren(...options.map(drawOption));
    list.hidden = !options.length;
    input.setAttribute("aria-expanded", String(!list.hidden));
    list.classList.remove("ps-desk-leftward");
    const edge = list.closest(".ps-desk-body")?.getBoundingClientRect().right ?? innerWidth;
    list.classList.toggle("ps-desk-leftward", list.getBoundingClientRect().right > edge);
    mark(isTyped && input.value.trim() ? 0 : -1);
  };
  const drawOption = ({ option, act }, place) => {
    const given = {
      role: "option",
      id: nextId("option"),
      "aria-selected": "false",
      onmousedown: (event) => event.preventDefault(),
      onclick: act,
    };
    if (!option) return make("li", given, say(desk, "make_new"));
    const number = !isTyped && candidates.includes(option[0]) && place < MOST_NUMBERED ? `${place + 1} ` : "";
    const other = desk.lang === "en" ? option[1] : option[2];
    const more = [other === nameOption(desk, option) ? "" : other, column.codes ? "" : option[0], option[5]]
      .filter(Boolean)
      .join(" · ");
    return make("li", given, number, nameOption(desk, option), more ? make("span", { class: "ps-note" }, ` ${more}`) : null);
  };
  const take = ([id]) => {
    lead(desk, entry, column.name, id);
    setCell(desk, entry, column.name, id);
    show();
    close();
    goOn(desk, entry, column.name);
  };
  const makeNew = () => {
    const typed = isTyped ? input.value.trim() : "";
    show();
    close();
    openNew(desk, entry, column, typed);
  };
  /** What was typed becomes the cell's: the option that is marked, else the words themselves. */
  const settle = () => {
    if (isTyped) {
      const typed = input.value.trim();
      const id = (typed && options[active]?.option?.[0]) || typed;
      lead(desk, entry, column.name, id);
      setCell(desk, entry, column.name, id);
    }
    show();
    close();
  };

  input.addEventListener("focus", () => {
    input.select();
    const isWanting = candidates.length && (!entry.cells[column.name] || isGuessed(entry, column.name));
    if (isWanting || listLacking(desk, entry).includes(column.name)) open();
  });
  input.addEventListener("click", () => list.hidden && open());
  input.addEventListener("input", () => {
    isTyped = true;
    open();
  });
  input.addEventListener("blur", settle);
  input.addEventListener("keydown", (event) => {
    const { key } = event;
    const number = Number(key);
    const isPlain = !event.ctrlKey && !event.metaKey && !event.altKey && !event.isComposing;
    const acts = {
      ArrowDown: () => !list.hidden && (mark((active + 1) % options.length), true),
      ArrowUp: () => !list.hidden && (mark(active > 0 ? active - 1 : options.length - 1), true),
      Enter: () => {
        if (!list.hidden && active >= 0) return (options[active].act(), true);
        if (isTyped && column.refers && !hasChoices(column.refers)) return true;
        if (isTyped) return (settle(), true);
        const isFirstMeant = !list.hidden && candidates.length && listLacking(desk, entry).includes(column.name);
        return isFirstMeant && options[0].option && (options[0].act(), true);
      },
      Escape: () => !list.hidden && (show(), close(), true),
      F2: () => (open(), true),
    };
    const isNumber = number >= 1 && number <= Math.min(MOST_NUMBERED, candidates.length) && !list.hidden && !isTyped;
    const act = isNumber ? () => options[number - 1].option && (options[number - 1].act(), true) : acts[key];
    if (!isPlain || !act?.()) return;
    event.preventDefault();
    event.stopPropagation();
  });
  const pick = (number) => {
    const option = findOption(desk, column, candidates[number - 1]);
    if (option) take(option);
    return Boolean(option);
  };
  const renew = () => isTyped && open();
  show();
  return { input, list, show, settle, pick, renew };
};

/**
 * A guess that is mended is mended in the rows below that had the same, as a guess, where it is among their candidates.
 * The one place that the text names and the catalogue lacked is guessed in all rows below that have none.
 */
const lead = (desk, entry, name, id) => {
  const wrong = entry.cells[name] ?? "";
  if (wrong === id) return;
  const isSame = (row) => isGuessed(row, name) && row.cells[name] === wrong && (!id || row.candidates[name]?.includes(id));
  const isPlaceless = (row) => row.state === "open" && !row.cells[name];
  const isMended = wrong && isGuessed(entry, name);
  const isPlace = !wrong && name === "region" && isNewPlace(desk, id);
  if (!isMended && !isPlace) return;
  const below = listSheets(desk)
    .slice(listSheets(desk).indexOf(entry) + 1)
    .filter(isMended ? isSame : isPlaceless);
  for (const row of below) {
    row.led[name] = id;
    write(row, name, id);
    touch(desk, row);
  }
  if (below.length) tell(desk, isMended ? "led" : "led_place", { count: below.length });
};

const isNewPlace = (desk, id) => {
  const [place, ...others] = desk.sheet.news.regions ?? [];
  const made = desk.entries.find((entry) => entry.table === "regions" && entry.cells.region === id);
  return Boolean(place) && !others.length && made?.cells.name_zh === place;
};

// Elements and sentences. All that is shown is made here, as text: nothing that was typed, pasted or kept is ever markup.
const make = (name, given = {}, ...content) => {
  const element = document.createElement(name);
  for (const [key, value] of Object.entries(given)) {
    if (value === undefined || value === null || value === false) continue;
    if (key.startsWith("on")) element.addEventListener(key.slice(2), value);
    else element.setAttribute(key, value === true ? "" : value);
  }
  element.append(...content.filter((part) => part !== null && part !== undefined));
  return element;
};

const makeButton = (text, act, given = {}) => make("button", { type: "button", class: "ps-copy", onclick: act, ...given }, text);

/** A sentence of the page's own words, with what is filled in. */
const say = (desk, name, facts = {}) =>
  (desk.words[name] ?? name).replace(/\{(\w+)\}/g, (whole, key) => (Object.hasOwn(facts, key) ? String(facts[key]) : whole));

/** Says to those who listen, and shows, what has just changed. */
const tell = (desk, name, facts) => {
  if (desk.view) desk.view.said.textContent = say(desk, name, facts);
};

let ids = 0;
const nextId = (name) => `ps-desk-${name}-${(ids += 1)}`;

/** Whether a key is that of a character, typed without a command. */
const isTyping = ({ key, ctrlKey, metaKey, altKey }) => key.length === 1 && key !== " " && !ctrlKey && !metaKey && !altKey;
const isCommand = ({ ctrlKey, metaKey, altKey }) => (ctrlKey || metaKey) && !altKey;

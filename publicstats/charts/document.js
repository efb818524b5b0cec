// A document for plotly.js where there is no browser, just large enough for the kinds that are drawn:
// elements with styles, the selectors that plotly asks with, and boxes of text. `drawing.js` writes SVG of it.
// Nothing is laid out: an element is where its attributes say, and only text, rectangles and groups have a size.
"use strict";

const SVG = "http://www.w3.org/2000/svg";
const PROPERTIES =
  "display fill fillOpacity fontSize opacity stroke strokeOpacity strokeWidth textAnchor transform visibility".split(" ");

/** What an element's style attribute says, in the order of saying. */
class Style {
  values = new Map();
  setProperty(name, value) {
    if (value === null || value === undefined || value === "") this.values.delete(name);
    else this.values.set(name, String(value));
  }
  getPropertyValue(name) {
    return this.values.get(name) ?? "";
  }
  removeProperty(name) {
    this.values.delete(name);
  }
  get cssText() {
    return [...this.values].map(([name, value]) => `${name}: ${value}`).join("; ");
  }
  set cssText(text) {
    this.values.clear();
    for (const part of text.split(";")) {
      const [name, ...value] = part.split(":");
      this.setProperty(name.trim(), value.join(":").trim());
    }
  }
}
for (const property of PROPERTIES) {
  const name = property.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);
  Object.defineProperty(Style.prototype, property, {
    get() {
      return this.getPropertyValue(name);
    },
    set(value) {
      this.setProperty(name, value);
    },
  });
}

class Node {
  parentNode = null;
  childNodes = [];
  get ownerDocument() {
    return document;
  }
  get firstChild() {
    return this.childNodes[0] ?? null;
  }
  get nextSibling() {
    const family = this.parentNode?.childNodes ?? [];
    return family[family.indexOf(this) + 1] ?? null;
  }
  get textContent() {
    return this.childNodes.map((child) => child.textContent).join("");
  }
  set textContent(text) {
    this.replaceChildren(...(text === "" ? [] : [new Text(text)]));
  }
  appendChild(child) {
    return this.insertBefore(child, null);
  }
  insertBefore(child, next) {
    child.remove();
    child.parentNode = this;
    this.childNodes.splice(next ? this.childNodes.indexOf(next) : this.childNodes.length, 0, child);
    return child;
  }
  removeChild(child) {
    child.remove();
    return child;
  }
  replaceChildren(...children) {
    for (const child of [...this.childNodes]) child.remove();
    for (const child of children) this.appendChild(child);
  }
  remove() {
    const family = this.parentNode?.childNodes;
    family?.splice(family.indexOf(this), 1);
    this.parentNode = null;
  }
  addEventListener() {}
  removeEventListener() {}
}

class Text extends Node {
  nodeType = 3;
  nodeName = "#text";
  constructor(text) {
    super();
    this.data = String(text);
  }
  get textContent() {
    return this.data;
  }
  cloneNode() {
    return new Text(this.data);
  }
}

/** An element's classes, as its attribute says them. */
class ClassList {
  names = [];
  constructor(element) {
    this.element = element;
  }
  contains(name) {
    return this.names.includes(name);
  }
  add(...names) {
    this.element.setAttribute("class", [...new Set([...this.names, ...names])].join(" "));
  }
  remove(...names) {
    this.element.setAttribute("class", this.names.filter((name) => !names.includes(name)).join(" "));
  }
}

class Element extends Node {
  nodeType = 1;
  attributes = new Map();
  style = new Style();
  classList = new ClassList(this);
  constructor(name, space) {
    super();
    this.localName = name;
    this.tagName = this.nodeName = space === SVG ? name : name.toUpperCase();
    this.namespaceURI = space;
  }
  get id() {
    return this.getAttribute("id") ?? "";
  }
  set id(name) {
    this.setAttribute("id", name);
  }
  hasAttribute(name) {
    return this.getAttribute(name) !== null;
  }
  getAttribute(name) {
    return (name === "style" ? this.style.cssText || null : this.attributes.get(name)) ?? null;
  }
  setAttribute(name, value) {
    if (name === "style") this.style.cssText = String(value);
    else this.attributes.set(name, String(value));
    if (name === "class") this.classList.names = String(value).split(/\s+/).filter(Boolean);
  }
  removeAttribute(name) {
    this.setAttribute(name, "");
    this.attributes.delete(name);
  }
  getAttributeNS(space, name) {
    return this.getAttribute(name);
  }
  setAttributeNS(space, name, value) {
    this.setAttribute(name, value);
  }
  removeAttributeNS(space, name) {
    this.removeAttribute(name);
  }
  cloneNode(deep) {
    const copy = new Element(this.localName, this.namespaceURI);
    for (const [name, value] of this.attributes) copy.setAttribute(name, value);
    copy.style.cssText = this.style.cssText;
    if (deep) for (const child of this.childNodes) copy.appendChild(child.cloneNode(true));
    return copy;
  }
  matches(selector) {
    return readSelector(selector).some((chain) => fits(this, chain));
  }
  querySelectorAll(selector) {
    return find(this, readSelector(selector), Infinity);
  }
  querySelector(selector) {
    return find(this, readSelector(selector), 1)[0] ?? null;
  }
  getContext() {
    return null;
  }
  getBBox() {
    return toBox(measure(this));
  }
  getBoundingClientRect() {
    let extent = measure(this);
    for (let place = this; place?.nodeType === 1; place = place.parentNode) extent = transform(extent, place);
    return toBox(extent);
  }
}

const PART = /([.#]?)((?:[\w*-]|[^\x00-\x7f])+)|\[([\w-]+)(?:([*^]?=)"?([^"\]]*)"?)?\]|:(first-child)|:not\(([^)]*)\)/y;
const selectors = new Map();

/** The chains of a selector: each a list of steps from the outside in, `{child, tests}`. */
function readSelector(selector) {
  // Some hold the id of one drawing, so that there is no end of them.
  if (selectors.size > 1000) selectors.clear();
  if (!selectors.has(selector)) {
    const chains = selector.split(",").map((chain) => chain.trim());
    selectors.set(selector, chains.map(readChain));
  }
  return selectors.get(selector);
}

function readChain(chain) {
  const steps = chain.replace(/\s*>\s*/g, " >").split(/\s+/);
  return steps.map((step) => ({ child: step.startsWith(">"), tests: readTests(step.replace(/^>/, "")) }));
}

function readTests(step) {
  const tests = [];
  for (PART.lastIndex = 0; PART.lastIndex < step.length; ) {
    const found = PART.exec(step);
    if (!found) throw new SyntaxError(`no such selector is known here: ${step}`);
    tests.push(makeTest(found));
  }
  return tests;
}

const RELATIONS = {
  "": () => true,
  "=": (text, value) => text === value,
  "*=": (text, value) => text.includes(value),
  "^=": (text, value) => text.startsWith(value),
};

function makeTest([, sign, name, attribute, relation, value, first, not]) {
  if (first) return (element) => element.parentNode.childNodes.find((child) => child.nodeType === 1) === element;
  if (not) return (element) => !element.matches(not);
  if (attribute) {
    const holds = RELATIONS[relation ?? ""];
    return (element) => element.hasAttribute(attribute) && holds(element.getAttribute(attribute), value);
  }
  if (sign === ".") return (element) => element.classList.contains(name);
  if (sign === "#") return (element) => element.id === name;
  return (element) => name === "*" || element.localName === name;
}

/** Whether an element is what the steps of a chain ask for, up to a place in it. */
function fits(element, chain, place = chain.length - 1) {
  if (!chain[place].tests.every((test) => test(element))) return false;
  if (place === 0) return true;
  for (let above = element.parentNode; above?.nodeType === 1; above = above.parentNode) {
    if (fits(above, chain, place - 1)) return true;
    if (chain[place].child) return false;
  }
  return false;
}

/** The elements within one that fit a chain, in the order of the document; no more once there are so many. */
function find(element, chains, most, found = []) {
  for (const child of element.childNodes) {
    if (found.length >= most) break;
    if (child.nodeType !== 1) continue;
    if (chains.some((chain) => fits(child, chain))) found.push(child);
    find(child, chains, most, found);
  }
  return found;
}

// What plotly.js needs besides `document.js`: the sizes of words, SVG as text, and a window. `draw` uses all of it.
"use strict";

// --- sizes ----------------------------------------------------------------------------------------------------------

const FONT = { ascent: 1, descent: 0 };
const ADVANCES = new Int16Array(0x30000).fill(-1);
const MARK = /[\p{M}\p{Cf}]/u;

/** Learns the font, in ems: its height above and below the line, and runs of characters `[first, last, width]`. */
function learnFont({ ascent, descent, runs, em }) {
  Object.assign(FONT, { ascent: ascent / em, descent: descent / em });
  for (const [first, last, advance] of runs) ADVANCES.fill((advance / em) * 1000, first, last + 1);
}

/** How many ems wide a text is. What the font lacks is taken for a letter, or from U+1100 on for a sign of an em. */
function countEms(text) {
  let sum = 0;
  for (const character of text) {
    const code = character.codePointAt(0);
    const advance = ADVANCES[code] ?? -1;
    sum += advance >= 0 ? advance : MARK.test(character) ? 0 : code < 0x1100 ? 600 : 1000;
  }
  return sum / 1000;
}

const readNumber = (text) => Number.parseFloat(text) || 0;

function toBox(extent) {
  const [left, top, right, bottom] = extent ?? [0, 0, 0, 0];
  return { x: left, y: top, left, top, right, bottom, width: right - left, height: bottom - top };
}

function join(extents) {
  const found = extents.filter(Boolean);
  const list = (place) => found.map((extent) => extent[place]);
  return found.length
    ? [Math.min(...list(0)), Math.min(...list(1)), Math.max(...list(2)), Math.max(...list(3))]
    : null;
}

/** The extent [left, top, right, bottom] of an element without its own `transform`, null where it has none. */
function measure(element) {
  if (element.style.display === "none") return null;
  if (element.localName === "text") return measureText(element);
  if (element.localName === "rect") {
    const [x, y, width, height] = ["x", "y", "width", "height"].map((name) => readNumber(element.getAttribute(name)));
    return [x, y, x + width, y + height];
  }
  const parts = element.childNodes.filter((child) => child.nodeType === 1);
  return join(parts.map((part) => transform(measure(part), part)));
}

/** A text's extent: its lines one below the other, each beginning, centred or ending at its x. */
function measureText(text) {
  const lines = text.querySelectorAll("tspan.line");
  const anchor = text.style.textAnchor || text.getAttribute("text-anchor");
  return join((lines.length ? lines : [text]).map((line) => measureLine(line, text, anchor)));
}

function measureLine(line, text, anchor) {
  const say = (name) => readNumber(line.getAttribute(name) ?? text.getAttribute(name));
  const size = findSize(line);
  const width = countPixels(line);
  const left = say("x") - width * ({ middle: 0.5, end: 1 }[anchor] ?? 0);
  const base = say("y") + readNumber(line.getAttribute("dy")) * size;
  // Browsers round both heights to whole pixels.
  return [left, base - Math.round(FONT.ascent * size), left + width, base + Math.round(FONT.descent * size)];
}

function countPixels(node) {
  if (node.nodeType === 3) return countEms(node.data) * findSize(node.parentNode);
  return node.childNodes.reduce((sum, child) => sum + countPixels(child), 0);
}

/** The size of an element's letters in pixels: its own, or that of what it stands in. */
function findSize(element) {
  const size = element.nodeType === 1 ? element.style.fontSize : "16px";
  if (!size) return findSize(element.parentNode);
  return size.endsWith("%") ? (readNumber(size) / 100) * findSize(element.parentNode) : readNumber(size);
}

const MOVES = {
  translate: (dx, dy = 0) => (x, y) => [x + dx, y + dy],
  scale: (by, down = by) => (x, y) => [x * by, y * down],
  rotate: (degrees, cx = 0, cy = 0) => {
    const [sin, cos] = [Math.sin((degrees * Math.PI) / 180), Math.cos((degrees * Math.PI) / 180)];
    return (x, y) => [cx + (x - cx) * cos - (y - cy) * sin, cy + (x - cx) * sin + (y - cy) * cos];
  },
};

/** An extent where its element's `transform` moves, turns or scales it to. */
function transform(extent, element) {
  const moves = [...(element.getAttribute("transform") ?? "").matchAll(/(\w+)\(([^)]*)\)/g)];
  return moves.reduceRight((moved, [, name, values]) => {
    if (!moved) return null;
    const move = MOVES[name](...values.split(/[\s,]+/).filter(Boolean).map(Number));
    const [left, top, right, bottom] = moved;
    const corners = [move(left, top), move(right, top), move(left, bottom), move(right, bottom)];
    return join(corners.map(([x, y]) => [x, y, x, y]));
  }, extent);
}

// --- SVG ------------------------------------------------------------------------------------------------------------

const WRITTEN = new Set(
  "g text tspan path rect circle line defs clipPath pattern linearGradient radialGradient stop".split(" "),
);
const CONTAINERS = new Set("g text tspan defs".split(" "));
const DEFINED = new Set("clipPath pattern linearGradient radialGradient".split(" "));
const INITIAL = {
  opacity: "1",
  "fill-opacity": "1",
  "stroke-opacity": "1",
  "vector-effect": "none",
  "font-weight": "normal",
  "font-style": "normal",
  "font-variant": "normal",
};
const ESCAPES = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;" };
const NO_XML = /[\0-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]/g;

const escapeText = (text) => text.toWellFormed().replace(NO_XML, "\ufffd").replace(/[&<>"]/g, (sign) => ESCAPES[sign]);

/** Whether anything of an element is seen: it is shown, and has a shape with a colour or a line. */
function isSeen(element) {
  const { display, visibility, fill, fillOpacity, stroke, strokeWidth } = element.style;
  if (display === "none" || visibility === "hidden") return false;
  if (element.localName === "path" && !element.getAttribute("d")) return false;
  const filled = fill !== "none" && fillOpacity !== "0";
  const drawn = Boolean(stroke) && stroke !== "none" && readNumber(strokeWidth || "1") > 0;
  return filled || drawn || !["path", "rect"].includes(element.localName);
}

/** Writes elements as SVG. Only what others refer to has an id, a new one that begins with the drawing's name. */
class Writer {
  ids = new Map();
  constructor(name, family) {
    this.name = name;
    this.initial = { ...INITIAL, "font-family": family };
  }
  write(node) {
    if (node.nodeType === 3) return escapeText(node.data);
    if (!isSeen(node) || (DEFINED.has(node.localName) && !this.ids.has(node.id))) return "";
    const inside = node.childNodes.map((child) => this.write(child)).join("");
    // No links and no images: of anything else only the words within are written.
    if (!WRITTEN.has(node.localName) || (!inside && CONTAINERS.has(node.localName))) return inside;
    const attributes = this.writeAttributes(node);
    if (!attributes && node.localName === "g") return inside;
    const start = `<${node.localName}${attributes}`;
    return inside ? `${start}>${inside}</${node.localName}>` : `${start}/>`;
  }
  writeAttributes(element) {
    const said = [...element.attributes].filter(([name, value]) => value && !/^(class|id|data-.*)$/.test(name));
    const styles = [...element.style.values].filter(([name, value]) => value !== this.initial[name]);
    if (this.ids.has(element.id)) said.unshift(["id", this.ids.get(element.id)]);
    if (styles.length) said.push(["style", styles.map(([name, value]) => `${name}: ${value}`).join("; ")]);
    return said.map(([name, value]) => ` ${name}="${escapeText(this.refer(value))}"`).join("");
  }
  refer(value) {
    return value.replace(/url\(['"]?#([^'")]*)['"]?\)/g, (whole, id) => {
      if (!this.ids.has(id)) this.ids.set(id, `${this.name}-${this.ids.size}`);
      return `url(#${this.ids.get(id)})`;
    });
  }
}

/** A drawing as one SVG element, its layers one above the other. */
function writeDrawing(place, name) {
  const { width, height, font } = place._fullLayout;
  const writer = new Writer(name, font.family);
  const layers = place.querySelectorAll("svg.main-svg").flatMap((svg) => svg.childNodes);
  const isDefs = (node) => node.localName === "defs";
  // What is referred to is known once the rest is written.
  const drawn = layers.filter((node) => !isDefs(node)).map((node) => writer.write(node));
  const defined = layers.filter(isDefs).map((node) => writer.write(node));
  const size = `viewBox="0 0 ${width} ${height}" width="${width}" height="${height}"`;
  const start = `<svg class="main-svg" xmlns="${SVG}" ${size} style="font-family: ${escapeText(font.family)}">`;
  return `${start}${defined.join("")}${drawn.join("")}</svg>`;
}

// --- window ---------------------------------------------------------------------------------------------------------

const HTML = "http://www.w3.org/1999/xhtml";
const never = () => 0;

Object.assign(globalThis, {
  window: globalThis,
  self: globalThis,
  document: Object.assign(new Element("#document", null), {
    nodeType: 9,
    createElement: (name) => new Element(name, HTML),
    createElementNS: (space, name) => new Element(name, space),
    createTextNode: (text) => new Text(text),
    getElementById: (id) => document.querySelector(`#${id}`),
  }),
  HTMLElement: Element,
  DOMParser: class {},
  TextDecoder: class {},
  navigator: { userAgent: "" },
  console: new Proxy({}, { get: () => never }),
  getComputedStyle: (element) => element.style,
  setTimeout: never,
  clearTimeout: never,
});
document.documentElement = document.appendChild(document.createElement("html"));
document.head = document.documentElement.appendChild(document.createElement("head"));
document.body = document.documentElement.appendChild(document.createElement("body"));

/** The SVG of a question `{spec, width, name}`, given as JSON; nothing of it stays behind. */
async function draw(question) {
  const { spec, width, name } = JSON.parse(question);
  if (!Array.isArray(spec.data)) throw new TypeError("a figure has a list of data");
  const place = document.body.appendChild(document.createElement("div"));
  try {
    await Plotly.newPlot(place, spec.data, { ...spec.layout, width }, { staticPlot: true });
    return writeDrawing(place, name);
  } finally {
    if (place._fullLayout?._paper) Plotly.purge(place);
    place.remove();
  }
}

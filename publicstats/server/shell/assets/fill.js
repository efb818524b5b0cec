// The newest syntax in Streamlit's scripts. A browser that cannot read it runs nothing of this file, so that
// `browser.js` misses what `shell.js` sets.
(class {
  static #word = null;
  static #find() {
    return (this.#word ??= /(?<!\p{L})\p{L}+/u);
  }
  static {
    this.#find();
  }
});

// What Streamlit's scripts call and browsers with this syntax may not have. What they ask for first is not here.
(() => {
  const fill = (place, name, value) => {
    if (!place[name]) Object.defineProperty(place, name, { value, writable: true, configurable: true });
  };

  fill(Object, "hasOwn", (value, name) => Object.prototype.hasOwnProperty.call(value, name));

  const at = function (place) {
    const index = Math.trunc(place) || 0;
    return this[index < 0 ? this.length + index : index];
  };
  for (const kind of [Array, String, Object.getPrototypeOf(Int8Array)]) fill(kind.prototype, "at", at);

  fill(Array.prototype, "toSorted", function (compare) {
    return [...this].sort(compare);
  });

  fill(String.prototype, "replaceAll", function (pattern, by) {
    if (!(pattern instanceof RegExp)) {
      return this.replace(new RegExp(String(pattern).replace(/[\\^$.*+?()[\]{}|]/g, "\\$&"), "g"), by);
    }
    if (!pattern.flags.includes("g")) throw new TypeError("replaceAll must be called with a global RegExp");
    return this.replace(pattern, by);
  });

  fill(Promise, "withResolvers", function () {
    let resolve, reject;
    const promise = new this((...ends) => ([resolve, reject] = ends));
    return { promise, resolve, reject };
  });

  fill(AbortSignal, "timeout", (milliseconds) => {
    const controller = new AbortController();
    setTimeout(() => controller.abort(new DOMException("signal timed out", "TimeoutError")), milliseconds);
    return controller.signal;
  });

  fill(globalThis, "structuredClone", (value) => JSON.parse(JSON.stringify(value)));

  // Streamlit's patterns with the flag v mean the same with u.
  try {
    new RegExp("", "v");
  } catch {
    const change = ([pattern, flags]) => [pattern, flags?.replace("v", "u")];
    globalThis.RegExp = new Proxy(RegExp, {
      apply: (native, self, given) => native(...change(given)),
      construct: (native, given, target) => Reflect.construct(native, change(given), target),
    });
  }
})();

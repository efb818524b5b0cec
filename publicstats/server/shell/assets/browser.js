// Says in one sentence that the browser is too old for the pages, and lets no further script begin, where one of
// these is missing; the first view stays, with its figures. Else Streamlit's scripts begin. Written so that every browser can read it (ES5).
(function () {
  var NEEDED = [
    "__streamlit", // shell.js was read, with the newest syntax there is in Streamlit's scripts
    "AbortController", "Array.prototype.flat", "Array.prototype.flatMap", "Array.prototype.includes", "BigInt",
    "CSS.supports", "DOMParser", "Element.prototype.append", "Element.prototype.closest", "Element.prototype.matches",
    "Element.prototype.prepend", "Element.prototype.remove", "Element.prototype.replaceChildren", "FormData",
    "HTMLTemplateElement",
    "IntersectionObserver", "Intl.DateTimeFormat", "Intl.ListFormat", "Intl.NumberFormat", "Intl.PluralRules", "Map",
    "MutationObserver", "NodeList.prototype.forEach", "Object.entries", "Object.fromEntries", "Object.values", "Promise",
    "Promise.prototype.finally", "Proxy", "Reflect", "ResizeObserver", "Set", "String.prototype.padStart", "Symbol",
    "TextDecoder", "TextEncoder", "URL", "URLSearchParams", "Uint8Array", "WeakMap", "WeakRef", "WeakSet", "WebSocket",
    "fetch", "globalThis", "history.pushState", "matchMedia", "queueMicrotask", "requestAnimationFrame"
  ];

  function isThere(path) {
    var names = path.split(".");
    var place = window;
    for (var number = 0; number < names.length; number += 1) {
      place = place[names[number]];
      if (place === undefined || place === null) return false;
    }
    return true;
  }

  for (var number = 0; number < NEEDED.length; number += 1) {
    if (!isThere(NEEDED[number])) return stop();
  }

  // Streamlit's scripts keep a browser busy for as long as a first view takes: that comes first, if it comes.
  if (document.querySelector(".ps-first")) {
    requestAnimationFrame(function () { setTimeout(begin); });
    setTimeout(begin, 500); // a page out of sight has no frames
  } else begin();

  function begin() {
    var later = document.getElementById("ps-later");
    if (later) later.parentNode.replaceChild(document.importNode(later.content, true), later);
  }

  function stop() {
    var policy = document.createElement("meta");
    policy.httpEquiv = "Content-Security-Policy";
    policy.content = "script-src 'none'";
    document.head.appendChild(policy);
    document.addEventListener("DOMContentLoaded", function () {
      document.body.insertAdjacentHTML("afterbegin", NOTICE);
    });
  }
})();

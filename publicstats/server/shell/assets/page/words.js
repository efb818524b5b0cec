// Says Streamlit's own words in the page's language, and gives the page that language.
// WORDS stands before this: each word as Streamlit writes it, with what is said instead in zh and en;
// {} at the end of a word is what differs in a label, as in "Remove {}", at its beginning in a text.
(() => {
  const ATTRIBUTES = ["aria-label", "placeholder", "title"];
  const language = () => document.querySelector(".ps-site")?.lang || document.documentElement.lang;

  const patterns = Object.entries(WORDS).filter(([text]) => text.endsWith("{}"));
  const endings = Object.entries(WORDS).filter(([text]) => text.startsWith("{}"));

  const say = (text, lang) => {
    const trimmed = text.trim();
    const word = WORDS[trimmed];
    if (word) return word[lang] !== trimmed ? word[lang] : null;
    for (const [pattern, said] of endings) {
      const end = pattern.slice(2);
      if (trimmed.endsWith(end) && said[lang] !== pattern) return said[lang].replace("{}", () => trimmed.slice(0, -end.length));
    }
    return null;
  };

  const label = (text, lang) => {
    for (const [pattern, said] of patterns) {
      const start = pattern.slice(0, -2);
      if (text.startsWith(start) && said[lang] !== pattern) return said[lang].replace("{}", () => text.slice(start.length));
    }
    return say(text, lang);
  };

  const translate = (root) => {
    const lang = language().startsWith("en") ? "en" : "zh";
    document.documentElement.lang = language();
    const walker = document.createTreeWalker(root, NodeFilter.SHOW_TEXT | NodeFilter.SHOW_ELEMENT);
    for (let node = root; node; node = walker.nextNode()) {
      if (node.nodeType === Node.TEXT_NODE) {
        const word = say(node.data, lang);
        if (word) node.data = word;
      } else if (node.getAttribute) {
        for (const name of ATTRIBUTES) {
          const word = node.hasAttribute(name) && label(node.getAttribute(name), lang);
          if (word) node.setAttribute(name, word);
        }
        // A place to drop a file has a name and says at the same time that it is nothing: browsers choose one.
        if (node.matches('[data-testid="stFileUploaderDropzone"][role="presentation"]')) node.setAttribute("role", "group");
      }
    }
  };

  // Charts and desks have no words of Streamlit's, and change in many places while they are drawn.
  const isDrawing = (place) => (place.closest ? place : place.parentElement)?.closest(".ps-plot, .ps-desk");

  const options = { childList: true, subtree: true, characterData: true, attributes: true, attributeFilter: ATTRIBUTES };
  new MutationObserver((changes) => {
    const places = new Set(changes.map((change) => change.target));
    places.forEach((place) => place.isConnected && !isDrawing(place) && translate(place));
  }).observe(document.documentElement, options);
})();

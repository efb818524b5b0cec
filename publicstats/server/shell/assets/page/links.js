// Follows links and searches within the site by Streamlit's own way back and forth, so that nothing loads anew.
(() => {
  const ONLINE = "[data-testid=stApp][data-test-connection-state=CONNECTED]";

  const go = (address, stays) => {
    // Without a connection the browser loads the page, and says itself what is wrong.
    if (!document.querySelector(ONLINE)) return location.assign(address);
    history.pushState(null, "", address);
    dispatchEvent(new PopStateEvent("popstate"));
    if (!stays) document.querySelector("[data-testid=stMain]")?.scrollTo(0, 0);
  };

  // The switch is drawn anew in the other language: who came to it by keyboard is still there.
  const keepFocus = (lang) => {
    const drawn = new MutationObserver(() => {
      const link = document.querySelector(`.ps-langs a[hreflang=${lang}][aria-current]`);
      link?.focus({ preventScroll: true });
      if (link) drawn.disconnect();
    });
    drawn.observe(document.body, { childList: true, subtree: true });
  };

  // A turned page is drawn anew: the reader goes on where its list begins, by eye and by keyboard.
  const findTop = (address) => {
    const top = decodeURIComponent(new URL(address).hash.slice(1));
    const drawn = new MutationObserver(() => {
      const current = [...document.querySelectorAll("#root .ps-pages [aria-current]")];
      if (!current.some((link) => link.href === address)) return;
      drawn.disconnect();
      const start = document.getElementById(top) ?? document.querySelector("#root .ps-title");
      start?.setAttribute("tabindex", "-1");
      start?.focus({ preventScroll: true });
      if (top) start?.scrollIntoView();
    });
    drawn.observe(document.body, { childList: true, subtree: true });
  };

  // On a phone the menu lies over the page that it leads to.
  const closeMenu = () => {
    const button = document.querySelector("[data-testid=stSidebarCollapseButton] button");
    if (matchMedia("(max-width: 768px)").matches) button?.click();
  };

  addEventListener("click", (event) => {
    const link = event.target.closest?.(".stHtml a:is([href^='./'], [href^='?'])");
    const elsewhere = event.button || event.metaKey || event.ctrlKey || event.shiftKey || event.altKey;
    if (!link || elsewhere || link.matches("[download], [href^='./api/'], [href^='./auth/']")) return;
    event.preventDefault();
    if (link.closest(".ps-langs")) keepFocus(link.hreflang);
    if (link.closest(".ps-pages")) findTop(link.href);
    go(link.href, link.matches(".ps-langs a, .ps-sort, .ps-pages a[href*='#']"));
    if (link.closest("[data-testid=stSidebar]")) closeMenu();
  });

  addEventListener("submit", (event) => {
    const form = event.target.closest?.(".ps-search");
    if (!form) return;
    event.preventDefault();
    const words = form.elements.q.value.trim();
    if (!words) return;
    const address = new URL(form.dataset.address, document.baseURI);
    address.searchParams.set("q", words);
    form.reset();
    go(address.href);
  });
})();

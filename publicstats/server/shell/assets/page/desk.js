// Fetches the desk of analysts where there is a place for it.
(() => {
  let isFetched = false;
  const look = () => {
    if (isFetched || !document.querySelector(".ps-desk")) return;
    isFetched = true;
    places.disconnect();
    DESK_PARTS.forEach((address) => fetchPart(address).catch((error) => console.warn("The desk cannot be opened:", error)));
  };
  const places = new MutationObserver(look);
  places.observe(document, { childList: true, subtree: true });
  look();
})();

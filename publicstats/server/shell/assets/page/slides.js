// Turns the slides of the presentation: by keys, by a clicker, or by themselves every so many seconds.
(() => {
  let place = 0; // kept while the page is drawn anew after an edit
  let paused = false;
  let turned = Date.now();

  const find = () => document.querySelector(".ps-slides");

  const show = () => {
    const slides = [...(find()?.querySelectorAll(".ps-slide") ?? [])];
    if (!slides.length) return;
    place = (place + slides.length) % slides.length;
    slides.forEach((slide, number) => slide.hidden !== (number !== place) && (slide.hidden = number !== place));
  };

  const turn = (step) => {
    place += step;
    turned = Date.now();
    show();
  };

  const act = { previous: () => turn(-1), next: () => turn(1), pause: () => (paused = !paused) };
  const KEYS = { ArrowRight: "next", PageDown: "next", ArrowLeft: "previous", PageUp: "previous", " ": "pause" };

  addEventListener("keydown", (event) => {
    if (!find() || event.target.closest?.("button, a, input")) return;
    if (event.key === "Escape") return find().querySelector(".ps-controls a").click();
    if (KEYS[event.key]) {
      event.preventDefault();
      act[KEYS[event.key]]();
    }
  });
  addEventListener("click", (event) => act[event.target.dataset?.turn]?.());
  setInterval(() => {
    const seconds = Number(find()?.dataset.seconds);
    if (seconds && !paused && Date.now() - turned >= seconds * 1000) turn(1);
  }, 250);
  new MutationObserver(show).observe(document, { childList: true, subtree: true });
})();

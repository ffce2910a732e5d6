// A button pressed twice in a row sends its form once.
const PAUSE = 2000;
const sent = new WeakMap();

document.addEventListener("submit", (event) => {
  const now = performance.now();
  if (now - (sent.get(event.target) ?? -PAUSE) < PAUSE) {
    event.preventDefault();
    return;
  }
  sent.set(event.target, now);
});

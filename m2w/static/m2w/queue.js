// The queue by keyboard alone: J and K go through the list, G, W and V lead to a decision.
// Single letters can be switched off, and are never taken from who is typing (WCAG 2.1.4).
const STORED = "m2w-queue-keys";
const help = document.querySelector("[data-keys]");
const rows = [...document.querySelectorAll(".m2w-queue a")];
const current = rows.findIndex((row) => row.hasAttribute("aria-current"));
const PLACES = { g: "goedkeuren", w: "weigeren", v: "vragen" };
const CONTROLS = "textarea, select, input:not([type=hidden]), button";
let on = localStorage.getItem(STORED) !== "off";

function move(step) {
  const focused = rows.indexOf(document.activeElement);
  const from = focused >= 0 ? focused : current;
  const to = from < 0 ? 0 : Math.min(Math.max(from + step, 0), rows.length - 1);
  rows[to]?.focus();
}

// To where a decision is taken: in the file that is open, or in that of the focused row.
function go(name) {
  const row = rows[rows.indexOf(document.activeElement)];
  if (row && !row.hasAttribute("aria-current")) {
    location.assign(row.href.replace(/#.*$/, `#${name}`));
  } else {
    show(name);
  }
}

function show(name) {
  const place = document.getElementById(name);
  if (!place) {
    return;
  }
  if (place.tagName === "DETAILS") {
    place.open = true;
  }
  place.querySelector(CONTROLS)?.focus();
}

function typing(target) {
  return target.closest("input:not([type=checkbox]), textarea, select, [contenteditable]") !== null;
}

function tell() {
  const button = help.querySelector("[data-keys-switch]");
  help.querySelector("[data-keys-help]").hidden = !on;
  button.textContent = on ? button.dataset.off : button.dataset.on;
  help.hidden = false;
}

if (help) {
  tell();
  help.querySelector("[data-keys-switch]").addEventListener("click", () => {
    on = !on;
    localStorage.setItem(STORED, on ? "on" : "off");
    tell();
  });
  document.addEventListener("keydown", (event) => {
    const key = event.key.toLowerCase();
    const modified = event.ctrlKey || event.altKey || event.metaKey || event.shiftKey;
    if (!on || modified || event.defaultPrevented || typing(event.target)) {
      return;
    }
    if (key === "j" || key === "k") {
      move(key === "j" ? 1 : -1);
    } else if (key in PLACES) {
      go(PLACES[key]);
    } else {
      return;
    }
    event.preventDefault();
  });
  // Once the browser has been to the place itself: it takes the focus along.
  const wanted = location.hash.slice(1);
  if (Object.values(PLACES).includes(wanted)) {
    window.addEventListener("load", () => setTimeout(show, 0, wanted));
  }
}

for (const button of document.querySelectorAll("[data-copy]")) {
  button.hidden = false;
  button.addEventListener("click", async () => {
    const text = document.getElementById(button.dataset.copy);
    try {
      await navigator.clipboard.writeText(text.value);
      button.textContent = button.dataset.done;
    } catch {
      text.select(); // Where the clipboard is out of reach: ready for Ctrl+C.
    }
  });
}

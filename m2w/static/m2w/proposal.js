// How many pairs are ticked, all of them at once, and the page on paper. Without it the boxes and
// buttons work alike.
const form = document.querySelector("[data-chosen]");
const print = document.querySelector("[data-print]");

if (print) {
  print.hidden = false;
  print.addEventListener("click", () => window.print());
}

if (form) {
  const boxes = [...form.querySelectorAll("input[name=pairs]")];
  const count = form.querySelector("[data-count]");
  const all = form.querySelector("[data-all]");
  if (count && all) {
    const word = count.textContent;
    const tell = () => {
      count.textContent = `${boxes.filter((box) => box.checked).length} ${word}`;
    };
    tell();
    count.hidden = false;
    all.hidden = false;
    form.addEventListener("change", tell);
    all.addEventListener("click", () => {
      for (const box of boxes) {
        box.checked = true;
      }
      tell();
    });
  }
}

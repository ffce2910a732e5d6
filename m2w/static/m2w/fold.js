// On a phone the filters start folded away, so that the list itself comes first.
if (matchMedia("(max-width: 40rem)").matches) {
  for (const block of document.querySelectorAll(".m2w-fold")) {
    block.open = false;
  }
}

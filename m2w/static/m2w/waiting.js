// Shows how far the work is while someone waits, and opens the page of the result once it is done.
const place = document.querySelector("[data-waiting]");

async function look() {
  const answer = await fetch(location.href);
  const page = new DOMParser().parseFromString(await answer.text(), "text/html");
  const now = page.querySelector("#stand[data-waiting]");
  if (!answer.ok || !now) {
    location.reload();
    return;
  }
  if (now.innerHTML !== place.innerHTML) {
    place.innerHTML = now.innerHTML;
  }
  setTimeout(look, 1000);
}

if (place) {
  setTimeout(look, 700);
}

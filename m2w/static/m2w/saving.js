// Says that what is being typed was not kept: no network, signed out meanwhile, or a refusal.
const place = document.querySelector("[data-not-kept]");

document.addEventListener("htmx:afterRequest", ({ target, detail }) => {
  if (target !== place || detail.xhr.status === 204) {
    return;
  }
  // The sign-in page is an answer too, of something else.
  if (!detail.successful || !detail.xhr.response.includes("data-live")) {
    place.textContent = place.dataset.notKept;
  }
});

// Draws each figure that the page carries as JSON: <div data-figure="id-of-the-json"></div>.
// Nothing shows on hover only, so the figures stand still.
const config = { staticPlot: true, responsive: true };
for (const place of document.querySelectorAll("[data-figure]")) {
  const figure = JSON.parse(document.getElementById(place.dataset.figure).textContent);
  Plotly.newPlot(place, figure.data, figure.layout, config);
}

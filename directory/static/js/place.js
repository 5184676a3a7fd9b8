// A map of where one activity is held. The address stands beside it: without this script nothing is missing.
for (const box of document.querySelectorAll("[data-place-map]")) {
  const points = JSON.parse(box.dataset.points);
  const map = L.map(box, { scrollWheelZoom: false, zoomAnimation: !matchMedia("(prefers-reduced-motion: reduce)").matches });
  L.tileLayer(box.dataset.tiles, { attribution: box.dataset.attribution, maxZoom: 18 }).addTo(map);
  for (const [lat, lon, wide] of points) {
    const mark = wide ? L.circle([lat, lon], { radius: 300 }) : L.circleMarker([lat, lon], { radius: 9 });
    mark.setStyle({ color: "#0b5662", weight: 3, fillColor: "#ffc533", fillOpacity: wide ? 0.3 : 0.9 }).addTo(map);
  }
  map.fitBounds(L.latLngBounds(points.map(([lat, lon]) => [lat, lon])), { maxZoom: 15, padding: [30, 30] });
}

// The larger map: Leaflet from this very service. Tiles come only from the address that the service has been given;
// without one the pins stand on a plain ground with the names of municipalities.

function load(tag, attributes) {
  return new Promise((resolve, reject) => {
    const element = Object.assign(document.createElement(tag), attributes);
    element.addEventListener("load", resolve);
    element.addEventListener("error", reject);
    document.head.append(element);
  });
}

export async function open(panel) {
  const { leaflet, leafletStyle, tiles, attribution } = panel.dataset;
  await Promise.all([
    load("link", { rel: "stylesheet", href: leafletStyle }),
    window.L ? null : load("script", { src: leaflet }),
  ]);
  const drawn = panel.querySelector("svg.map");
  const ground = document.createElement("div");
  ground.className = "map map--large";
  drawn.replaceWith(ground);

  const map = L.map(ground, { attributionControl: Boolean(tiles), zoomSnap: 0.5, maxZoom: 17 });
  if (tiles) L.tileLayer(tiles, { attribution }).addTo(map);
  const group = L.featureGroup();
  const here = new Map(); // how many pins stand at one address: each next one a little aside
  for (const pin of drawn.querySelectorAll(".pin")) {
    const address = `${pin.dataset.lat} ${pin.dataset.lon}`;
    const aside = here.get(address) ?? 0;
    here.set(address, aside + 1);
    const icon = L.divIcon({
      className: pin.classList.contains("pin--wide") ? "map-pin map-pin--wide" : "map-pin",
      html: pin.querySelector("text").textContent, iconSize: [32, 32], iconAnchor: [16 - 26 * aside, 16],
    });
    const title = pin.getAttribute("aria-label");
    L.marker([pin.dataset.lat, pin.dataset.lon], { icon, title, alt: title, keyboard: true })
      .on("click keypress", (event) => {
        if (event.type === "keypress" && event.originalEvent.key !== "Enter") return;
        location.hash = pin.getAttribute("href");
        document.querySelector(`${pin.getAttribute("href")} a`).focus();
      })
      .addTo(group);
  }
  if (!tiles) {
    for (const town of drawn.querySelectorAll(".town")) {
      L.marker([town.dataset.lat, town.dataset.lon], {
        icon: L.divIcon({ className: "map-town", html: town.textContent, iconSize: [120, 20] }),
        interactive: false, keyboard: false,
      }).addTo(map);
    }
  }
  group.addTo(map);
  map.fitBounds(group.getBounds(), { padding: [30, 30], maxZoom: 14 });
}

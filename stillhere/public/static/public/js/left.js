// How long until the next question, by the server's clock and not by this phone's.

const places = [...document.querySelectorAll("[data-left]")]; // of each person; a person asks, or a machine does
let offset = 0;

export function hearTime(serverNow = places[0]?.dataset.now) {
  if (serverNow) offset = Date.parse(serverNow) - Date.now();
  tick();
}

export function nextAt(part, due) {
  for (const place of part.querySelectorAll("[data-left]")) place.dataset.due = due ?? "";
}

function tick() {
  for (const place of places) {
    if (!place.dataset.due) continue;
    const seconds = Math.max(0, Math.round((Date.parse(place.dataset.due) - Date.now() - offset) / 1000));
    place.textContent = `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, "0")}`;
  }
}

window.setInterval(tick, 500);

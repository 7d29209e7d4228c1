// How long until the next question, by the server's clock and not by this phone's.

const places = [...document.querySelectorAll("[data-left]")]; // a person asks, or a machine does
let due = null;
let offset = 0;

export function countDown(dueAt = places[0]?.dataset.due, serverNow = places[0]?.dataset.now) {
  due = dueAt ? Date.parse(dueAt) : null;
  if (serverNow) offset = Date.parse(serverNow) - Date.now();
  tick();
}

function tick() {
  if (due === null) return;
  const seconds = Math.max(0, Math.round((due - Date.now() - offset) / 1000));
  const left = `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, "0")}`;
  for (const place of places) place.textContent = left;
}

window.setInterval(tick, 500);

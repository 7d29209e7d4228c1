// How long until the next question, by the server's clock and not by this phone's.

const place = document.querySelector("[data-left]");
let due = null;
let offset = 0;

export function countDown(dueAt = place?.dataset.due, serverNow = place?.dataset.now) {
  due = dueAt ? Date.parse(dueAt) : null;
  if (serverNow) offset = Date.parse(serverNow) - Date.now();
  tick();
}

function tick() {
  if (!place || due === null) return;
  const seconds = Math.max(0, Math.round((due - Date.now() - offset) / 1000));
  place.textContent = `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, "0")}`;
}

window.setInterval(tick, 500);

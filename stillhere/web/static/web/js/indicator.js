// LIVE, catching up, NOT LIVE: how long ago the server was heard, never silently stale.

import { board, reconnect } from "./live.js";

const shown = document.querySelector("[data-live]");
const bar = document.querySelector("[data-not-live]");

const words = { live: "wordsLive", late: "wordsLate", lost: "wordsLost" };

function show() {
  if (!shown || !(board.state in words)) return;
  const seconds = (Date.now() - board.heardAt) / 1000;
  shown.dataset.state = board.state;
  say(shown.querySelector("[data-live-word]"), shown.dataset[words[board.state]]);
  shown.querySelector("[data-live-ago]").textContent =
    `${seconds.toFixed(1)} ${shown.dataset.seconds}`;
  if (bar) bar.hidden = board.state !== "lost";
}

// Only when it changes: a screen reader says every change.
function say(element, text) {
  if (element.textContent !== text) element.textContent = text;
}

function counts({ detail }) {
  for (const name of ["waiting", "watches", "alarms"]) {
    const element = document.querySelector(`[data-count="${name}"]`);
    if (element) element.textContent = detail[name];
  }
  const frame = document.querySelector('[data-count-frame="alarms"]');
  frame?.toggleAttribute("data-any", detail.alarms > 0);
  for (const trouble of document.querySelectorAll("[data-trouble]")) {
    trouble.hidden = !detail.troubles.includes(trouble.dataset.trouble);
  }
  const troubles = document.querySelector("[data-troubles]");
  if (troubles) troubles.hidden = !detail.troubles.length;
}

document.addEventListener("metronome", show);
document.addEventListener("snapshot", counts);
document.addEventListener("rows", counts);
// Never a reload: what is on this page may be all there is while the server cannot be reached.
document.querySelector("[data-try-now]")?.addEventListener("click", reconnect);

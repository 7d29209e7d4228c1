// Every clock on the page, moved together: rings count down, `data-since` counts up.

import { minutes, now } from "./clock.js";

const NEAR = 0.2; // of the pace

export function turn(ring) {
  const due = Date.parse(ring.dataset.due);
  const clock = ring.querySelector("[data-clock]");
  if (Number.isNaN(due)) {
    clock.textContent = "–:––";
    return;
  }
  const left = (due - now()) / 1000;
  const share = Math.min(1, Math.max(0, left / Number(ring.dataset.pace)));
  ring.querySelector(".ring__left").setAttribute("stroke-dashoffset", String(100 * (1 - share)));
  clock.textContent = left > 0 ? minutes(left) : `+${minutes(-left)}`;
  ring.toggleAttribute("data-near", left > 0 && share <= NEAR);
  ring.toggleAttribute("data-over", left <= 0);
}

function since(element) {
  const at = Date.parse(element.dataset.since);
  if (!Number.isNaN(at)) element.textContent = minutes((now() - at) / 1000);
}

export function turnAll(root = document) {
  for (const ring of root.querySelectorAll("[data-ring]")) turn(ring);
  for (const element of root.querySelectorAll("[data-since]")) since(element);
}

document.addEventListener("metronome", () => turnAll());
document.addEventListener("swapped", () => turnAll());

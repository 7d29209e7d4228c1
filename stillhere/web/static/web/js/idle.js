// Tells the server that somebody is at this screen, and asks it whether the screen is still open.
// Says `locked` on the document with what the server answered: true, false, or null for no answer.
// What is done at a screen that has locked is told like anything else, and opens nothing.

const TELLS = 20000; // ms between two tellings that somebody is here
const ASKS = 5000; // ms between two questions once nobody has been for long
const PATIENCE = 4000; // ms
const ACTS = ["keydown", "pointerdown", "pointermove", "wheel", "touchstart"];

const page = document.querySelector("[data-lock-of-page]");
const after = Number(page?.dataset.after || 300) * 1000;
let touchedAt = Date.now();
let toldAt = Date.now(); // asking for this page was an act
let askedAt = 0;

async function say(body) {
  askedAt = Date.now();
  const token = document.querySelector("[name=csrfmiddlewaretoken]")?.value ?? "";
  const headers = { "X-CSRFToken": token, Accept: "application/json" };
  const signal = AbortSignal.timeout(PATIENCE);
  const sent = { method: "POST", headers, body: new URLSearchParams(body), signal };
  const answer = await fetch(page.dataset.stillHere, sent).catch(() => null);
  const locked = answer?.ok ? (await answer.json()).locked : null;
  document.dispatchEvent(new CustomEvent("locked", { detail: { locked, idle: nobodyHere() } }));
}

export const ask = () => say({});

const nobodyHere = () => Date.now() - Math.max(touchedAt, toldAt) >= after;

function look() {
  const now = Date.now();
  if (document.querySelector("[data-lock]") || nobodyHere()) {
    if (now - askedAt >= ASKS) ask();
  } else if (touchedAt > toldAt && now - toldAt >= TELLS) {
    toldAt = now;
    say({ touched: 1 });
  }
}

if (page) {
  for (const kind of ACTS) {
    const touched = () => (touchedAt = Date.now());
    document.addEventListener(kind, touched, { capture: true, passive: true });
  }
  document.addEventListener("metronome", look);
  // Danger: a browser may bring back what a page showed long ago without asking anybody.
  window.addEventListener("pageshow", ({ persisted }) => persisted && ask());
}

export const begin = () => (touchedAt = toldAt = Date.now());

// A screen that nobody touches hides everybody (RO3). What was on the page waits out of the
// document, half-typed words and all; what rings goes on. The server alone says it is open again.

import { complain } from "./complain.js";
import { ask, begin } from "./idle.js";
import { isFor } from "./keys.js";
import { board, reconnect } from "./live.js";
import { hasSomebody, tell } from "./lock_says.js";
import { AS_PART, proveByKey } from "./unlock_key.js";

const page = document.querySelector("[data-lock-of-page]");
const PATIENCE = 15000; // ms: a wrong password is slowed down
let away = null; // { main, focus }: the page, out of the document

const shown = () => document.querySelector("main");
const acts = () => document.querySelector("[data-bar-acts]");

function shut() {
  if (away || !page?.content.firstElementChild) return;
  const main = shown();
  away = { main, focus: document.activeElement };
  main.replaceWith(page.content.cloneNode(true));
  acts().hidePopover?.();
  acts().hidden = true;
  board.wall = {};
  reconnect(); // and from now on the stream tells of nobody
  ready();
}

function open() {
  if (!document.querySelector("[data-lock]")) return; // it was said twice
  begin();
  if (!away) {
    // Unlocked in another tab: this one was the lock and nothing else.
    location.assign(document.querySelector("[data-unlock] [name=next]").value || "/console/");
    return;
  }
  const { main, focus } = away;
  away = null;
  shown().replaceWith(main);
  acts().hidden = false;
  if (main.contains(focus)) focus.focus();
  document.dispatchEvent(new CustomEvent("overtaken", { cancelable: true }));
  reconnect();
}

function ready() {
  for (const button of document.querySelectorAll("[data-unlock-key]")) {
    button.hidden = !window.webauthnJSON;
  }
  document.querySelector("[data-lock] [name=password]")?.focus();
  tell();
}

// No answer: whoever has somebody keeps them in sight, also cut off from the server.
document.addEventListener("locked", ({ detail: { locked, idle } }) => {
  const isShown = Boolean(document.querySelector("[data-lock]"));
  if (locked === false && isShown) open();
  if (locked === true || (locked === null && idle && !hasSomebody())) shut();
});

for (const name of ["snapshot", "rows"]) {
  document.addEventListener(name, ({ detail }) => {
    const locked = detail.you?.locked ?? false;
    if (locked) shut();
    else if (document.querySelector("[data-lock]")) ask(); // what was sent before may come late
    tell();
  });
}

async function send(form, done) {
  const body = new FormData(form);
  const sent = { method: "POST", body, headers: AS_PART, signal: AbortSignal.timeout(PATIENCE) };
  const words = document.querySelector("[data-swap-words]")?.dataset;
  const answer = await fetch(form.action, sent).catch(() => null);
  if (answer?.ok) return done();
  const said = await answer?.json().catch(() => ({}));
  return complain(form, said?.no ?? words?.notSent ?? "");
}

document.addEventListener("submit", (event) => {
  const form = event.target;
  const done = form.matches("[data-lock-now]") ? shut : form.matches("[data-unlock]") && away && open;
  if (!done) return;
  event.preventDefault();
  send(form, done);
});

document.addEventListener("click", ({ target }) => {
  const button = target.closest("[data-unlock-key]");
  if (button) proveByKey(button);
});

document.addEventListener("keydown", (event) => {
  if (event.key !== "L" || !event.shiftKey || !isFor(event)) return;
  document.querySelector("[data-lock-now]")?.requestSubmit();
});

if (document.querySelector("[data-lock]")) ready();

// The caller's page, kept true: what was said, how it stands, and whether anybody can hear us.
import "./instead.js";
import "./leave.js";
import { keepAwake } from "./awake.js";
import { areOthers, showBeside } from "./beside.js";
import { hearTime, nextAt } from "./left.js";
import { addSaid, sayWhen } from "./said.js";
import { softTone } from "./tone.js";

const main = document.querySelector("[data-chat]");
const lost = document.querySelector("[data-lost]");
const notSent = document.querySelector("[data-not-sent]");
const PATIENCE = 6000;
const soon = () => (document.hidden ? 6000 : 2000);
let heardAt = performance.now();
let [askedAt, timer] = [0, 0];

async function news() {
  window.clearTimeout(timer);
  askedAt = performance.now();
  try {
    const answer = await fetch(main.dataset.news, {
      headers: { Accept: "application/json", "X-Mark": main.dataset.mark },
      signal: AbortSignal.timeout?.(5000),
    });
    if (answer.ok) {
      heardAt = performance.now();
      if (answer.status === 200) show(await answer.json());
    } else if (answer.status === 404) window.location.reload();
  } catch {
    // Said below, in words: the page never pretends.
  }
  lost.hidden = performance.now() - heardAt < PATIENCE;
  timer = window.setTimeout(news, soon());
}

function show(seen) {
  if (seen.is_open !== (document.querySelector("#words") !== null)) window.location.reload();
  if (seen.for_them !== "forThem" in main.dataset) window.location.reload();
  if (String(seen.whose) !== main.dataset.whosePage || areOthers(seen.beside)) return window.location.reload();
  const changed = main.dataset.shown !== seen.shown;
  main.dataset.mark = seen.mark;
  main.dataset.shown = seen.shown;
  for (const part of document.querySelectorAll("[data-when]")) part.hidden = !part.dataset.when.split(" ").includes(seen.shown);
  document.querySelector("[data-my-keys]").hidden = !seen.watched;
  document.querySelector("[data-keys]").hidden = !seen.watched && seen.beside.length === 0;
  document.querySelector("[data-offer]").hidden = !seen.offered;
  document.querySelector("[data-alone]").hidden = !seen.unattended;
  document.querySelector("[data-my-keys] [data-word]").hidden = seen.shown !== "asking_for_word";
  for (const name of document.querySelectorAll("[data-with]")) name.textContent = seen.with_name;
  for (const ask of document.querySelectorAll("[data-my-keys] [name=ask], [data-keys] [name=ask]")) ask.value = seen.ask;
  nextAt(document.querySelector("[data-mine]"), seen.due);
  const beside = showBeside(seen.beside);
  hearTime(seen.at);
  seen.thread.forEach(addSaid);
  if (beside || (changed && seen.shown.startsWith("asking") && "sound" in main.dataset)) softTone();
}

// Sent now or not at all: what arrives later could say okay for somebody who is not.
async function send(event) {
  event.preventDefault();
  const form = event.currentTarget;
  const button = form.querySelector("button");
  button.disabled = true;
  if (form.matches("[data-help]")) form.querySelector("[name=key]").value = newKey();
  notSent.hidden = true;
  const sent = written(form);
  try {
    const answer = await fetch(form.action, {
      method: "POST",
      body: new FormData(form),
      headers: { "X-Swap": "1" },
      signal: AbortSignal.timeout?.(5000),
    });
    if (!answer.ok && answer.status !== 409) throw new Error(String(answer.status));
    if (written(form) === sent) form.reset(); // what they went on writing meanwhile stays
    form.querySelector("[name=key]").value = newKey();
  } catch {
    notSent.hidden = false;
  }
  button.disabled = false;
  news();
}

const written = (form) => new URLSearchParams(new FormData(form)).toString();
const newKey = () => crypto.getRandomValues(new Uint32Array(4)).join("-");

for (const form of document.querySelectorAll("[data-send]")) form.addEventListener("submit", send);
document.addEventListener("visibilitychange", () => document.hidden || news());
keepAwake(main.dataset.worker, {
  beat: () => document.hidden && performance.now() - askedAt >= soon() && news(),
  gone: () => {
    heardAt = -PATIENCE;
    lost.hidden = false;
  },
  back: news,
});
sayWhen();
hearTime();
news();

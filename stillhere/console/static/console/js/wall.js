// The wall beside the people: operators, queues, what came late. State, not a log: each time all.

import { minutes, now } from "../../web/js/clock.js";
import { board, ordered } from "../../web/js/live.js";
import { turnAll } from "../../web/js/ring.js";
import { fill, listed, show } from "./listed.js";

const MARKS = { on: "●", break: "◐", away: "○" };
const main = document.querySelector("[data-wall]");
const words = document.querySelector("[data-wall-words]").dataset;
const here = document.documentElement.lang;
const languages = new Intl.DisplayNames([here], { type: "language" });
const hour = new Intl.DateTimeFormat(here, { timeZone: main.dataset.zone, timeStyle: "medium" });

function operator(item, { name, state, held, speaks, rests, silent_since }) {
  fill(item, "mark", silent_since ? "▲" : MARKS[state]);
  fill(item, "name", name);
  fill(item, "state", rests && state === "on" ? words.rests : words[state]);
  fill(item, "speaks", speaks.map((code) => languages.of(code)).join(", "));
  fill(item, "held", held);
  show(item, "has", held || state !== "away");
  show(item, "silent", silent_since);
  item.querySelector("[data-since]").dataset.since = silent_since ?? "";
  item.toggleAttribute("data-silent-here", Boolean(silent_since));
  item.dataset.presence = state;
}

function line(item, { name, practice, waiting, longest }) {
  fill(item, "name", name);
  fill(item, "waiting", waiting);
  show(item, "practice", practice);
  show(item, "nobody", !waiting);
  show(item, "some", waiting);
  item.querySelector("[data-since]").dataset.since = longest ?? "";
}

function late(item, { at, seconds, practice, reviewed }) {
  fill(item, "mark", reviewed ? "✓" : "▲");
  fill(item, "at", hour.format(new Date(at)));
  fill(item, "seconds", minutes(seconds));
  fill(item, "reviewed", reviewed ? words.reviewed : words.open);
  show(item, "practice", practice);
  show(item, "see", !reviewed);
  item.toggleAttribute("data-open", !reviewed);
}

function onCall(item, { name, has_number }) {
  fill(item, "name", name);
  show(item, "no-number", !has_number);
}

function render() {
  const { wall } = board;
  listed("operators", wall.operators, operator);
  listed("lines", wall.lines, line);
  listed("late", wall.late, late);
  listed("on_call", wall.on_call, onCall);
  const owed = { call_backs: wall.call_backs, ...wall.outcomes };
  for (const [name, count] of Object.entries(owed)) {
    const place = main.querySelector(`[data-owed="${name}"]`);
    if (place.textContent !== String(count)) place.textContent = count;
  }
  main.querySelector("[data-owed-frame=overdue]").toggleAttribute("data-any", wall.outcomes.overdue);
  fill(main, "promise-time", minutes(wall.promise));
  show(main, "promise-said", true);
  turnAll(main);
  waits();
}

// A wait grows too long by itself, with no news from anywhere.
function waits() {
  for (const item of main.querySelectorAll('[data-list="lines"] > li')) {
    const since = Date.parse(item.querySelector("[data-since]").dataset.since);
    show(item, "over", now() - since > board.wall.promise * 1000);
  }
}

// A supervisor takes a watch over from a colleague by the same form as who is free.
function takeOver() {
  const you = board.facts.you ?? {};
  for (const row of ordered()) {
    const form = main.querySelector(`[data-row="${row.id}"] [data-take]`);
    const theirs = Boolean(row.watch && row.holder && row.holder.id !== you.id && you.supervises);
    if (!form) continue;
    const over = theirs && form.hidden;
    if (over) form.hidden = false;
    const button = form.querySelector("button");
    const word = over ? words.takeOver : words.take;
    if (button.textContent !== word) button.textContent = word;
    button.classList.toggle("button--primary", !over);
  }
}

document.addEventListener("wall", render);
document.addEventListener("metronome", waits);
document.addEventListener("snapshot", takeOver);
document.addEventListener("rows", takeOver);
if (board.wall.operators) render(); // told before this script was here
takeOver();

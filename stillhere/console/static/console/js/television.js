// A screen in a hall: counts and clocks from its own stream, which knows nobody's name.

import "../../web/js/indicator.js";
import "../../web/js/pulse.js";
import { minutes, now } from "../../web/js/clock.js";
import { board, connect } from "../../web/js/live.js";
import { turnAll } from "../../web/js/ring.js";
import { fill, listed, show } from "./listed.js";

const LOOK_AGAIN = 3000; // ms between two questions whether this screen is still wanted
const MARKS = { alarm: "▲", unheld: "▲", asking: "◐", coming: "➜", waiting: "◌", watched: "●", with_operator: "○" };
const STYLES = { alarm: "alarm", unheld: "asking", asking: "asking", coming: "asking", waiting: "waiting" };
const PRESENT = { on: "●", break: "◐" };
const main = document.querySelector("[data-television]");
const live = document.querySelector("[data-live]");
const words = document.querySelector("[data-screen-words]").dataset;
const zone = { timeZone: main.dataset.zone, timeStyle: "medium" };
const hour = new Intl.DateTimeFormat(document.documentElement.lang, zone);
let alarms = 0;

function person(item, { kind, unheld, due, pace, since, practice }) {
  const name = unheld ? "unheld" : kind;
  item.className = `person person--${kind === "alarm" ? "alarm" : STYLES[name] ?? "theirs"}`;
  fill(item, "mark", MARKS[name]);
  fill(item, "word", words[name]);
  show(item, "practice", practice);
  show(item, "since", since);
  item.querySelector("[data-since]").dataset.since = since ?? "";
  show(item, "ring-place", due);
  const face = item.querySelector("[data-ring]");
  face.dataset.due = due ?? "";
  face.dataset.pace = pace;
}

function operator(item, { number, name, state, held, silent_since }) {
  fill(item, "mark", silent_since ? "▲" : PRESENT[state]);
  fill(item, "name", name || words.operator.replace("{number}", number));
  fill(item, "state", words[state]);
  fill(item, "held", held);
  show(item, "silent", silent_since);
  item.querySelector("[data-silent] [data-since]").dataset.since = silent_since ?? "";
  item.dataset.presence = state;
}

function late(item, { at, seconds, reviewed }) {
  fill(item, "mark", reviewed ? "✓" : "▲");
  fill(item, "at", hour.format(new Date(at)));
  fill(item, "seconds", minutes(seconds));
  fill(item, "reviewed", reviewed ? words.reviewed : words.open);
  item.toggleAttribute("data-open", !reviewed);
}

function render() {
  const { wall } = board;
  listed("people", wall.people, person);
  listed("operators", wall.operators, operator);
  listed("late", wall.late, late);
  for (const name of ["waiting", "watches", "alarms"]) document.querySelector(`[data-count="${name}"]`).textContent = wall[name];
  document.querySelector("[data-count-frame=alarms]").toggleAttribute("data-any", wall.alarms);
  for (const [name, count] of Object.entries(wall.owed)) main.querySelector(`[data-owed="${name}"]`).textContent = count;
  main.querySelector("[data-owed-frame=overdue]").toggleAttribute("data-any", wall.owed.overdue);
  show(main, "troubled", wall.troubled);
  show(main, "nobody", !wall.longest);
  show(main, "some", wall.longest);
  main.querySelector("[data-longest]").dataset.since = wall.longest ?? "";
  fill(main, "promise-time", minutes(wall.promise));
  show(main, "promise-said", true);
  if (wall.alarms > alarms) fill(main, "alarm-said", words.newsAlarm);
  if (!wall.alarms) fill(main, "alarm-said", "");
  alarms = wall.alarms;
  turnAll(main);
}

function waits() {
  const since = Date.parse(main.querySelector("[data-longest]").dataset.since);
  show(main, "over", now() - since > board.wall.promise * 1000);
}

// Withdrawn, or over: its stream has ended for good, and what it showed goes from the glass.
async function stillWanted() {
  if (board.state !== "live" || !board.wall.people) {
    const answer = await fetch(live.dataset.still, { cache: "no-store" }).catch(() => null);
    if (answer?.status === 404) location.replace(live.dataset.page);
  }
  window.setTimeout(stillWanted, LOOK_AGAIN);
}

document.addEventListener("wall", render);
document.addEventListener("metronome", waits);
connect(live.dataset.stream);
window.setTimeout(stillWanted, LOOK_AGAIN);

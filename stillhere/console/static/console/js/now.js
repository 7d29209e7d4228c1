// Who needs us now: the live rows as a list, in the server's order, the same for everybody.

import { board, ordered } from "../../web/js/live.js";
import { turnAll } from "../../web/js/ring.js";
import { look, moreOf, said } from "./row_words.js";

const list = document.querySelector("[data-now]");
const pattern = document.querySelector("[data-now-row]");
const announced = new Map(); // row id → what was said aloud of it last

const fill = (element, text) => {
  if (element.textContent !== text) element.textContent = text;
};

function itemFor(row) {
  const known = list.querySelector(`[data-row="${row.id}"]`);
  if (known) return known;
  const item = pattern.content.firstElementChild.cloneNode(true);
  item.dataset.row = row.id;
  return item;
}

function show(item, row, you) {
  const { mark, word, kind } = look(row, you);
  const here = String(row.contact) === list.dataset.here;
  item.className = `person person--${kind}`;
  item.toggleAttribute("aria-current", here);
  if (here) item.setAttribute("aria-current", "true");
  fill(item.querySelector(".person__mark"), mark);
  const link = item.querySelector(".person__name a");
  link.href = row.url;
  fill(link, said(row));
  fill(item.querySelector("[data-word]"), word);
  fill(item.querySelector("[data-more]"), moreOf(row, you));
  quiet(item, row);
  ring(item, row);
  take(item, row, you);
}

// How long since the last answer, or since they began to wait.
function quiet(item, row) {
  const since = row.waiting ? row.began : row.alarm || row.state === "asking" ? row.last_answer : null;
  item.querySelector("[data-quiet]").hidden = !since;
  item.querySelector("[data-since]").dataset.since = since ?? "";
}

function ring(item, row) {
  const place = item.querySelector("[data-ring-place]");
  place.hidden = !row.due;
  const face = place.querySelector("[data-ring]");
  face.dataset.due = row.due ?? "";
  face.dataset.pace = row.state === "asking" ? 60 : row.pace;
}

function take(item, row, you) {
  const form = item.querySelector("[data-take]");
  const mine = row.holder?.id === you.id;
  const told = form.querySelector("[data-no]"); // by whom they were taken, a moment ago
  const free = row.unheld || row.unattended || row.offered_to === you.id;
  form.hidden = !told && !free;
  if (mine && !row.unattended) form.hidden = true;
  form.action = row.watch
    ? `/console/watches/${row.watch}/take`
    : `/console/contacts/${row.contact}/take`;
}

function render() {
  if (!list.isConnected) return; // locked: nobody is shown
  const you = board.facts.you ?? {};
  const rows = ordered();
  const there = new Set(rows.map((row) => row.id));
  for (const item of [...list.children]) if (!there.has(item.dataset.row)) item.remove();
  rows.forEach((row, place) => {
    const item = itemFor(row);
    show(item, row, you);
    if (list.children[place] !== item) list.insertBefore(item, list.children[place] ?? null);
  });
  document.querySelector("[data-now-empty]").hidden = rows.length > 0;
  rows.forEach(announce);
  for (const id of [...announced.keys()]) if (!there.has(id)) announced.delete(id);
  turnAll(list);
}

// Said aloud once for each change: politely for news, at once for an alarm.
function announce(row) {
  const kind = row.alarm ? "alarm" : row.waiting ? "news" : "";
  if (announced.get(row.id) === kind) return;
  announced.set(row.id, kind);
  if (!kind) return;
  const place = document.querySelector(`[data-now-${kind}]`);
  const words = document.querySelector("[data-now-words]").dataset;
  const sentence = kind === "alarm" ? words.newsAlarm : words.news;
  place.textContent = sentence.replace("{label}", said(row));
}

if (list) {
  document.addEventListener("snapshot", render);
  document.addEventListener("rows", render);
  if (board.facts.you) render(); // told before this script was here
}

// What this console sounds like now: the loudest thing that is true, again and again.

import { board } from "./live.js";
import { isBlocked, play } from "./sound.js";

const AGAIN = { alarm: 2000, lost: 4000, ring: 3000, ask: 8000 }; // ms
const LOUDEST = ["alarm", "lost", "ring", "ask"];
const dueHere = new Set(); // whose alarm rose here, with no news from the server
let last = { name: "", at: 0 };

export function wanted(row, you) {
  const mine = row.holder?.id === you.id;
  // Whoever is on the phone for help must be able to hear it.
  if (row.alarm && (row.unheld || !row.decided)) return row.waiting ? "ring" : "alarm";
  if (row.ringing.includes(you.id)) return "ring";
  if (row.supervisor_wanted && you.supervises && !mine) return "ring";
  if (row.call_again && mine) return "alarm";
  if (row.look && row.look.by.id !== you.id && !mine) return "ask";
  if (row.offered_to === you.id || (row.second_person && !mine)) return "ask";
  if (mine && (row.state === "asking" || row.ask_beside)) return "ask";
  return "";
}

export function loudest(rows, you, { lost = false, due = new Set() } = {}) {
  const found = new Set(rows.map((row) => wanted(row, you)));
  if (due.size) found.add("alarm");
  if (lost) found.add("lost");
  return LOUDEST.find((name) => found.has(name)) ?? "";
}

function sound() {
  const you = board.facts.you;
  if (!you || you.state === "away") return;
  const lost = board.state === "lost";
  if (!you.key_ok && !lost) return; // the other console is the one that rings
  const name = loudest([...board.rows.values()], you, { lost, due: dueHere });
  const passed = Date.now() - last.at;
  if (name && (name !== last.name || passed >= AGAIN[name])) {
    play(name);
    last = { name, at: Date.now() };
  }
  const blocked = document.querySelector("[data-sound-blocked]");
  if (blocked) blocked.hidden = !isBlocked();
}

document.addEventListener("due", ({ detail }) => detail.ids.forEach((id) => dueHere.add(id)));
document.addEventListener("rows", ({ detail }) => {
  for (const row of detail.changed) dueHere.delete(row.id);
  for (const id of detail.gone) dueHere.delete(id);
});
document.addEventListener("snapshot", () => dueHere.clear());
document.addEventListener("metronome", sound);

// The live stream: state, not a log. A (re)connection brings everything; then what changed.
// Says `snapshot`, `rows`, `wall` and `tick` on the document; `live` whenever live, late or lost
// changes.

import { heard } from "./clock.js";
import { tabKey } from "./tab.js";

const LATE = 3000; // ms without a word from the server: "catching up"
const LOST = 6000; // ms: NOT LIVE
const RETRY = 2000; // ms
const STUCK = 8000; // ms: a connection that says nothing is no connection

export const board = { rows: new Map(), facts: {}, wall: {}, state: "unknown", heardAt: Date.now() };

let source = null;
let openedAt = 0;
let address = "";

export function connect(url) {
  address = url;
  source?.close();
  openedAt = Date.now();
  const wanted = new URL(url, location.href);
  wanted.searchParams.set("key", tabKey());
  source = new EventSource(wanted);
  for (const name of ["snapshot", "rows", "wall", "tick"]) {
    source.addEventListener(name, ({ data }) => take(name, JSON.parse(data)));
  }
}

// A row that is older than the one we have is not news: messages may overtake each other.
function take(name, facts) {
  heard(facts.at);
  board.heardAt = Date.now();
  if (name === "snapshot") {
    const there = new Set(facts.rows.map((row) => row.id));
    for (const id of [...board.rows.keys()]) if (!there.has(id)) board.rows.delete(id);
  }
  const changed = (facts.rows ?? []).filter((row) => keep(row));
  for (const id of facts.gone ?? []) board.rows.delete(id);
  if (name === "wall") board.wall = facts;
  else if (name !== "tick") board.facts = facts;
  const detail = { ...facts, changed, board };
  document.dispatchEvent(new CustomEvent(name, { detail }));
  judge();
}

export function keep(row, rows = board.rows) {
  const known = rows.get(row.id);
  if (known && known.version > row.version) return false;
  rows.set(row.id, row);
  return true;
}

export const ordered = () =>
  [...board.rows.values()].sort((a, b) => {
    const [one, other] = [a.order, b.order];
    return one[0] - other[0] || Date.parse(one[1]) - Date.parse(other[1]) || (a.id < b.id ? -1 : 1);
  });

function judge() {
  const quiet = Date.now() - board.heardAt;
  const state = quiet >= LOST ? "lost" : quiet >= LATE ? "late" : "live";
  const before = board.state;
  board.state = state;
  if (state !== before) {
    document.dispatchEvent(new CustomEvent("live", { detail: { state, before } }));
  }
}

function mend() {
  judge();
  if (!source) return;
  const closed = source.readyState === EventSource.CLOSED;
  const silent = Date.now() - Math.max(board.heardAt, openedAt);
  if ((closed && silent > RETRY) || silent > STUCK) connect(address);
}

document.addEventListener("metronome", mend);
export const reconnect = () => source && connect(address);
window.addEventListener("online", reconnect);
window.addEventListener("pagehide", () => source?.close());

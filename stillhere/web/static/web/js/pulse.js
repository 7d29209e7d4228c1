// The page's end of the worker: hands it what to watch, and passes on what it says.

import { offset } from "./clock.js";
import { board } from "./live.js";
import { tabKey } from "./tab.js";
import { ourScript } from "./trusted.js";

const EVERY = 5000; // ms between two beats

const worker = new Worker(ourScript(new URL("./worker.js", import.meta.url).href));
const say = (name, detail) => document.dispatchEvent(new CustomEvent(name, { detail }));

worker.onmessage = ({ data }) => {
  if (data.metronome) say("metronome");
  if (data.due) say("due", { ids: data.due });
  if (data.beat) say("beat", data.beat);
};

export function beginBeats(url) {
  const token = document.querySelector("[name=csrfmiddlewaretoken]").value;
  worker.postMessage({ beat: { url, token, key: tabKey(), every: EVERY } });
  // A worker takes a moment to start: who turns pages quickly must not be taken for gone.
  const body = new URLSearchParams({ key: tabKey() });
  fetch(url, { method: "POST", headers: { "X-CSRFToken": token }, body, keepalive: true }).catch(() => {});
}

export const endBeats = () => worker.postMessage({ beat: null });

function hand() {
  const people = [...board.rows.values()]
    .filter((row) => row.decide_at && !row.alarm)
    .map((row) => ({ id: row.id, at: Date.parse(row.decide_at) }));
  worker.postMessage({ offset: offset(), people });
}

for (const name of ["snapshot", "rows", "tick"]) document.addEventListener(name, hand);

// One person's page follows their row: a higher version brings the panel again, and what is
// half-typed stays. Nothing is asked for twice at once.

import { board } from "../../web/js/live.js";
import { refetch } from "../../web/js/swap.js";

const panel = () => document.querySelector("[data-panel]");
let shown = null; // the version on the screen
let busy = false;
let swaps = 0; // how often the page has changed in place

function theirs() {
  const { contact, watch } = panel().dataset;
  const rows = [...board.rows.values()];
  return rows.find((row) => String(row.watch) === watch || String(row.contact) === contact);
}

const version = (row) => (row ? `${row.id} ${row.version}` : "gone");

function address() {
  const { panel: url, plan, guides } = panel().dataset;
  const wanted = new URL(url, location.href);
  const here = new URLSearchParams(location.search);
  for (const name of ["step", "find"]) if (here.get(name)) wanted.searchParams.set(name, here.get(name));
  wanted.searchParams.set("plan", plan);
  wanted.searchParams.set("guides", guides);
  return wanted.href;
}

// The places near them tell where they are: never in an address, which others may keep.
const near = () => panel().dataset.near;
const asking = () => `${address()} ${near()}`;

async function follow() {
  if (!panel() || busy) return;
  const wanted = version(theirs());
  if (wanted === shown) return;
  busy = true;
  const [asked, before] = [asking(), swaps];
  const wants = { headers: { "X-Near": near() }, isWanted: () => swaps === before && asking() === asked };
  try {
    // An answer that was overtaken by a press of a button must not undo what that showed.
    if (await refetch(address(), wants)) shown = wanted;
  } catch {
    // The next tick tries again; the bar above says that we are not live.
  }
  busy = false;
}

for (const name of ["snapshot", "rows", "tick"]) document.addEventListener(name, follow);
document.addEventListener("swapped", () => {
  swaps += 1;
});
document.addEventListener("overtaken", (event) => {
  event.preventDefault();
  shown = null;
  follow();
});

// What the telephone says of itself: on its own page, and to the console's bar beside it.

const console_ = new BroadcastChannel("stillhere-telephone");
let last = "";

export function show(room, { state, heard, muted, level }) {
  tell(state, heard, muted);
  const on = state !== "off" && state !== "denied";
  const trouble = state !== "talking" ? "" : !heard.ours ? "ours" : !heard.theirs ? "theirs" : "";
  const words = {
    state: trouble ? "" : state,
    trouble,
    muted: on && muted ? "muted" : "",
  };
  for (const part of room.querySelectorAll("[data-says]")) {
    const [kind, value] = part.dataset.says.split(" ");
    const hidden = words[kind] !== value;
    if (part.hidden !== hidden) part.hidden = hidden; // a reader says every change
  }
  room.querySelector("[data-when-on]").hidden = !on;
  room.querySelector("[data-when-off]").hidden = on;
  room.querySelector("meter").value = muted ? 0 : level;
  room.querySelector('[data-press="mute"]').setAttribute("aria-pressed", String(muted));
}

// Every second beside every change: what is silent for longer is not there any more.
function tell(state, heard, muted) {
  const lost = state === "talking" && (!heard.ours || !heard.theirs);
  const word = lost ? "lost" : state === "talking" && muted ? "muted" : state;
  const now = `${word} ${Math.floor(performance.now() / 1000)}`;
  if (now !== last) console_.postMessage({ state: word });
  last = now;
}

// Keeps time where no browser slows it down: beats, the metronome, and who falls due.
// It needs no connection for that. A hidden tab rings, and so does one that is cut off.

const METRONOME = 250; // ms
const PATIENCE = 4000; // ms until a beat counts as lost
let beating = null; // { url, token, key, every }
let people = []; // [{ id, at }]: server times when an alarm rises unless something happens
let offset = 0; // ms from this machine's clock to the server's
let told = new Set();
let lastBeat = 0;
let underway = false;

self.onmessage = ({ data }) => {
  if (data.beat !== undefined) beating = data.beat;
  if (data.offset !== undefined) offset = data.offset;
  if (data.people) {
    people = data.people;
    const there = new Set(people.map(name));
    told = new Set([...told].filter((each) => there.has(each)));
  }
};

const name = ({ id, at }) => `${id} ${at}`;

async function beat() {
  underway = true;
  lastBeat = Date.now();
  const { url, token, key } = beating;
  try {
    const answer = await fetch(url, {
      method: "POST",
      headers: { "X-CSRFToken": token, Accept: "application/json" },
      body: new URLSearchParams({ key }),
      signal: AbortSignal.timeout(PATIENCE),
    });
    const said = answer.ok ? await answer.json() : null;
    self.postMessage({ beat: { ok: answer.ok, status: answer.status, said } });
  } catch {
    self.postMessage({ beat: { ok: false, status: 0, said: null } });
  }
  underway = false;
}

function look() {
  const now = Date.now() + offset;
  const due = people.filter((each) => each.at <= now && !told.has(name(each)));
  for (const each of due) told.add(name(each));
  if (due.length) self.postMessage({ due: due.map(({ id }) => id) });
}

setInterval(() => {
  look();
  if (beating && !underway && Date.now() - lastBeat >= beating.every) beat();
  self.postMessage({ metronome: true });
}, METRONOME);

// The telephone's own window: it stays open while the console goes from page to page.

import { ourScript } from "../../../web/js/trusted.js";
import { mayAnswer, seatNow } from "./asking.js";
import { list, onChoice, onTry } from "./devices.js";
import { Packets } from "./hearing.js";
import { Line } from "./line.js";
import { Sound } from "./sound.js";
import { show } from "./words.js";

const SEAT_AGAIN = 5000; // ms
const REFUSED = 1000;
const room = document.querySelector("[data-telephone]");
const press = (name) => room.querySelector(`[data-press="${name}"]`);
const sound = new Sound(...room.querySelectorAll("audio"));
const line = new Line();
let seat = null; // of this shift; null: none
let said = "connecting"; // by the line, last
let packets = null;
const FINE = { theirs: true, ours: true };
let heard = FINE;
let looked = -SEAT_AGAIN;
let again = false; // refused: the exchange may not have been told yet
let [denied, asks] = [false, false];

// In this order: what is missing first.
function state() {
  if (!sound.works) return denied ? "denied" : "off";
  if (line.session?.isEstablished()) return "talking";
  if (!seat) return "off_shift";
  if (["away", "refused", "connecting"].includes(said)) return "away";
  return line.rings.length ? "rings" : "ready";
}

async function takeSeat() {
  looked = performance.now();
  const now = await seatNow(room);
  if (!now) return;
  const next = now.secret ? now : null;
  if (next?.secret === seat?.secret && !again) return;
  [seat, again] = [next, false];
  said = "connecting";
  if (seat) line.open(seat);
  else line.close();
}

// Never instead of somebody who is heard: of two who are theirs one waits, and none is cut off.
async function answerWhatWasTaken() {
  if (line.session && heard.theirs) return;
  for (const ring of line.rings) {
    if ((await mayAnswer(room, ring)) && sound.works) line.answer(ring, sound.microphone);
  }
}

async function tick() {
  show(room, { state: state(), heard, muted: sound.muted, level: sound.level() });
  if (asks || !sound.works) return;
  asks = true;
  // What goes wrong in one turn is tried again in the next: it must never cease to answer.
  await turn().finally(() => (asks = false));
}

async function turn() {
  if (performance.now() - looked > SEAT_AGAIN) await takeSeat();
  const connection = line.session?.connection;
  if (packets && connection) heard = await packets.look(connection, performance.now());
  if (heard.over) line.hangUp(); // we are rung anew where we are wanted
  await answerWhatWasTaken();
}

line.addEventListener("line", ({ detail }) => {
  if (!["rings", "talking", "over"].includes(detail)) said = detail;
  if (detail === "refused") [again, looked] = [true, performance.now() - SEAT_AGAIN + REFUSED];
  if (detail === "talking") {
    packets = new Packets();
    sound.hear(line.session.connection);
  }
  if (detail !== "over") return;
  [packets, heard] = [null, FINE];
  sound.hush();
});

async function turnOn(id) {
  try {
    const track = await sound.open(id);
    denied = false;
    await line.session?.connection?.getSenders()[0]?.replaceTrack(track);
    await list(room);
  } catch {
    denied = true;
  }
}

press("on").addEventListener("click", () => turnOn(""));
press("on").disabled = false; // pressed sooner, it would do nothing
press("mute").addEventListener("click", () => sound.mute(!sound.muted));
onTry(press("try"), () => sound.tryOut());
onChoice(room, { microphone: turnOn, speaker: (id) => sound.speakFrom(id) });
window.addEventListener("beforeunload", (event) => line.session && event.preventDefault());
new Worker(ourScript(new URL("../../../web/js/worker.js", import.meta.url).href)).onmessage = tick;

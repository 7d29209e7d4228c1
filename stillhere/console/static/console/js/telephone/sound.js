// The microphone, the loudspeaker and what goes between them: chosen, muted, measured, tried out.

import { Level } from "./hearing.js";

const VOICE = { echoCancellation: true, noiseSuppression: true, autoGainControl: true };
const TRIED = 6000; // ms of hearing oneself
const LATER = 1; // s: so that it is told from one's own voice

export class Sound {
  microphone = null;
  muted = false;
  #heard; // what plays whoever is on the line
  #echo; // what plays oneself
  #context = null;
  #level = null;

  constructor(heard, echo) {
    this.#heard = heard;
    this.#echo = echo;
  }

  // Throws where the browser gives none. The one before is let go.
  async open(id = "") {
    const audio = id ? { ...VOICE, deviceId: { exact: id } } : VOICE;
    const opened = await navigator.mediaDevices.getUserMedia({ audio });
    this.#context ??= new AudioContext();
    await this.#context.resume();
    this.close();
    this.microphone = opened;
    this.#level = new Level(this.#context, opened);
    this.mute(this.muted);
    return opened.getAudioTracks()[0];
  }

  close() {
    this.#level?.end();
    for (const track of this.microphone?.getTracks() ?? []) track.stop();
    this.microphone = null;
  }

  get works() {
    return this.microphone?.getAudioTracks()[0]?.readyState === "live";
  }

  level() {
    return this.#level && this.works ? this.#level.now() : 0;
  }

  mute(muted) {
    this.muted = muted;
    for (const track of this.microphone?.getTracks() ?? []) track.enabled = !muted;
  }

  hear(connection) {
    const tracks = connection.getReceivers().map(({ track }) => track);
    this.#heard.srcObject = new MediaStream(tracks);
    return this.#heard.play();
  }

  hush() {
    this.#heard.srcObject = null;
  }

  async speakFrom(id) {
    await Promise.all([this.#heard, this.#echo].map((each) => each.setSinkId?.(id)));
  }

  // Oneself, a second later, for a few seconds.
  async tryOut() {
    const from = this.#context.createMediaStreamSource(this.microphone);
    const later = this.#context.createDelay(LATER);
    const to = this.#context.createMediaStreamDestination();
    later.delayTime.value = LATER;
    from.connect(later).connect(to);
    this.#echo.srcObject = to.stream;
    await this.#echo.play();
    await new Promise((done) => window.setTimeout(done, TRIED));
    from.disconnect();
    this.#echo.srcObject = null;
  }
}

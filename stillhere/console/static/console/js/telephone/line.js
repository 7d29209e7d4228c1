// The line to the exchange: registers by itself, again and again, and answers a ring only after
// `mayAnswer` said yes to it. It dials nobody.

import JsSIP from "../../vendor/jssip-3.13.8.js";

const RENEWED = 120; // s: as the exchange keeps a registration
const SECURE = { iceServers: [], bundlePolicy: "max-bundle", rtcpMuxPolicy: "require" };

export class Line extends EventTarget {
  #agent = null;
  #rings = new Map(); // by the name of the ring; two people may ring at once
  #up = null; // the session of whoever is spoken to

  get session() {
    return this.#up;
  }

  get rings() {
    return [...this.#rings.keys()];
  }

  // `where`: ws: or wss:. A line that is open already is left alone only by `close`.
  open({ where, name, secret }) {
    this.close();
    const agent = new JsSIP.UA({
      sockets: [new JsSIP.WebSocketInterface(where)],
      uri: `sip:${name}@${new URL(where).hostname}`,
      password: secret,
      register_expires: RENEWED,
      session_timers: false,
      connection_recovery_min_interval: 1,
      connection_recovery_max_interval: 4,
      user_agent: "stillhere",
    });
    this.#agent = agent;
    const say = (state) => () => agent === this.#agent && this.#say(state);
    agent.on("connecting", say("connecting"));
    agent.on("registered", say("ready"));
    agent.on("unregistered", say("connecting"));
    agent.on("disconnected", say("away"));
    agent.on("registrationFailed", say("refused"));
    agent.on("newRTCSession", ({ session, originator }) => this.#rung(session, originator));
    agent.start();
  }

  close() {
    const agent = this.#agent;
    this.#agent = null;
    agent?.stop();
  }

  // With the microphone that is open already. What was up before ends: an exchange that died says
  // no goodbye, so ask first whether anything is heard.
  answer(ring, microphone) {
    const session = this.#rings.get(ring);
    if (!session) return;
    this.hangUp();
    this.#rings.delete(ring);
    this.#up = session;
    session.answer({ mediaStream: microphone, pcConfig: SECURE });
  }

  hangUp() {
    const session = this.#up;
    if (!session) return;
    this.#ended(session);
    if (!session.isEnded()) session.terminate();
  }

  #rung(session, originator) {
    if (originator !== "remote") {
      session.terminate();
      return;
    }
    const ring = session.remote_identity.uri.user;
    this.#rings.set(ring, session);
    session.on("confirmed", () => session === this.#up && this.#say("talking"));
    for (const end of ["ended", "failed"]) {
      session.on(end, () => {
        if (this.#rings.get(ring) === session) this.#rings.delete(ring);
        this.#ended(session);
      });
    }
    this.#say("rings");
  }

  #ended(session) {
    if (this.#up !== session) return;
    this.#up = null;
    this.#say("over");
  }

  #say(state) {
    this.dispatchEvent(new CustomEvent("line", { detail: state }));
  }
}

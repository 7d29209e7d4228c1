// The line to the exchange: registers by itself, again and again, and answers a ring only after
// `mayAnswer` said yes to it. It dials nobody.

import JsSIP from "../../vendor/jssip-3.13.8.js";

const RENEWED = 60; // s: as the exchange keeps a registration
const SECURE = { iceServers: [], bundlePolicy: "max-bundle", rtcpMuxPolicy: "require" };

export class Line extends EventTarget {
  #agent = null;
  #ring = null; // the session that rings, or is up

  get session() {
    return this.#ring;
  }

  get rings() {
    return this.#ring && !this.#ring.isEstablished() ? this.#ring.remote_identity.uri.user : "";
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

  // With the microphone that is open already. True: it was answered just now.
  answer(microphone) {
    if (!this.rings) return false;
    this.#ring.answer({ mediaStream: microphone, pcConfig: SECURE });
    return true;
  }

  #rung(session, originator) {
    if (originator !== "remote" || this.#ring) {
      session.terminate();
      return;
    }
    this.#ring = session;
    session.on("peerconnection", () => this.#say("joined"));
    session.on("confirmed", () => this.#say("talking"));
    for (const end of ["ended", "failed"]) session.on(end, () => this.#ended(session));
    this.#say("rings");
  }

  #ended(session) {
    if (this.#ring !== session) return;
    this.#ring = null;
    this.#say("over");
  }

  #say(state) {
    this.dispatchEvent(new CustomEvent("line", { detail: state }));
  }
}

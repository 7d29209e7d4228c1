// What is really heard: of the microphone, and of the line, by the packets that come and go.

const LOST = 3000; // ms without a packet
const OVER = 20000; // ms without a way to the exchange: it has hung up by then, or died

// Between 0 and 1; the ear of `meter` and of the self-test.
export class Level {
  constructor(context, stream) {
    this.ear = context.createAnalyser();
    this.ear.fftSize = 2048;
    this.samples = new Float32Array(this.ear.fftSize);
    this.from = context.createMediaStreamSource(stream);
    this.from.connect(this.ear);
  }

  now() {
    this.ear.getFloatTimeDomainData(this.samples);
    return Math.min(1, Math.sqrt(this.samples.reduce((sum, x) => sum + x * x, 0) / this.samples.length) * 4);
  }

  end() {
    this.from.disconnect();
  }
}

// `theirs` and `ours`: whether sound comes from them, and whether ours finds a way out. That ours is
// heard is more than a browser can know. `over`: it will not come back.
export class Packets {
  #broken = 0; // since when there is no way between us and the exchange
  #came = { count: 0, at: performance.now() };
  #went = { count: 0, at: performance.now() };

  async look(connection, now) {
    if (["failed", "closed", "disconnected"].includes(connection.iceConnectionState)) {
      this.#broken ||= now;
      return { theirs: false, ours: false, over: now - this.#broken > OVER };
    }
    this.#broken = 0;
    for (const each of (await connection.getStats()).values()) {
      if (each.type === "inbound-rtp") this.#came = newer(this.#came, each.packetsReceived, now);
      if (each.type === "outbound-rtp") this.#went = newer(this.#went, each.packetsSent, now);
    }
    return { theirs: fresh(this.#came, now), ours: fresh(this.#went, now), over: false };
  }
}

const newer = (last, count, now) => (count === last.count ? last : { count, at: now });
const fresh = (last, now) => now - last.at < LOST;

// Tones made here, from nothing: no file that may not load when it is needed.

let context = null;

// [Hz, starts at s, lasts s, loudness]
const TUNES = {
  alarm: [
    [880, 0, 0.18, 0.9],
    [660, 0.22, 0.18, 0.9],
    [880, 0.44, 0.18, 0.9],
    [660, 0.66, 0.3, 0.9],
  ],
  ring: [
    [523, 0, 0.16, 0.5],
    [659, 0.2, 0.16, 0.5],
    [784, 0.4, 0.26, 0.5],
  ],
  ask: [
    [587, 0, 0.14, 0.35],
    [494, 0.18, 0.22, 0.35],
  ],
  lost: [
    [311, 0, 0.35, 0.8],
    [233, 0.4, 0.6, 0.8],
  ],
};

function awake() {
  context ??= new AudioContext();
  if (context.state === "suspended") context.resume().catch(() => {});
  return context;
}

// Browsers stay silent until somebody has touched the page. Say so; never pretend.
export const isBlocked = () => awake().state !== "running";

export function play(name) {
  const audio = awake();
  for (const [hz, start, length, loudness] of TUNES[name]) {
    const tone = audio.createOscillator();
    const volume = audio.createGain();
    const begin = audio.currentTime + start;
    tone.type = "triangle";
    tone.frequency.value = hz;
    volume.gain.setValueAtTime(0.0001, begin);
    volume.gain.exponentialRampToValueAtTime(loudness, begin + 0.02);
    volume.gain.setValueAtTime(loudness, begin + length * 0.7);
    volume.gain.exponentialRampToValueAtTime(0.0001, begin + length);
    tone.connect(volume).connect(audio.destination);
    tone.start(begin);
    tone.stop(begin + length + 0.05);
  }
  return audio.state === "running";
}

const touch = () => awake();
for (const kind of ["pointerdown", "keydown"]) {
  document.addEventListener(kind, touch, { capture: true, passive: true });
}

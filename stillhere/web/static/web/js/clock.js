// The server's clock, as this screen knows it. Due times are the server's; so is "now".

const KEPT = 8; // samples
const STEPPED = 2000; // ms: this machine slept, or its own clock was set
let samples = [];

export function heard(at) {
  const sample = Date.parse(at) - Date.now();
  if (samples.length && Math.abs(sample - offset()) > STEPPED) samples = [];
  samples = [...samples, sample].slice(-KEPT);
}

// The event that travelled fastest is the nearest to the truth.
export const offset = () => (samples.length ? Math.max(...samples) : 0);
export const now = () => Date.now() + offset();

// 72 → "1:12"; an hour and more → "1:02:09".
export function minutes(seconds) {
  const whole = Math.max(0, Math.ceil(seconds));
  const [h, m, s] = [Math.floor(whole / 3600), Math.floor(whole / 60) % 60, whole % 60];
  const two = (n) => String(n).padStart(2, "0");
  return h ? `${h}:${two(m)}:${two(s)}` : `${m}:${two(s)}`;
}

// One soft tone, for whoever agreed to hear that they are asked.
export function softTone() {
  const sound = new AudioContext();
  const tone = sound.createOscillator();
  tone.frequency.value = 660;
  tone.connect(sound.destination);
  tone.start();
  tone.stop(sound.currentTime + 0.4);
}

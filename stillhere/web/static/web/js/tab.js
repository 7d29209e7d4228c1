// Which tab this is. A second console of the same person takes the place of the first.
// Kept in the tab's own name: it ends with the tab and is written nowhere.

const OURS = "stillhere-";

export function tabKey() {
  if (!window.name.startsWith(OURS)) {
    const chance = crypto.getRandomValues(new Uint8Array(12));
    window.name = OURS + [...chance].map((byte) => byte.toString(16).padStart(2, "0")).join("");
  }
  return window.name.slice(OURS.length);
}

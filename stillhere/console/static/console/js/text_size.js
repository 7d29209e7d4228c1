// How many texts a message becomes, and which of its words tell: as the server counts.

const KEYBOARD = { "\u2018": "'", "\u2019": "'", "\u201c": '"', "\u201d": '"', "\u2013": "-" };
const MORE = { "\u2014": "-", "\u2026": "...", "\u00a0": " ", "\u202f": " " };
const PLAINER = { ...KEYBOARD, ...MORE };

export const plainer = (words) => [...words].map((letter) => PLAINER[letter] ?? letter).join("");

export function size(words, { plain, twoPlaces, room }) {
  const letters = [...words];
  const [one, joined, oneWide, joinedWide] = room.split(",").map(Number);
  const wide = letters.some((letter) => !plain.includes(letter) && !twoPlaces.includes(letter));
  const takes = (letter) => (wide ? letter.length : 1 + twoPlaces.includes(letter));
  const [single, several] = wide ? [oneWide, joinedWide] : [one, joined];
  const places = letters.map(takes);
  const all = places.reduce((sum, each) => sum + each, 0);
  if (all <= single) return { texts: 1, left: single - all };
  let [texts, used] = [1, 0];
  for (const each of places) {
    if (used + each > several) [texts, used] = [texts + 1, 0];
    used += each;
  }
  return { texts, left: several - used };
}

export function telling(words, { revealing }) {
  const reveals = new Set(revealing.split(","));
  const bare = (word) => word.normalize("NFKD").toLowerCase().replace(/[^\p{L}\p{N}]/gu, "");
  return (words.match(/[\p{L}\p{N}_]+/gu) ?? []).filter((word) => reveals.has(bare(word)));
}

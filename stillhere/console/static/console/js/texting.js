// Counts the texts a message becomes while one types, with the server's own alphabet and words.

const place = () => document.querySelector("[data-texting]");
const KEYBOARD = { "\u2018": "'", "\u2019": "'", "\u201c": '"', "\u201d": '"', "\u2013": "-" };
const MORE = { "\u2014": "-", "\u2026": "...", "\u00a0": " ", "\u202f": " " };
const PLAINER = { ...KEYBOARD, ...MORE };

const plainer = (words) => [...words].map((letter) => PLAINER[letter] ?? letter).join("");

function size(words, { plain, twoPlaces, room }) {
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

function telling(words, { revealing }) {
  const reveals = new Set(revealing.split(","));
  const bare = (word) => word.normalize("NFKD").toLowerCase().replace(/[^\p{L}\p{N}]/gu, "");
  return (words.match(/[\p{L}\p{N}_]+/gu) ?? []).filter((word) => reveals.has(bare(word)));
}

function say() {
  const here = place();
  if (!here) return;
  const { one, more, tells } = here.dataset;
  const words = plainer(here.closest("form").elements.words.value.trim());
  const { texts, left } = size(words, here.dataset);
  const told = telling(words, here.dataset);
  const counted = texts === 1 ? one.replace("{left}", left) : more.replace("{texts}", texts);
  const warned = told.length > 0 && tells.replace("{words}", told.join(", "));
  here.querySelector("[data-said]").textContent = [warned, counted].filter(Boolean).join(" ");
  show(here.querySelector("[data-if-long]"), texts > 1);
  show(here.querySelector("[data-if-tells]"), told.length > 0);
}

// What was agreed to for other words is agreed to no longer.
function show(choice, wanted) {
  choice.hidden = !wanted;
  if (!wanted) choice.querySelector("input").checked = false;
}

document.addEventListener("input", ({ target }) => {
  if (target.closest("form")?.querySelector("[data-texting]") && target.name === "words") say();
});
document.addEventListener("swapped", say);
say();

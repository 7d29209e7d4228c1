// Guides and places are found while one types. What is typed, and what it found, outlives a change in place.

const fold = (words) =>
  words.normalize("NFKD").replace(/\p{M}/gu, "").replace(/[^\p{L}\p{N}_\s]/gu, " ").toLowerCase();
const all = () => [...document.querySelectorAll("[data-guide]")];

function find() {
  const field = document.querySelector("[data-find-guides] input[type=search]");
  if (!field) return;
  const wanted = fold(field.value).split(/\s+/).filter(Boolean);
  for (const guide of all()) {
    const inside = fold(`${guide.dataset.guide} ${guide.textContent}`);
    const found = wanted.every((word) => inside.includes(word));
    guide.hidden = !found || (!wanted.length && guide.dataset.onlyFound !== undefined);
  }
  document.querySelector("[data-nothing-found]").hidden = all().some((guide) => !guide.hidden);
}

// Enter goes into the first one that was found: nothing is sent, and nothing is in the address.
function goIn(event) {
  event.preventDefault();
  const found = all().find((guide) => !guide.hidden)?.querySelector("details");
  if (!found) return;
  found.open = true;
  found.querySelector("summary").focus();
}

document.addEventListener("input", ({ target }) => {
  if (target.closest("[data-find-guides]")) find();
});
document.addEventListener("submit", (event) => {
  if (event.target.matches("[data-find-guides]")) goIn(event);
});
document.addEventListener("swapped", find);
find();

// Counts the texts a message becomes while one types, with the server's own alphabet and words.

import { plainer, size, telling } from "./text_size.js";

const place = () => document.querySelector("[data-texting]");

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

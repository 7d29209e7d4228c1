// Counts each of the line's own texts while one writes it, with what stands in its places.

import { plainer, size, telling } from "./text_size.js";

const filled = (words, places) => words.replace(/\{(\w*)\}/g, (hole, name) => places[name] ?? hole);

function say(typed, said) {
  const { one, more, tells, ...alphabet } = typed.form.dataset;
  const words = plainer(typed.value).split(/\s+/u).filter(Boolean).join(" ");
  const whole = filled(words || said.dataset.shipped, JSON.parse(said.dataset.places));
  const { texts, left } = size(said.dataset.before + whole, alphabet);
  const told = telling(words, alphabet).join(", ");
  const counted = texts === 1 ? one.replace("{left}", left) : more.replace("{texts}", texts);
  said.textContent = [told && tells.replace("{words}", told), counted].filter(Boolean).join(" ");
}

document.addEventListener("input", ({ target }) => {
  const said = target.closest(".field")?.querySelector("[data-counted]");
  if (said && target.closest("[data-own-words]")) say(target, said);
});

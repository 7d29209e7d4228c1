// Others at this browser: each has a clock and a button that is nobody else's.
import { nextAt } from "./left.js";

const parts = () => [...document.querySelectorAll("[data-whose]")];

// Somebody came, went, or is spoken for now: the page is built anew, so that no button is another's.
export function areOthers(beside) {
  const here = parts().map((part) => `${part.dataset.whose}${"ofThem" in part.dataset}`);
  return here.join() !== beside.map((each) => `${each.whose}${each.of_them}`).join();
}

// Whether somebody is asked now who was not, and agreed to a sound.
export function showBeside(beside) {
  let rings = false;
  for (const each of beside) {
    const part = document.querySelector(`[data-whose="${CSS.escape(each.whose)}"]`);
    const changed = part.dataset.shown !== each.shown;
    part.dataset.shown = each.shown;
    for (const one of part.querySelectorAll("[data-when-they]")) one.hidden = !one.dataset.whenThey.split(" ").includes(each.shown);
    for (const ask of part.querySelectorAll("[name=ask]")) ask.value = each.ask;
    for (const word of part.querySelectorAll("[data-word]")) word.hidden = each.shown !== "asking_for_word";
    nextAt(part, each.due);
    rings ||= changed && each.sound && each.shown.startsWith("asking");
  }
  return rings;
}

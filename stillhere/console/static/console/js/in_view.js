// Nobody has to look for what just changed: another state on top is brought into view, an alarm
// above all, and so is the step one asked for. What is half-typed stays where it is.

const desk = () => document.querySelector(".desk");
const instantly = { block: "start", behavior: "instant" };

let state = desk()?.className;
let asked = false;

document.addEventListener("click", ({ target }) => {
  asked ||= Boolean(target.closest?.("a[data-swap][href*='step=']"));
});

document.addEventListener("swapped", () => {
  const now = desk()?.className;
  if (now !== state) document.querySelector("#person > :first-child").scrollIntoView(instantly);
  else if (asked) document.querySelector("#step")?.scrollIntoView(instantly);
  [state, asked] = [now, false];
});

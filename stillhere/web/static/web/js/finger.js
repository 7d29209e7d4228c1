// Nothing moves under a finger: between down and up its press would be lost, or meet another button.

const HELD = 2000; // ms until a finger counts as lifted though nobody saw it
let held = Promise.resolve();
let lift = () => {};

document.addEventListener("pointerdown", () => {
  held = new Promise((done) => {
    lift = done;
  });
  setTimeout(lift, HELD);
}, true);
for (const name of ["pointerup", "pointercancel"]) {
  document.addEventListener(name, () => setTimeout(lift), true);
}

export const lifted = () => held;

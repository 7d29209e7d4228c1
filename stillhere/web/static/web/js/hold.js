// Hold to confirm, by pointer and by key. Letting go, leaving or Escape calls it off.
// Who uses neither (a screen reader's press) presses twice within five seconds instead.

const HOLD = 1500; // ms
const TWICE = 5000; // ms

let holding = null; // { button, since }

function begin(button) {
  if (holding || button.disabled) return;
  holding = { button, since: performance.now() };
  requestAnimationFrame(grow);
}

function grow() {
  if (!holding) return;
  const { button, since } = holding;
  const share = (performance.now() - since) / Number(button.dataset.hold || HOLD);
  button.style.setProperty("--held", String(Math.min(1, share)));
  if (share < 1) requestAnimationFrame(grow);
  else finish();
}

function finish() {
  const { button } = holding;
  letGo();
  button.dispatchEvent(new CustomEvent("held", { bubbles: true }));
  button.form?.requestSubmit(button);
}

function letGo() {
  holding?.button.style.removeProperty("--held");
  holding = null;
}

const held = (event) => event.target.closest?.("[data-hold]");
const starts = (event) => event.key === "Enter" || event.key === " ";

document.addEventListener("pointerdown", (event) => {
  const button = held(event);
  if (button && event.button === 0) begin(button);
});
for (const kind of ["pointerup", "pointercancel"]) document.addEventListener(kind, letGo);
document.addEventListener("contextmenu", (event) => held(event) && event.preventDefault());
document.addEventListener("pointermove", ({ clientX, clientY }) => {
  const under = holding && document.elementFromPoint(clientX, clientY);
  if (under && !holding.button.contains(under)) letGo();
});
document.addEventListener("keydown", (event) => {
  const button = held(event);
  if (event.key === "Escape") letGo();
  if (!button || !starts(event)) return;
  event.preventDefault();
  if (!event.repeat) begin(button);
});
document.addEventListener("keyup", (event) => starts(event) && letGo());
window.addEventListener("blur", letGo);

// A short press must not send: only a hold does, or a screen reader's second press.
document.addEventListener("click", (event) => {
  const button = held(event);
  if (!button) return;
  event.preventDefault();
  if (event.detail !== 0) return;
  const again = Date.now() - Number(button.dataset.pressed || 0) < TWICE;
  button.dataset.pressed = again ? "" : String(Date.now());
  if (again) button.form?.requestSubmit(button);
});

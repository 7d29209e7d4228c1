// Leaving at once: the button, or Escape three times within two seconds.

const TIMES = 3;
const WITHIN = 2000;
let pressed = [];

export function leave(form) {
  document.documentElement.hidden = true;
  // The answer is not waited for: going is what matters, the line hears of it as it can.
  fetch(form.action, {
    method: "POST",
    body: new FormData(form),
    keepalive: true,
    redirect: "manual",
  }).catch(() => {});
  window.setTimeout(() => window.location.replace("/away/"), 150);
}

const form = document.querySelector("[data-exit]");
if (form) {
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    leave(form);
  });
  document.addEventListener("keydown", (event) => {
    if (event.key !== "Escape" || event.repeat) return;
    const now = Date.now();
    pressed = [...pressed.filter((time) => now - time < WITHIN), now];
    if (pressed.length >= TIMES) leave(form);
  });
}

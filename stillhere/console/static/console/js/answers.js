// An answer is kept once one goes on to something else: never in the middle of writing it.

const filled = (form) =>
  JSON.stringify([...new FormData(form)].filter(([name]) => name !== "csrfmiddlewaretoken"));
const before = new WeakMap();

document.addEventListener("focusin", ({ target }) => {
  const form = target.closest?.("form[data-save-on-change]");
  if (form && !before.has(form)) before.set(form, filled(form));
});

document.addEventListener("submit", ({ target: form }) => {
  if (before.has(form)) before.set(form, filled(form));
});

document.addEventListener("focusout", ({ target, relatedTarget }) => {
  const form = target.closest?.("form[data-save-on-change]");
  if (!form || form.contains(relatedTarget)) return;
  const changed = before.get(form) !== filled(form);
  before.delete(form);
  if (changed) form.requestSubmit();
});

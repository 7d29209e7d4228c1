// The talk stays at its end, Enter sends, and what one types while a message is on its way stays.

const NEAR_END = 60; // px

let atEnd = true;
const thread = () => document.querySelector("[data-keep-at-end]");

function toEnd() {
  const list = thread();
  if (list && atEnd) list.scrollTop = list.scrollHeight;
}

document.addEventListener(
  "scroll",
  ({ target }) => {
    if (target !== thread()) return;
    atEnd = target.scrollHeight - target.scrollTop - target.clientHeight < NEAR_END;
  },
  { capture: true, passive: true },
);
document.addEventListener("swapped", toEnd);
toEnd();

document.addEventListener("keydown", (event) => {
  const field = event.target.closest?.("[data-enter-sends]");
  if (!field || event.key !== "Enter" || event.shiftKey || event.isComposing) return;
  event.preventDefault();
  if (field.value.trim()) field.form.requestSubmit();
});

// The form's words have been read by now: the field is free for the next ones. If they could
// not be sent they come back, before whatever was typed meanwhile.
document.addEventListener("submit", ({ target: form }) => {
  const field = form.querySelector("[data-enter-sends]");
  if (!field || form.getAttribute("aria-busy") !== "true") return;
  const sent = field.value;
  field.value = "";
  atEnd = true;
  const done = new MutationObserver(() => {
    if (form.getAttribute("aria-busy") === "true") return;
    done.disconnect();
    if (form.querySelector("[data-no]")) field.value = [sent, field.value].filter(Boolean).join(" ");
  });
  done.observe(form, { attributes: true, attributeFilter: ["aria-busy"] });
});

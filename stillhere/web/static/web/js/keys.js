// One key for each frequent act: `data-key` on its button. Never while typing, never on repeat.

const WRITING = "input:not([type=radio], [type=checkbox], [type=button], [type=submit]), textarea, select";
const PRESSABLE = "button, a[href], summary, input, select, textarea, [tabindex]:not([tabindex='-1'])";

export function isFor(event) {
  if (event.repeat || event.isComposing || event.defaultPrevented) return false;
  if (event.ctrlKey || event.metaKey || event.altKey) return false;
  const at = event.target;
  if (at.closest?.(WRITING) || at.isContentEditable) return false;
  // On a focused button the space bar and Enter belong to that button.
  return !([" ", "Enter"].includes(event.key) && at.closest?.(PRESSABLE));
}

const isThere = (button) => !button.disabled && button.getClientRects().length > 0;

document.addEventListener("keydown", (event) => {
  if (!isFor(event) || document.querySelector("dialog[open]")) return;
  const wanted = [...document.querySelectorAll("[data-key]")].filter(
    (button) => button.dataset.key.toLowerCase() === event.key.toLowerCase() && isThere(button),
  );
  if (!wanted.length) return;
  event.preventDefault();
  const [button] = wanted;
  if (button.matches("[data-hold]")) button.focus();
  else button.click();
});

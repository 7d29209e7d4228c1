// Shows a colour on the card beside it while one chooses; nothing is in force before it is signed.

const WHOLE = /^#?([0-9a-f]{6})$/i;
const form = document.querySelector("[data-card-look]");

function show(pick) {
  const { colour, letters } = form.elements;
  const whole = WHOLE.exec(colour.value.trim());
  if (!whole) return;
  pick.value = `#${whole[1].toLowerCase()}`;
  const look = new URLSearchParams({ colour: pick.value, letters: letters.value });
  for (const side of document.querySelectorAll("[data-side]")) {
    side.src = `${side.dataset.side}?${look}`;
  }
}

if (form) {
  const pick = form.querySelector("[data-pick]");
  pick.hidden = false;
  pick.addEventListener("input", () => {
    form.elements.colour.value = pick.value;
  });
  form.addEventListener("change", () => show(pick));
}

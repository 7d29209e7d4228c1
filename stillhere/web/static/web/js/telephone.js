// In the bar: what the telephone's own window says of itself. Silent for long, it is not there.

const SILENT = 4000; // ms
const WINDOW = "telephone";
const shown = document.querySelector("[data-telephone-state]");
let heardAt = 0;

function show(state) {
  if (shown.dataset.telephoneState === state) return; // a reader says every change
  shown.dataset.telephoneState = state;
  shown.querySelector("[data-telephone-word]").textContent = shown.getAttribute(`data-words-${state}`);
}

// It is brought to the front. To load it anew would end a call.
function open(event) {
  if (shown.dataset.telephoneState === "shut") return;
  event.preventDefault();
  window.open("", WINDOW)?.focus();
}

if (shown) {
  new BroadcastChannel("stillhere-telephone").onmessage = ({ data }) => {
    heardAt = Date.now();
    show(data.state);
  };
  document.addEventListener("metronome", () => Date.now() - heardAt > SILENT && show("shut"));
  shown.addEventListener("click", open);
}

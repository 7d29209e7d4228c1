// Everything every operator's page does.

import "./hold.js";
import "./indicator.js";
import "./keys.js";
import "./lock.js";
import "./ring.js";
import "./ringer.js";
import "./swap.js";
import "./telephone.js";
import "./title.js";
import { connect } from "./live.js";
import { beginBeats, endBeats } from "./pulse.js";
import { play } from "./sound.js";
import { tabKey } from "./tab.js";

const shown = document.querySelector("[data-live]");

// A beat that was not taken: signed out, another console took the place, or given up as silent.
function refused({ detail }) {
  const why = detail.status === 401 ? "signed-out" : detail.said?.state;
  for (const notice of document.querySelectorAll("[data-beat-notice]")) {
    notice.hidden = notice.dataset.beatNotice !== why;
  }
  if (detail.said && !detail.said.key_ok) endBeats();
}

if (shown) {
  connect(shown.dataset.stream);
  if (shown.dataset.presence !== "away") beginBeats(shown.dataset.beat);
  document.addEventListener("beat", refused);
}

// Until this has run nobody comes on shift: a console without its key could not beat.
function ready() {
  for (const field of document.querySelectorAll("[data-console-key]")) field.value = tabKey();
  for (const button of document.querySelectorAll("[data-once-ready]")) button.disabled = false;
}

document.addEventListener("swapped", ready);
document.addEventListener("click", ({ target }) => target.closest("[data-hear]") && play("alarm"));
ready();

// Whoever is about to leave sees at once when somebody on call has said yes.

import { refetch } from "../../web/js/swap.js";

const EVERY = 3000; // ms

async function look() {
  await refetch(location.href).catch(() => false); // that the line is cut is said by the frame
  window.setTimeout(look, EVERY);
}

window.setTimeout(look, EVERY);

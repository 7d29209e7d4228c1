// What a page that is hidden or cut off cannot tell by its own timers.
import { ourScript } from "../../web/js/trusted.js";

export function keepAwake(worker, { beat, gone, back }) {
  // The browser knows before we do that there is no way out; whether there is one again we try.
  window.addEventListener("offline", gone);
  window.addEventListener("online", back);
  // A hidden page's own timers stand almost still, a worker's do not: so an agreed sound still comes.
  const cannot = () => (document.querySelector("[data-no-worker]").hidden = false);
  try {
    const awake = new Worker(ourScript(worker));
    awake.onmessage = beat;
    awake.onerror = cannot; // a file that does not load is told here, and never thrown
  } catch {
    cannot();
  }
}

// Forms and links marked `data-swap` change parts of the page instead of the page.
// A part is a child of <main> with an id. Nothing typed is ever lost: a form that could not be
// sent stays as it is, with a sentence that says what happened and what to do.

import { complain } from "./complain.js";
import { morph } from "./morph.js";
import { ask, Refused, words } from "./part.js";

let turn = 0; // how often the page has changed in place

// Parts that are on both sides. False: the answer is another page altogether.
export function put(page) {
  if (document.querySelector("[data-lock]")) return true; // locked: what is newer comes afterwards
  const parts = page.querySelectorAll("main > [id], body > [id]");
  let found = false;
  for (const part of parts) {
    const here = document.getElementById(part.id);
    if (!here) continue;
    found = true;
    morph(here, part);
  }
  if (found) turn += 1;
  if (found) document.dispatchEvent(new CustomEvent("swapped"));
  return found;
}

// `isWanted` is asked once the answer is here: the page may have gone on meanwhile. Nobody pressed.
export async function refetch(url, { isWanted = () => true, headers = {} } = {}) {
  const { page } = await ask(url, { headers: { ...headers, "X-Unasked": "1" } });
  return isWanted() && put(page);
}

async function send(form, button) {
  const body = new FormData(form, button);
  const written = () => JSON.stringify([...new FormData(form)].filter(([name]) => !isOurs(form, name)));
  const [sent, from, began] = [written(), location.href, turn];
  const { page, url } = await ask(form.action, { method: "POST", body });
  if (written() === sent) form.reset(); // what was typed meanwhile stays
  if (turn === began || !isHere(url) || !overtaken(url, from)) show(page, url);
}

// What the page put there itself changes with every newer page, and nobody has typed it.
const isOurs = (form, name) => form.elements[name]?.type === "hidden";
const isHere = (url) => url.pathname === location.pathname;

// Something newer is on the page: whoever follows it brings what is true now.
function overtaken(url, from) {
  if (location.href === from) history.replaceState(null, "", url);
  return !document.dispatchEvent(new CustomEvent("overtaken", { cancelable: true }));
}

function show(page, url) {
  if (!isHere(url) || !put(page)) location.assign(url);
  else if (url.href !== location.href) history.replaceState(null, "", url);
}

const sentence = (error) => (error instanceof Refused ? error.message : words().notSent);

document.addEventListener("submit", async (event) => {
  const form = event.target.closest("form[data-swap]");
  if (!form || event.defaultPrevented) return;
  event.preventDefault();
  if (form.getAttribute("aria-busy") === "true") return;
  form.setAttribute("aria-busy", "true");
  form.querySelector("[data-no]")?.remove();
  const button = event.submitter;
  try {
    await send(form, button);
    if (button?.matches(":focus:not(:focus-visible)")) button.blur(); // the keys are free again
  } catch (error) {
    complain(form, sentence(error));
  }
  form.removeAttribute("aria-busy");
});

document.addEventListener("click", async (event) => {
  const link = event.target.closest("a[data-swap]");
  const plain = !(event.metaKey || event.ctrlKey || event.shiftKey || event.button);
  if (!link || !plain) return;
  event.preventDefault();
  const found = await ask(link.href).catch(() => null);
  if (found) show(found.page, found.url);
  else location.assign(link.href);
});

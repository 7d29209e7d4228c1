// The practice phones, kept true: what arrived, what rings. Typing is never disturbed.

const main = document.querySelector("[data-phones]");
const UNASKED = { Accept: "application/json", "X-Unasked": "1" }; // it keeps no screen open

async function news() {
  try {
    const answer = await fetch(main.dataset.news, { headers: UNASKED });
    if (answer.ok) all(await answer.json());
  } catch {
    // The next look says it; a practice phone may wait.
  }
  window.setTimeout(news, 1500);
}

function all({ phones, chat }) {
  phones.forEach(show);
  const card = document.querySelector("[data-chat-phone]");
  if (!chat || !card) return;
  states(card, chat);
  card.querySelector("[name=ask]").value = chat.ask;
  thread(card, chat.said);
}

function states(card, seen) {
  for (const part of card.querySelectorAll("[data-state]")) part.hidden = !seen[part.dataset.state];
}

function show(seen) {
  const phone = document.querySelector(`[data-phone="${seen.id}"]`);
  if (!phone) return;
  states(phone, seen);
  thread(phone, seen.carried);
}

function thread(card, carried) {
  const list = card.querySelector("[data-thread]");
  if (list.childElementCount === carried.length && !carried.length) return;
  const before = list.textContent;
  list.replaceChildren(...carried.map(row));
  if (before !== list.textContent) list.scrollTop = list.scrollHeight;
}

function row(carried) {
  const said = document.querySelector("template[data-carried]").content.firstElementChild.cloneNode(true);
  said.classList.toggle("said--ours", carried.inbound);
  said.classList.toggle("said--notice", carried.kind === "ring");
  said.querySelector(".said__words").textContent = (carried.kind === "ring" ? "☎ " : "") + carried.body;
  return said;
}

async function send(event) {
  event.preventDefault();
  const form = event.currentTarget;
  const answer = await fetch(form.action, { method: "POST", body: new FormData(form), headers: { "X-Swap": "1" } });
  if (!answer.ok) return;
  form.querySelector("[name=words]").value = "";
  form.querySelector("[name=key]").value = crypto.getRandomValues(new Uint32Array(3)).join("-");
}

for (const form of document.querySelectorAll("[data-text]")) form.addEventListener("submit", send);
news();

// What was said, added as it comes; times in the time of whoever reads.

export function addSaid(said) {
  const thread = document.querySelector("[data-thread]");
  if (thread.querySelector(`[data-message="${CSS.escape(said.id)}"]`)) return;
  const row = document.querySelector("template[data-said]").content.firstElementChild.cloneNode(true);
  row.dataset.message = said.id;
  row.classList.toggle("said--ours", said.inbound);
  row.classList.toggle("said--notice", said.by_machine);
  row.querySelector(".said__words").textContent = said.words;
  row.querySelector("[data-by]").textContent = said.by;
  row.querySelector("time").dateTime = said.at;
  thread.append(row);
  sayWhen();
  row.scrollIntoView({ block: "nearest" });
}

export function sayWhen() {
  for (const time of document.querySelectorAll("time:empty")) {
    const at = new Date(time.dateTime);
    if (!Number.isNaN(at.valueOf())) time.textContent = at.toLocaleTimeString([], { timeStyle: "short" });
  }
}

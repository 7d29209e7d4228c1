// Facts as a list: one item each, made from the template the list begins with, in their order.

export function fill(item, name, text) {
  const place = item.querySelector(`[data-${name}]`);
  if (place.textContent !== String(text)) place.textContent = text;
}

export function show(item, name, wanted) {
  item.querySelector(`[data-${name}]`).hidden = !wanted;
}

export function listed(name, facts, write) {
  const list = document.querySelector(`[data-list="${name}"]`);
  const pattern = list.querySelector("template").content.firstElementChild;
  const there = [...list.children].slice(1); // after the template
  facts.forEach((each, place) => {
    const item = there[place] ?? list.appendChild(pattern.cloneNode(true));
    write(item, each);
  });
  for (const item of there.slice(facts.length)) item.remove();
  const none = document.querySelector(`[data-none="${name}"]`);
  if (none) none.hidden = facts.length > 0;
}

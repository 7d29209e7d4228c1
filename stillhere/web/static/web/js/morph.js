// Makes what is there like what should be there, touching only what differs, so that focus,
// half-typed words and open folds stay where they are.

const alike = (a, b) =>
  a.nodeType === b.nodeType && a.nodeName === b.nodeName && (a.id || "") === (b.id || "");

// What a person or a script is in the middle of stays: an open fold, a form on its way.
const isTheirs = (element, name) =>
  name === "aria-busy" || (name === "open" && element.matches("details[data-keep-open]"));

function attributes(from, to) {
  for (const { name, value } of to.attributes) {
    if (from.getAttribute(name) !== value && !isTheirs(from, name)) from.setAttribute(name, value);
  }
  for (const { name } of [...from.attributes]) {
    if (!to.hasAttribute(name) && !isTheirs(from, name)) from.removeAttribute(name);
  }
}

export function morph(from, to) {
  if (from.nodeType === Node.TEXT_NODE) {
    if (from.data !== to.data) from.data = to.data;
    return;
  }
  if (from.nodeType !== Node.ELEMENT_NODE || from.isEqualNode(to)) return;
  if (to.dataset.stays !== undefined) return; // it is on the screen as it should be: not sent again
  attributes(from, to);
  const wanted = [...to.childNodes];
  let here = from.firstChild;
  for (const node of wanted) {
    const match = find(here, node);
    if (!match) {
      from.insertBefore(document.importNode(node, true), here);
      continue;
    }
    while (here !== match) here = drop(here);
    morph(match, node);
    here = match.nextSibling;
  }
  while (here) here = drop(here);
}

// What this was until now: the next one, or further on one that is surely the same.
function find(here, node) {
  for (let each = here; each; each = each.nextSibling) {
    if (!alike(each, node) || !sameForm(each, node)) continue;
    const sure = node.id || node.nodeName === "FORM" || each.contains(document.activeElement);
    if (each === here || sure) return each;
  }
  return null;
}

const sameForm = (a, b) =>
  a.nodeName !== "FORM" || a.getAttribute("action") === b.getAttribute("action");

function drop(node) {
  const next = node.nextSibling;
  if (node.dataset?.no === undefined) node.remove(); // a complaint stays until the next try
  return next;
}

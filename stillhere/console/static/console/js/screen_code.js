// A link's code stands after its #, which no server and no other site ever sees. It is taken out
// of the address at once, and brought to ours by the form that a hand could fill in as well.

const form = document.querySelector("[data-screen-open]");
const code = decodeURIComponent(location.hash.slice(1));

if (code) {
  history.replaceState(null, "", location.pathname);
  form.elements.code.value = code;
  form.requestSubmit();
}

// Why a form could not be sent, beside it and said aloud; gone with the next try.

export function complain(form, sentence) {
  let place = form.querySelector("[data-no]");
  if (!place) {
    place = document.createElement("p");
    place.className = "field__mistake";
    place.dataset.no = "";
    place.setAttribute("role", "alert");
    form.append(place);
  }
  place.textContent = sentence;
}

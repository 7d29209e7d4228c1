// Only at a press is the phone asked where it is; the form then goes as it would without a script.

const PATIENCE = 20000; // ms
const form = document.querySelector("[data-here]");
const button = form.querySelector("[data-locate]");

function send({ coords }) {
  form.elements.latitude.value = coords.latitude;
  form.elements.longitude.value = coords.longitude;
  form.elements.metres.value = coords.accuracy;
  form.submit();
}

function failed() {
  button.disabled = false;
  form.querySelector("[data-not-found]").hidden = false;
}

if ("geolocation" in navigator) {
  button.hidden = false;
  button.addEventListener("click", () => {
    button.disabled = true;
    const how = { enableHighAccuracy: true, timeout: PATIENCE, maximumAge: 0 };
    navigator.geolocation.getCurrentPosition(send, failed, how);
  });
}

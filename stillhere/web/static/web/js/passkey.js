// Signing in with a key or with this device. The conversions are allauth's webauthn-json.

const options = (form) =>
  JSON.parse(form.querySelector("#passkey_options").textContent);

async function prove(form) {
  const wanted = options(form);
  return form.dataset.passkey === "create"
    ? window.webauthnJSON.create(wanted.creation_options)
    : window.webauthnJSON.get(wanted.request_options);
}

for (const form of document.querySelectorAll("form[data-passkey]")) {
  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    const failed = form.querySelector("[data-passkey-failed]");
    failed.hidden = true;
    try {
      form.elements.credential.value = JSON.stringify(await prove(form));
      form.submit();
    } catch {
      failed.hidden = false;
    }
  });
}

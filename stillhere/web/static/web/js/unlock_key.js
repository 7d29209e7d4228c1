// Unlocking by a key or by this device, where somebody has set one up.

import { complain } from "./complain.js";

export const AS_PART = { "X-Swap": "1", Accept: "application/json" };
const PATIENCE = 10000; // ms

export async function proveByKey(button) {
  const { form } = button;
  const { credential, password } = form.elements;
  const body = new FormData(form);
  const signal = AbortSignal.timeout(PATIENCE);
  try {
    const answer = await fetch(button.dataset.unlockKey, { method: "POST", body, headers: AS_PART, signal });
    const proof = await window.webauthnJSON.get(await answer.json());
    credential.value = JSON.stringify(proof);
    [credential.disabled, password.disabled] = [false, true];
    form.requestSubmit();
  } catch {
    complain(form, button.dataset.failed);
  }
  [credential.disabled, password.disabled] = [true, false];
}

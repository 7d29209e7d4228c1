// One page stands where the last one stood, so that after leaving the back button finds neither.

const PATIENCE = 20000; // ms: a slow line is not cut off to begin anew

async function instead(event) {
  const { currentTarget: form, submitter } = event;
  event.preventDefault();
  const body = new FormData(form);
  if (submitter?.name) body.append(submitter.name, submitter.value);
  try {
    const answer = await fetch(form.action, { method: "POST", body, signal: AbortSignal.timeout?.(PATIENCE) });
    if (answer.ok && answer.redirected) return window.location.replace(answer.url);
  } catch {
    // Then as it goes without a script: pressing twice begins one chat.
  }
  form.removeEventListener("submit", instead);
  form.requestSubmit(submitter);
}

for (const link of document.querySelectorAll("a[data-instead]")) {
  link.addEventListener("click", (event) => {
    event.preventDefault();
    window.location.replace(link.href);
  });
}
for (const form of document.querySelectorAll("form:not([data-exit], [data-send])")) form.addEventListener("submit", instead);

// Which microphone and which loudspeaker, kept true when something is plugged in; and trying them.

const KINDS = { microphone: "audioinput", speaker: "audiooutput" };

export async function list(room) {
  const there = await navigator.mediaDevices.enumerateDevices();
  for (const [name, kind] of Object.entries(KINDS)) {
    const select = room.querySelector(`[data-choose="${name}"]`);
    const chosen = select.value;
    const usual = select.querySelector('option[value=""]');
    const others = there.filter((each) => each.kind === kind && each.deviceId && each.deviceId !== "default");
    select.replaceChildren(usual, ...others.map((each) => new Option(each.label || each.deviceId, each.deviceId)));
    select.value = others.some(({ deviceId }) => deviceId === chosen) ? chosen : "";
  }
}

export function onChoice(room, choose) {
  for (const name of Object.keys(KINDS)) {
    const select = room.querySelector(`[data-choose="${name}"]`);
    select.addEventListener("change", () => choose[name](select.value));
  }
  navigator.mediaDevices?.addEventListener("devicechange", () => list(room));
}

export function onTry(button, tryOut) {
  button.addEventListener("click", async () => {
    button.disabled = true;
    await tryOut().catch(() => {});
    button.disabled = false;
  });
}

// What a locked screen goes on saying: that there is an alarm, that somebody rings; never whose.

import { board } from "./live.js";
import { wanted } from "./ringer.js";

const rows = () => [...board.rows.values()];

export function tell() {
  const you = board.facts.you;
  const rings = Boolean(you) && rows().some((row) => wanted(row, you) === "ring");
  const says = { alarm: board.facts.alarms > 0, ring: rings };
  for (const notice of document.querySelectorAll("[data-lock-says]")) {
    const hidden = !says[notice.dataset.lockSays];
    if (notice.hidden !== hidden) notice.hidden = hidden;
  }
}

export const hasSomebody = () => rows().some((row) => row.holder && row.holder.id === board.facts.you?.id);

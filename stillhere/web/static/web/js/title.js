// An alarm in the page's title and icon, for whoever looks at another tab.

import { board } from "./live.js";

const calm = document.title;
const icon = document.querySelector("[data-icon]");
const calmIcon = icon?.getAttribute("href");

function show() {
  const words = document.querySelector("[data-title-alarm]");
  const alarms = board.facts.alarms ?? 0;
  const lost = board.state === "lost";
  const said = lost ? words?.dataset.titleLost : words?.dataset.titleAlarm;
  const title = alarms || lost ? `▲ ${said} · ${calm}` : calm;
  if (document.title !== title) document.title = title;
  const wanted = alarms || lost ? icon?.dataset.alarm : calmIcon;
  if (icon && icon.getAttribute("href") !== wanted) icon.setAttribute("href", wanted);
}

document.addEventListener("rows", show);
document.addEventListener("snapshot", show);
document.addEventListener("live", show);

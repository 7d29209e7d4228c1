// Asks our server for a page that takes the place of this one's parts, or hears why there is none.

import { lifted } from "./finger.js";
import { parse } from "./trusted.js";

const PATIENCE = 10000; // ms
const AS_PART = { "X-Swap": "1", Accept: "text/html, application/json" };
export const words = () => document.querySelector("[data-swap-words]").dataset;

export class Refused extends Error {}

export async function ask(url, options = {}) {
  const signal = AbortSignal.timeout(PATIENCE);
  const headers = { ...AS_PART, ...options.headers };
  const answer = await fetch(url, { ...options, headers, signal, cache: "no-store" });
  const isPage = answer.headers.get("Content-Type")?.startsWith("text/html");
  if (answer.ok && isPage) {
    const page = parse(await answer.text());
    await lifted();
    return { page, url: new URL(answer.url) };
  }
  const said = isPage ? {} : await answer.json().catch(() => ({}));
  if (said.locked) document.dispatchEvent(new CustomEvent("locked", { detail: said }));
  throw new Refused(said.no ?? words().broken);
}

// The only door for text that becomes markup or a script's address; see the page's headers.

const plain = { createHTML: (html) => html, createScriptURL: (url) => url };
const ours = window.trustedTypes
  ? window.trustedTypes.createPolicy("stillhere", {
      createHTML: (html) => html,
      createScriptURL: (url) => {
        const there = new URL(url, location.href);
        if (there.origin !== location.origin) throw new TypeError("Not one of our scripts.");
        return there.href;
      },
    })
  : plain;

// Only what our own server has just answered. Scripts in it never run: it is parsed apart.
export const parse = (html) => new DOMParser().parseFromString(ours.createHTML(html), "text/html");
export const ourScript = (url) => ours.createScriptURL(url);

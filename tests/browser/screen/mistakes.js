// What a page does wrong that axe does not look for: width, size of targets, unseen focus.
() => {
  const shown = (one) => one.checkVisibility({ visibilityProperty: true });
  const said = (one) => (one.textContent.trim() || one.name || one.id).slice(0, 40);
  const every = (what) => [...document.querySelectorAll(what)].filter(shown);
  const apart = "input:not([type=hidden], [type=checkbox], [type=radio], [type=range])";
  const wrong = [];
  if (document.documentElement.scrollWidth > innerWidth) wrong.push("scrolls sideways");
  const bar = document.querySelector(".bar");
  if (bar && innerWidth === 360 && bar.offsetHeight > 100) wrong.push("a bar of more than two rows");
  for (const one of every(`button, summary, .choice, select, a.button, textarea, ${apart}`))
    if (one.getBoundingClientRect().height < 43.9) wrong.push(`small: ${said(one)}`);
  for (const one of every("a[href], button, summary, select, input:not([type=hidden]), textarea")) {
    one.focus({ preventScroll: true });
    if (document.activeElement !== one) continue;
    const around = [getComputedStyle(one), getComputedStyle(one, "::after")];
    if (one.closest("label")) around.push(getComputedStyle(one.closest("label")));
    const seen = ({ outlineStyle, outlineWidth }) => outlineStyle !== "none" && parseFloat(outlineWidth) >= 2;
    if (!around.some(seen)) wrong.push(`focus unseen: ${said(one)}`);
  }
  document.activeElement.blur();
  return wrong;
}

/* Names for fields that Wagtail leaves without one: a text editor and a block's first field are called by
   the heading above them, a hidden chooser of files by the button in front of it. For screen readers. */
(() => {
  "use strict";

  const FIELDS =
    '[role="textbox"], input:not([type="hidden"], [type="submit"], [type="button"]), select, textarea';

  let lastNumber = 0;

  /** Return the text above or before a field. */
  function headingOf(field) {
    const chooser = field.closest(".replace-file-input");
    if (chooser) return chooser.querySelector("button");
    // A label is for the hidden field that a text editor fills in.
    const hidden = field.closest(".w-field__input")?.querySelector("input[data-draftail-input]");
    const label = hidden && document.querySelector(`label[for="${hidden.id}"]`);
    return label || field.closest(".w-panel:has(.w-panel__heading)")?.querySelector(".w-panel__heading");
  }

  function name(field) {
    if (field.labels?.length || field.ariaLabel || field.title || field.hasAttribute("aria-labelledby")) return;
    const heading = headingOf(field);
    if (!heading) return;
    heading.id ||= `heading-of-a-field-${(lastNumber += 1)}`;
    field.setAttribute("aria-labelledby", heading.id);
  }

  function nameAll() {
    isWaiting = false;
    document.querySelectorAll(FIELDS).forEach(name);
    // It scrolls, so it can be reached by keys.
    document.querySelectorAll(".w-minimap__list:not([tabindex])").forEach((list) => (list.tabIndex = 0));
  }

  // Blocks and editors come one by one, long after the page.
  let isWaiting = false;
  new MutationObserver(() => {
    if (!isWaiting) requestAnimationFrame(nameAll);
    isWaiting = true;
  }).observe(document.documentElement, { childList: true, subtree: true });
})();

/* The small window about a link in rich text: its two buttons are written in English into Wagtail's
   script, and work on the link with the caret, which stands before a link whose sign is clicked. The words
   for them stand at this script's element. */
(() => {
  "use strict";

  const { edit, remove } = document.currentScript.dataset;

  /** Put a caret before the link into it, so that the buttons find it. Where it or a selection is stays. */
  function enter(link) {
    const selection = getSelection();
    const { isCollapsed, anchorNode, anchorOffset } = selection;
    const words = link.querySelector("[data-text]")?.firstChild;
    const isBefore = !link.contains(anchorNode) || (anchorNode === words && anchorOffset === 0);
    if (words && isCollapsed && isBefore) selection.collapse(words, 1);
  }

  function translate() {
    document.querySelectorAll(".Tooltip .Tooltip__button").forEach((button) => {
      button.textContent = button.matches(".no") ? remove : edit;
    });
  }

  // The window is opened by the same event, further in.
  document.addEventListener("mouseup", (event) => {
    const link = event.target.closest("[data-draftail-trigger]");
    if (!link) return;
    setTimeout(() => {
      enter(link);
      translate();
    });
  });
})();

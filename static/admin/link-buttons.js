/* The small window about a link in rich text: its two buttons are written in English into Wagtail's
   script, and work on the paragraph with the caret, which Chromium does not put into a link that is
   clicked. The words for them stand at this script's element. */
(() => {
  "use strict";

  const { edit, remove } = document.currentScript.dataset;

  /** Put the caret into the link, so that the buttons find it. */
  function enter(link) {
    const words = link.querySelector("[data-text]")?.firstChild;
    if (words) getSelection().collapse(words, 1);
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

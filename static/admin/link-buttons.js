/* The two buttons of the small window about a link in rich text are written in English into Wagtail's
   script, whatever language the person works in. The words for them stand at this script's element. */
(() => {
  "use strict";

  const WORDS = [
    [".Tooltip__button:not(.no)", document.currentScript.dataset.edit],
    [".Tooltip__button.no", document.currentScript.dataset.remove],
  ];

  function translate() {
    for (const [selector, words] of WORDS) {
      document.querySelectorAll(`.Tooltip__link ~ ${selector}, .Tooltip ${selector}`).forEach((button) => {
        button.textContent = words;
      });
    }
  }

  // The window is opened by the same event, further in.
  document.addEventListener("mouseup", (event) => {
    if (event.target.closest("[data-draftail-trigger]")) setTimeout(translate);
  });
})();

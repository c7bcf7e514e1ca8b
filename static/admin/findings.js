/* Keeps the findings in the checks panel in step with the saved draft, and leads to their fields. */
(() => {
  "use strict";

  const list = () => document.querySelector("[data-content-findings]");

  /** Ask again what the saved draft has; a failed answer leaves the list as it is. */
  async function refresh() {
    const target = list();
    if (!target) return;
    const answer = await fetch(target.dataset.contentFindings, {
      headers: { "X-Requested-With": "XMLHttpRequest" },
    });
    if (answer.ok) target.innerHTML = await answer.text();
  }

  /** Return the part of the form at `path`, names of fields and ids of blocks with dots between. */
  function formPart(path) {
    const selector = path
      .split(".")
      .map((name) => `[data-contentpath="${CSS.escape(name)}"]`);
    for (let length = selector.length; length > 0; length -= 1) {
      const found = document.querySelector(selector.slice(0, length).join(" "));
      if (found) return found;
    }
    return null;
  }

  function lead(event) {
    const link = event.target.closest("[data-finding-path]");
    const part = link && formPart(link.dataset.findingPath);
    if (!part) return;
    event.preventDefault();
    const tab = part.closest('[role="tabpanel"]');
    if (tab && tab.hidden) document.querySelector(`[aria-controls="${tab.id}"]`)?.click();
    part.scrollIntoView({ block: "center" });
    part
      .querySelector('input:not([type="hidden"]), textarea, [contenteditable="true"], select')
      ?.focus({ preventScroll: true });
  }

  document.addEventListener("w-autosave:success", refresh);
  document.addEventListener("click", lead);
})();

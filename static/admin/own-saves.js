/* The forms of pages and snippets save themselves while somebody writes. What a form has saved so is
   its person's own work: a button pressed later must not be refused as if somebody else had saved it. */
(() => {
  "use strict";

  const BUTTONS = "[data-edit-form] button:is([type=submit], [data-workflow-action-name])";
  // Milliseconds; who waits longer may be shown two versions, which loses nothing.
  const PATIENCE = 15000;
  let isSaving = false;
  let isLeaving = false;
  let waiting = null;

  /** Give the form a hidden field, in the place of one with the same name. */
  function set(form, name, value) {
    form.querySelectorAll(`input[name="${name}"]`).forEach((old) => old.remove());
    const field = Object.assign(document.createElement("input"), { type: "hidden", name, value });
    form.append(field);
  }

  function begin(event) {
    // What a button sends is newer than what the form would save by itself.
    if (isLeaving) event.preventDefault();
    else isSaving = true;
  }

  function noteVersion(event) {
    const { revision_id: id, revision_created_at: time } = event.detail.data;
    if (!id || !time) return;
    set(event.target, "loaded_revision_id", id);
    set(event.target, "loaded_revision_created_at", time);
  }

  function release() {
    const button = waiting;
    waiting = null;
    button?.click();
  }

  function end() {
    isSaving = false;
    // Text typed meanwhile may begin another save: then the button waits for that one too.
    setTimeout(release);
  }

  /** Let a button wait for the save that goes on: the form learns of the new version by its answer. */
  function hold(event) {
    const button = event.target.closest(BUTTONS);
    if (!button || !isSaving) return;
    event.preventDefault();
    event.stopImmediatePropagation();
    waiting = button;
    setTimeout(() => {
      if (waiting !== button) return;
      isSaving = false;
      release();
    }, PATIENCE);
  }

  document.addEventListener("w-autosave:save", begin);
  document.addEventListener("w-autosave:success", noteVersion);
  document.addEventListener("w-autosave:success", end);
  document.addEventListener("w-autosave:error", end);
  document.addEventListener("click", hold, { capture: true });
  document.addEventListener("submit", (event) => {
    isLeaving = event.target.matches("[data-edit-form]") && !event.defaultPrevented;
  });
  // Back may bring the page as it was left.
  addEventListener("pageshow", () => {
    isLeaving = false;
  });
})();

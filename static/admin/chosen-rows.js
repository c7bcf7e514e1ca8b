/* Where many are chosen at once, what was marked stays marked when the window shows another page of its list, or
   what a search finds: Wagtail's own list forgets it. All that is marked stands below the list, by name. */
(() => {
  "use strict";

  const BOX = "[data-multiple-choice-select]";
  const CHOSEN = "[data-chosen]";

  const boxes = (form, value) => form.querySelectorAll(`#search-results ${BOX}[value="${CSS.escape(value)}"]`);

  /** Return the list of what is marked, made at the first mark. */
  function listOf(form) {
    const known = form.querySelector(CHOSEN);
    if (known) return known;
    const list = document.createElement("fieldset");
    list.dataset.chosen = "";
    list.className = "chosen-rows";
    list.append(Object.assign(document.createElement("legend"), { textContent: textOf() }));
    form.querySelector("[data-multiple-choice-submit]").before(list);
    // Wagtail puts another list in the place of this one and tells nobody.
    new MutationObserver(() => markAgain(form)).observe(form.querySelector("#search-results"), { childList: true });
    return list;
  }

  const textOf = () => document.querySelector("[data-text-chosen]")?.dataset.textChosen ?? "";

  function keep(form, box) {
    const name = box.closest("tr")?.cells[1]?.textContent.trim() || box.title;
    const kept = Object.assign(document.createElement("input"), { type: "checkbox", name: box.name, value: box.value, checked: true });
    // By this Wagtail counts it.
    kept.dataset.multipleChoiceSelect = "";
    const label = document.createElement("label");
    label.append(kept, ` ${name}`);
    listOf(form).append(label);
  }

  function sumUp(form) {
    form.querySelector(CHOSEN).hidden = !form.querySelector(`${CHOSEN} input`);
    form.querySelector("[data-multiple-choice-submit]").disabled = !form.querySelector(`${BOX}:checked`);
  }

  function markAgain(form) {
    form.querySelectorAll(`${CHOSEN} input`).forEach(({ value }) => boxes(form, value).forEach((box) => (box.checked = true)));
    sumUp(form);
  }

  document.addEventListener("change", ({ target }) => {
    const form = target.matches(BOX) ? target.closest("[data-multiple-choice-form]") : null;
    if (!form?.querySelector("#search-results")) return;
    const kept = listOf(form).querySelector(`input[value="${CSS.escape(target.value)}"]`);
    if (target.checked && !kept) keep(form, target);
    if (!target.checked) {
      boxes(form, target.value).forEach((box) => (box.checked = false));
      kept?.closest("label").remove();
    }
    sumUp(form);
  });
})();

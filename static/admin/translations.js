// Copies a Serbian text into the English field beside it, and finds the field that an address names.
(function () {
  "use strict";

  // Without a secure connection a browser has no randomUUID; then the server makes the key on saving.
  function withKeyOfItsOwn(block) {
    return { ...block, id: window.crypto.randomUUID ? window.crypto.randomUUID() : null };
  }

  // How a text is read and written in each kind of field. The Serbian one may stand in its own
  // field, or in the button where the person may not edit Serbian.
  const kinds = {
    plain: {
      read: (id) => document.getElementById(id).value,
      parse: (value) => value,
      isEmpty: (id) => !document.getElementById(id).value.trim(),
      write(id, value) {
        const input = document.getElementById(id);
        input.value = value;
        input.dispatchEvent(new Event("input", { bubbles: true }));
        input.dispatchEvent(new Event("change", { bubbles: true }));
        input.focus();
      },
    },
    rich: {
      read: (id) => document.getElementById(id).draftailEditor.getEditorState(),
      parse: (value) => window.Draftail.createEditorStateFromRaw(JSON.parse(value)),
      isEmpty: (id) => !document.getElementById(id).draftailEditor.getEditorState().getCurrentContent().hasText(),
      write: (id, value) => document.getElementById(id).draftailEditor.onChange(value),
    },
    stream: {
      read: (id) => document.getElementById(`${id}-root`).rootBlock.getState(),
      parse: (value) => JSON.parse(value),
      isEmpty: (id) => document.getElementById(`${id}-root`).rootBlock.getValue().length === 0,
      write: (id, value) => document.getElementById(`${id}-root`).rootBlock.setState(value.map(withKeyOfItsOwn)),
    },
  };

  function copy(button) {
    const { translationCopy, source, target, value, question } = button.dataset;
    const kind = kinds[translationCopy];
    if (!kind.isEmpty(target) && !window.confirm(question)) return;
    kind.write(target, source ? kind.read(source) : kind.parse(value));
  }

  document.addEventListener("click", (event) => {
    const button = event.target.closest("[data-translation-copy]");
    if (button) copy(button);
  });

  // Wagtail opens the tab that holds the place; what is left is to go there.
  window.addEventListener("load", () => {
    const place = window.location.hash && document.getElementById(window.location.hash.slice(1));
    if (!place || !place.dataset.translationPlace) return;
    const side = place.closest(".language-pair__side, .w-panel") || place.parentElement;
    const editor = side.querySelector("[contenteditable='true'], input:not([type='hidden']), textarea");
    window.setTimeout(() => {
      side.scrollIntoView({ block: side.offsetHeight < window.innerHeight ? "center" : "start" });
      if (editor) editor.focus({ preventScroll: true });
    }, 400);
  });
})();

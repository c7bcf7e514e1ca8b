/* Asks the browser for a passkey and sends what it answers. Without a script a code does the same. */
(() => {
  "use strict";
  if (!window.PublicKeyCredential || !window.webauthnJSON) return;
  for (const form of document.querySelectorAll("form[data-passkey]")) {
    const failed = form.querySelector("[role=alert]");
    form.hidden = false;
    form.addEventListener("submit", async (event) => {
      event.preventDefault();
      failed.hidden = true;
      try {
        const question = JSON.parse(form.dataset.question);
        const answer = await window.webauthnJSON[form.dataset.passkey](question);
        form.elements.credential.value = JSON.stringify(answer);
        HTMLFormElement.prototype.submit.call(form);
      } catch {
        failed.hidden = false;
      }
    });
  }
})();

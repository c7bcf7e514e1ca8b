/* The page of jobs shows by itself how far they are: asked for less and less often, and not at all while
   nobody looks. It ends after a quarter of an hour, or the page would keep a session open for ever. */
(() => {
  "use strict";

  // Milliseconds.
  const FIRST_PAUSE = 1000;
  const LONGEST_PAUSE = 10000;
  const END = Date.now() + 15 * 60 * 1000;
  const list = document.querySelector("[data-jobs]");
  const said = document.querySelector("[data-jobs-said]");
  let pause = FIRST_PAUSE;

  function isBusy() {
    return list.querySelector("[data-jobs-state]")?.dataset.jobsState === "busy";
  }

  function wait() {
    if (isBusy() && Date.now() < END) setTimeout(look, pause);
  }

  /** Put in the new list, unless somebody is about to press a button of the old one. */
  function show(html) {
    if (list.contains(document.activeElement)) return;
    list.innerHTML = html;
    if (!isBusy()) said.textContent = said.dataset.ended;
  }

  async function look() {
    if (!document.hidden) {
      pause = Math.min(pause * 1.3, LONGEST_PAUSE);
      try {
        const answer = await fetch(location.href, { headers: { "X-Requested-With": "XMLHttpRequest" } });
        if (answer.ok && !answer.redirected) show(await answer.text());
      } catch {
        // The next look may find the site again.
      }
    }
    wait();
  }

  if (list?.dataset.jobs === "busy") wait();
})();

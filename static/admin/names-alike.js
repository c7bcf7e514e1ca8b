/* While somebody types the name of an organisation, say which ones there are of nearly the same name. */
(() => {
  "use strict";

  // Milliseconds after the last letter.
  const PAUSE = 400;
  const FIELDS = "input[data-names-alike]";
  let timer = 0;
  let latest = 0;

  function placeBelow(field) {
    const id = `${field.id}-alike`;
    const known = document.getElementById(id);
    if (known) return known;
    const place = Object.assign(document.createElement("div"), { id, className: "names-alike" });
    place.setAttribute("role", "status");
    field.after(place);
    return place;
  }

  async function ask(field) {
    const number = ++latest;
    const address = new URL(field.dataset.namesAlike, location.href);
    address.searchParams.set("name", field.value);
    const answer = await fetch(address, { headers: { "X-Requested-With": "XMLHttpRequest" } });
    // Slow lines bring an older answer after a newer one; a login page is no answer.
    if (number === latest && answer.ok && !answer.redirected) placeBelow(field).innerHTML = await answer.text();
  }

  document.addEventListener("input", ({ target }) => {
    if (!target.matches(FIELDS)) return;
    clearTimeout(timer);
    timer = setTimeout(() => ask(target).catch(() => {}), PAUSE);
  });
})();

// Starts Wagtail's widgets from inert <template data-widget> elements, because the admin's policy
// allows no script inside a page. See astra_site/safety/admin_widgets.py.
(function () {
  "use strict";

  const SELECTOR = "template[data-widget]";

  /**
   * What a calendar does not understand stays as it was typed: by itself it would write "now" there.
   * It opens by its button alone and stands below the field, in the page: it covers nothing.
   */
  function besideTyping(target, label, options) {
    const input = document.getElementById(target);
    if (!input || !label) return { ...options, validateOnBlur: false };
    const place = Object.assign(document.createElement("div"), { id: `${target}-calendar`, className: "calendar" });
    const button = Object.assign(document.createElement("button"), {
      type: "button",
      className: "button button-small button-secondary",
      textContent: label,
    });
    button.addEventListener("click", () => window.jQuery(input).datetimepicker("toggle"));
    place.addEventListener("keydown", (event) => {
      if (event.key === "Escape") window.jQuery(input).datetimepicker("hide");
    });
    place.append(button);
    input.after(place);
    return {
      ...options,
      closeOnWithoutClick: false,
      openOnFocus: false,
      parentID: `#${CSS.escape(place.id)}`,
      validateOnBlur: false,
    };
  }

  function start(template) {
    const { widget, target, options, button } = template.dataset;
    let parsed = options && JSON.parse(options);
    if (/^init(Date|Time)/.test(widget)) parsed = besideTyping(target, button, parsed);
    const values = [target, parsed].filter((value) => value !== undefined);
    // Taken out first, so that a copy of the surrounding markup does not start it twice.
    template.remove();
    const starter = window[widget];
    // Wagtail's constructors begin with a capital letter, its functions do not.
    if (/^[A-Z]/.test(widget)) new starter(...values);
    else starter(...values);
  }

  function startWithin(node) {
    if (node.nodeType !== Node.ELEMENT_NODE || !node.isConnected) return;
    if (node.matches(SELECTOR)) start(node);
    else node.querySelectorAll(SELECTOR).forEach(start);
  }

  // Forms also arrive later: a new row of an inline panel, a chooser's window. The observer sees
  // those as well as what the parser adds.
  new MutationObserver((records) => {
    records.forEach((record) => record.addedNodes.forEach(startWithin));
  }).observe(document.documentElement, { childList: true, subtree: true });
})();

// Starts Wagtail's widgets from inert <template data-widget> elements, because the admin's policy
// allows no script inside a page. See astra_site/safety/admin_widgets.py.
(function () {
  "use strict";

  const SELECTOR = "template[data-widget]";

  /** What a calendar does not understand stays as it was typed: by itself it would write "now" there. */
  function withoutGuessing(widget, options) {
    return /^init(Date|Time)/.test(widget) ? { ...options, validateOnBlur: false } : options;
  }

  function start(template) {
    const { widget, target, options } = template.dataset;
    const parsed = options && withoutGuessing(widget, JSON.parse(options));
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

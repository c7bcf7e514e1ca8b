// The way out of the page. Why each line is as it is: docs/decisions/0004-exit.md
(function () {
  "use strict";

  // In the frame of the admin's preview there is nobody to hide from.
  if (window !== window.top) return;

  // Says nothing, for browsers write storage to the disk.
  var FLAG = "page";
  // Not empty: then the tab would show the address.
  var TITLE = "\u2026";
  var PRESSES = 3;
  var WITHIN = 5000;
  var FIELDS = "input, textarea, select, [contenteditable]";
  var root = document.documentElement;
  var presses = [];
  var shiftAlone = false;
  var timer;

  // A browser may forbid storage and channels: then the page is left all the same, but Back may show it.
  function attempt(act) {
    try { return act(); } catch (error) { return null; }
  }
  function remembered() {
    return attempt(function () { return sessionStorage.getItem(FLAG); });
  }
  // Pages that Firefox keeps whole for Back do not see the flag. A message on a channel that they have
  // open makes browsers throw them away, and Back loads them anew.
  var channel = attempt(function () { return new BroadcastChannel(FLAG); });

  function goTo(destination) {
    root.style.setProperty("display", "none", "important");
    document.title = TITLE;
    location.replace(destination);
  }

  function leave() {
    var link = document.querySelector("a.exit-control");
    var destination = (link && link.getAttribute("data-destination")) || "/izlaz/";
    say("leaving");
    attempt(function () { sessionStorage.setItem(FLAG, destination); });
    attempt(function () { channel.postMessage(""); });
    goTo(destination);
  }

  // Someone came here on purpose: by a link, a bookmark or the address bar, not by Back or Forward.
  function isOnPurpose() {
    var entry = performance.getEntriesByType("navigation")[0];
    return entry ? entry.type === "navigate" : performance.navigation.type === 0;
  }

  function say(message) {
    var status = document.querySelector(".exit-status");
    if (status) status.textContent = status.getAttribute("data-" + message) || "";
  }

  function countPress() {
    var now = Date.now();
    presses = presses.filter(function (time) { return now - time < WITHIN; });
    presses.push(now);
    clearTimeout(timer);
    if (presses.length >= PRESSES) return leave();
    say(presses.length === 1 ? "two-more" : "one-more");
    timer = setTimeout(function () {
      presses = [];
      say("expired");
    }, WITHIN - (now - presses[0]));
  }

  function isInField(target) {
    return target instanceof Element && (target.isContentEditable || target.closest(FIELDS));
  }

  if (remembered()) {
    if (isOnPurpose()) {
      attempt(function () { sessionStorage.removeItem(FLAG); });
    } else {
      // Nothing more of this page is read or shown, not even its title.
      window.stop();
      goTo(remembered());
    }
  }

  document.addEventListener("click", function (event) {
    if (event.target instanceof Element && event.target.closest("a.exit-control")) {
      event.preventDefault();
      leave();
    }
  });

  // Only Shift pressed and released alone counts; Shift with Tab or a letter is ordinary use.
  document.addEventListener("keydown", function (event) {
    shiftAlone = event.key === "Shift" && !isInField(event.target);
    if (event.key !== "Shift") presses = [];
  });
  document.addEventListener("mousedown", function () { shiftAlone = false; });
  document.addEventListener("keyup", function (event) {
    if (event.key === "Shift" && shiftAlone) countPress();
    shiftAlone = false;
  });

  // A page that is kept for Back is kept invisible, so that it cannot flash up before pageshow. There
  // it sees the flag itself, in browsers without channels.
  window.addEventListener("pagehide", function () {
    root.style.setProperty("opacity", "0", "important");
  });
  window.addEventListener("pageshow", function (event) {
    if (event.persisted && remembered()) return goTo(remembered());
    root.style.removeProperty("opacity");
  });
})();

// Has the worker (sw.js) keep the build that is open, once it has started, and tells the app with the
// event `baton-renewed` when a newer build is here whole. In the release alone: its page names its build.
(function () {
  'use strict';
  var HOUR = 3600000, asked = Date.now();
  var build = document.querySelector('meta[name=baton-build]').content;

  // The caches of this instance, the newest last: see sw.js.
  async function look(registration) {
    var ours = 'baton ' + new URL(registration.scope).pathname + ' ';
    var names = (await caches.keys()).filter(function (name) { return name.indexOf(ours) === 0; });
    if (names.length > 0 && names.pop() !== ours + build) { dispatchEvent(new Event('baton-renewed')); }
  }

  function follow(registration) {
    function watch() {
      var worker = registration.installing;
      if (worker) {
        worker.addEventListener('statechange', function () {
          if (worker.state === 'installed') { look(registration).catch(quiet); }
        });
      }
    }
    watch();
    registration.addEventListener('updatefound', watch);
    if (registration.waiting) { look(registration).catch(quiet); }
    // A tab may stay open for days: the browser itself asks only when a page is loaded.
    document.addEventListener('visibilitychange', function () {
      if (!document.hidden && Date.now() - asked > HOUR) {
        asked = Date.now();
        registration.update().catch(quiet);
      }
    });
  }

  // Not over http, in a private window, with storage refused: the app goes on without.
  function quiet() {}

  try {
    navigator.serviceWorker.register('sw.js', { updateViaCache: 'none' }).then(follow).catch(quiet);
  } catch (e) { quiet(e); }
}());

// The switch-off of the worker (sw.js): under that name, it deletes what the worker of this address
// kept, and goes away itself. Pages load from the host again; stored portfolios are not touched.
(function () {
  'use strict';
  var ours = 'baton ' + new URL(self.registration.scope).pathname + ' ';
  // It serves nothing, so that nothing can mix: no need to wait for tabs.
  self.addEventListener('install', function () { self.skipWaiting(); });
  self.addEventListener('activate', function (event) {
    event.waitUntil((async function () {
      for (var name of await caches.keys()) {
        if (name.indexOf(ours) === 0) { await caches.delete(name); }
      }
      await self.registration.unregister();
    }()));
  });
}());

// The worker that lets the app start without a network. `cargo xtask dist` writes it beside
// index.html, with the id of the build and every file of it.
//
// One build is kept whole, in a cache of its own, or not at all: each file is checked against its
// digest while it is fetched. A page takes its files from the cache of its own build, whatever worker
// is in charge: their names tell the build. So two builds never mix, and nothing changes under a page
// that is open: a new worker waits until no tab of the old one is left (nothing here skips the
// waiting), and only then are older caches deleted. portfolio.json is never touched.
//
// To switch it off everywhere: put sw-off.js in its place, under the name sw.js.
(function () {
  'use strict';
  var BUILD = '{build}';
  // Address and digest of each file of the build, its page first.
  var FILES = {files};
  var PATIENCE = 3000;

  // Other instances of this host have other scopes. No address has a space in it, so that no name of a
  // cache begins with those of another scope.
  var SCOPE = new URL(self.registration.scope).pathname;
  var OURS = 'baton ' + SCOPE + ' ';
  // Pages that were reloaded: somebody wants what the host has, so that a kept file that was damaged on
  // the disk is got over.
  var reloaded = new Set();

  self.addEventListener('install', function (event) { event.waitUntil(keep()); });
  self.addEventListener('activate', function (event) { event.waitUntil(clear()); });
  self.addEventListener('fetch', function (event) {
    var request = event.request, url = new URL(request.url), name = url.pathname.slice(SCOPE.length);
    if (request.method !== 'GET' || url.origin !== self.location.origin || url.pathname.indexOf(SCOPE) !== 0) { return; }
    if (request.mode === 'navigate') {
      if (name !== '' && name !== 'index.html') { return; }
      if (request.cache !== 'default') { reloaded.add(event.resultingClientId); }
      event.respondWith(hostFirst(request, page));
    } else if (/^baton-[\w.-]+$/.test(name)) {
      event.respondWith(reloaded.has(event.clientId) ? hostFirst(request, file) : keptFirst(request, file));
    } else if (/^(sample\.json|recover\.js)$/.test(name) && url.search) {
      // Named alike in every build: the page says which one it is of.
      event.respondWith(keptFirst(request, function (asked) { return sameBuild(asked, url.search.slice(1)); }));
    } else if (FILES.some(function (one) { return one[0] === name; })) {
      event.respondWith(hostFirst(request, file));
    }
  });

  // All or nothing: addAll() keeps nothing when one file is missing or is not what it should be. The
  // page comes last: a cache without it, left by a browser that was killed, is taken for nothing.
  async function keep() {
    var cache = await caches.open(OURS + BUILD);
    var before = await cache.match(SCOPE);
    try {
      await cache.addAll(FILES.slice(1).map(wanted));
      await cache.addAll(FILES.slice(0, 1).map(wanted));
      // A worker that took charge meanwhile may have cleared it away while it was filled.
      if (!await caches.match(SCOPE, { cacheName: OURS + BUILD })) { throw new Error('cleared'); }
    } catch (error) {
      if (!before) { await caches.delete(OURS + BUILD); }
      throw error;
    }
  }

  function wanted(one) {
    // Names with a digest never change: the copy that the browser has will do.
    var how = /^baton-/.test(one[0]) ? 'default' : 'no-cache';
    return new Request('./' + one[0], { cache: how, integrity: one[1] });
  }

  // With a newer worker on its way, what it keeps is left to it, and the clearing as well.
  async function clear() {
    for (var name of await ours()) {
      if (name !== OURS + BUILD && !self.registration.installing && !self.registration.waiting) { await caches.delete(name); }
    }
    // The page of the first visit came without a worker: its files are here now, too.
    await self.clients.claim();
  }

  // The caches of this scope, the newest first.
  async function ours() {
    var names = await caches.keys();
    return names.filter(function (name) { return name.indexOf(OURS) === 0; }).reverse();
  }

  async function inAny(address) {
    for (var name of await ours()) {
      var found = await caches.match(address, { cacheName: name, ignoreVary: true });
      if (found) { return found; }
    }
    return undefined;
  }

  // The page of the newest build that is here whole.
  function page() { return inAny(SCOPE); }
  function file(request) { return inAny(request.url); }
  function sameBuild(request, build) {
    return caches.match(request, { cacheName: OURS + build, ignoreSearch: true, ignoreVary: true });
  }

  async function keptFirst(request, kept) {
    var found = await kept(request).catch(function () { return undefined; });
    return found || fetch(request);
  }

  // What the host answers; what is kept when it fails or takes too long.
  async function hostFirst(request, kept) {
    var answer = fetch(request), timer;
    var late = new Promise(function (resolve) { timer = setTimeout(resolve, PATIENCE); });
    var came = await Promise.race([answer, late]).catch(function () { return undefined; });
    clearTimeout(timer);
    if (came && (came.ok || came.type === 'opaqueredirect')) { return came; }
    var found = await kept(request).catch(function () { return undefined; });
    return found || answer;
  }
}());

// The boot guard: plain ES5, inside the page, so that no broken start is ever a blank page.
// It shows words (the templates of index.html) when a file is missing or damaged, when the start
// takes long, when the page is framed, when the app has crashed, and in place of a start after two
// crashes. At most one automatic reload for each build. After a crash nothing is written any more.
(function () {
  var started, dead, timer, shown = '', begun = [], now = Date.now(), on = addEventListener;
  var meta = document.querySelector('[name=baton-build]'), build = meta ? meta.content : 'dev';
  // When this tab was started in the last minute without being left in order (no time is long ago).
  var starts = memory('batonStarts').split(',').filter(function (time) { return Math.abs(now - time) < 6e4; });
  var refusal = top !== self ? 'framed' : !window.WebAssembly ? 'old' : starts.length > 1 ? 'safe' : '';
  function at(id) { return document.getElementById('boot' + id); }
  // Reads or writes what the tab remembers, if the browser lets it.
  function memory(key, value) {
    try {
      if (value !== undefined) { sessionStorage[key] = value; }
      return sessionStorage[key] || '';
    } catch (e) { return ''; }
  }
  function say(key, detail) {
    var box = at(''), pre = at('-detail');
    if (shown && shown !== 'slow') { return; }
    if (!pre) { on('DOMContentLoaded', function () { say(key, detail); }); return; }
    shown = key;
    box.hidden = false;
    box.className = 'boot-' + key;
    at('-wait').hidden = key !== 'slow';
    at('-ways').hidden = false;
    [].forEach.call(at('-ways').children, function (way) { way.hidden = way.value.indexOf(key) < 0; });
    // Without the app there is nothing to press, and nothing that could lie above these words.
    if (dead) { document.body.replaceChildren(box); at('-reload').focus(); }
    at('-alert').textContent = '';
    at('-alert').appendChild(at('-' + key).content.cloneNode(true));
    pre.hidden = !detail;
    pre.textContent = detail;
  }
  // True when the page is being loaded again: once for each build, never in a loop.
  function again() {
    if (memory('batonReloaded') === build || !memory('batonReloaded', build)) { return false; }
    location.reload();
    return true;
  }
  // The panic hook comes here, and every trap. The instance may be in any state: what it has begun is
  // taken back, what it still tries is refused.
  function crash(text, error) {
    var kept = Storage.prototype, file = window.FileSystemFileHandle;
    if (dead) { return; }
    dead = started = true;
    begun.forEach(function (tx) {
      try { tx.abort(); } catch (e) {}
      tx.db.close();
    });
    kept.setItem = kept.removeItem = kept.clear = function () {};
    if (file) { file.prototype.createWritable = 0; }
    console.error(text);
    say('crashed', text);
    error = error || Error();
    // Writing out where it happened may take a while.
    setTimeout(function () {
      text += '\n' + error.stack + '\n' + build;
      memory('batonCrash', text);
      at('-detail').textContent = text;
    });
  }
  // What is thrown through the app leaves it half done, whatever it is.
  function trouble(error, text, thrown) {
    if (/call stack size|too much recursion|RuntimeError/.test(text + error) || thrown && error && /wasm-function/.test(error.stack)) {
      crash(text, error);
    } else if (!started && !shown.replace('slow', '') && !again()) { say('failed', text); }
  }
  // recover.js saves the data, or lists it.
  function recover(what) {
    batonBoot.asked = what;
    if (batonBoot.recover) { batonBoot.recover(); return; }
    document.head.appendChild(document.createElement('script')).src = 'recover.js';
  }
  on('error', function (e) {
    var node = e.target;
    if (!node || node === window) {
      trouble(e.error, e.message, true);
    } else if (/LINK|SCRIPT/.test(node.tagName) && !started) {
      batonBoot.refused = true;
      trouble(0, node.href || node.src);
    }
  }, true);
  on('unhandledrejection', function (e) { trouble(e.reason, '' + e.reason); });
  on('TrunkApplicationStarted', function () {
    if (dead || refusal) { return; }
    started = true;
    shown = '';
    clearTimeout(timer);
    at('').hidden = true;
  });
  'keydown paste drop beforeunload pagehide'.split(' ').forEach(function (type) {
    on(type, function (e) { if (dead) { e.stopImmediatePropagation(); } }, true);
  });
  // A page that is left in order has not failed.
  on('pagehide', function () { memory('batonStarts', starts); });
  on('DOMContentLoaded', function () {
    at('-reload').onclick = function () { location.reload(); };
    at('-data').onclick = function () { recover('save'); };
    at('-copy').onclick = function () {
      getSelection().selectAllChildren(at('-detail'));
      if (document.execCommand('copy')) { this.className = 'boot-done'; }
    };
    if (refusal === 'safe') { recover('list'); }
  });
  if (window.IDBDatabase) {
    var begin = IDBDatabase.prototype.transaction;
    IDBDatabase.prototype.transaction = function (stores, mode) {
      if (dead && mode === 'readwrite') { throw Error(); }
      var tx = begin.apply(this, arguments);
      begun = begun.slice(-9).concat(tx);
      return tx;
    };
  }
  window.batonBoot = { refused: !!refusal, crash: crash };
  if (refusal) {
    starts = [];
    say(refusal, refusal === 'safe' && memory('batonCrash'));
  } else {
    timer = setTimeout(function () { if (!started && !shown) { say('slow'); } }, 15000);
  }
  memory('batonStarts', refusal ? '' : starts.concat(now));
}());

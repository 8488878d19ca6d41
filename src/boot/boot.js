// The boot guard: plain ES5, inside the page, so that no broken start is ever a blank page.
// It shows words when a file is missing or damaged, when the start takes long, when the page is
// framed, and when the app has crashed. At most one automatic reload for each build.
(function () {
  var started, shown = '', timer;
  var words = {
    failed: ['Baton could not start: a part of it is missing or damaged. What you saved is still in this browser. Reload; if this stays, tell whoever runs this site.',
      'Baton n’a pas pu démarrer : un fichier manque ou est endommagé. Vos données sont toujours dans ce navigateur. Rechargez ; si cela persiste, prévenez le responsable du site.'],
    slow: ['Baton is slow to start: it opens by itself as soon as everything is here.',
      'Baton tarde à démarrer : il s’ouvrira dès que tout sera arrivé.'],
    old: ['Baton needs WebAssembly: please use a current browser.',
      'Baton a besoin de WebAssembly : utilisez un navigateur récent.'],
    framed: ['Baton does not run inside another page. Open its address in a tab of its own.',
      'Baton ne fonctionne pas dans une autre page. Ouvrez son adresse dans un onglet.'],
    crashed: ['Baton stopped because of an error of its own. What was saved is still in this browser. Reload to go on, or download your data first.',
      'Baton s’est arrêté à cause d’une erreur interne. Vos données enregistrées sont toujours dans ce navigateur. Rechargez pour continuer, ou téléchargez-les d’abord.']
  };
  function at(id) { return document.getElementById(id); }
  function say(key, detail) {
    var box = at('boot'), alert = at('boot-alert'), pre = at('boot-detail'), all, i;
    if (shown && shown !== 'slow') { return; }
    if (!pre) { addEventListener('DOMContentLoaded', function () { say(key, detail); }); return; }
    shown = key;
    box.hidden = false;
    at('boot-wait').hidden = key !== 'slow';
    at('boot-ways').hidden = key === 'framed' || key === 'old';
    if (key === 'crashed') {
      box.className = 'boot-crashed';
      all = document.body.children;
      for (i = 0; i < all.length; i += 1) { if (all[i] !== box) { all[i].inert = true; } }
      at('boot-reload').focus();
    }
    alert.textContent = '';
    for (i = 0; i < 2; i += 1) {
      all = alert.appendChild(document.createElement('span'));
      all.lang = i ? 'fr' : 'en';
      all.textContent = words[key][i] + '\n';
    }
    pre.hidden = !detail;
    pre.textContent = detail || '';
  }
  // True when the page is being loaded again: once for each build, never in a loop.
  function again() {
    var meta = document.querySelector('meta[name=baton-build]'), build = meta ? meta.content : 'dev';
    try {
      if (sessionStorage.batonReloaded === build) { return false; }
      sessionStorage.batonReloaded = build;
    } catch (e) { return false; }
    location.reload();
    return true;
  }
  function failed(detail) { if (!started && !shown.replace('slow', '') && !again()) { say('failed', detail); } }
  function fatal(error) {
    return error && (error instanceof WebAssembly.RuntimeError || /call stack size|too much recursion/.test(error.message));
  }
  function trouble(error, text) {
    if (!started) { failed(text); } else if (fatal(error)) { say('crashed', text); }
  }
  addEventListener('error', function (e) {
    var node = e.target;
    if (node && node !== window) {
      if (/^(LINK|SCRIPT)$/.test(node.tagName) && !started) {
        batonBoot.refused = true;
        failed(node.href || node.src || 'script');
      }
    } else if (!e.filename || e.filename.indexOf(location.origin) === 0) { trouble(e.error, e.message); }
  }, true);
  addEventListener('unhandledrejection', function (e) { trouble(e.reason, String(e.reason)); });
  addEventListener('TrunkApplicationStarted', function () {
    if (/framed|old|crashed/.test(shown)) { return; }
    started = true;
    shown = '';
    clearTimeout(timer);
    at('boot').hidden = true;
  });
  addEventListener('DOMContentLoaded', function () {
    at('boot-reload').onclick = function () { location.reload(); };
    at('boot-data').onclick = function () {
      document.head.appendChild(document.createElement('script')).src = 'recover.js';
    };
  });
  // `crash(text)` is the panic hook's door: it covers the page and stops input.
  window.batonBoot = { refused: false, crash: function (text) { started = true; say('crashed', text); } };
  var refusal = window.top !== window.self ? 'framed' : window.WebAssembly ? '' : 'old';
  if (refusal) {
    batonBoot.refused = true;
    say(refusal);
  } else {
    timer = setTimeout(function () { if (!started && !shown) { say('slow'); } }, 15000);
  }
}());

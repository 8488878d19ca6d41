// What the boot guard loads when the app cannot be used: saves everything this browser keeps for Baton
// as one file, and in safe mode lists the portfolios and lets the app start with none of them open.
// All of it without WebAssembly.
// The file is raw (every database and every entry as it lies there): nothing is interpreted, so
// nothing can be lost to the fault that brought the person here.
(function () {
  'use strict';

  // Bytes and dates have no JSON form of their own: they are marked.
  function plain(key, value) {
    var raw = this[key];
    if (raw instanceof ArrayBuffer) { return { bytes: hex(new Uint8Array(raw)) }; }
    if (ArrayBuffer.isView(raw)) { return { bytes: hex(new Uint8Array(raw.buffer, raw.byteOffset, raw.byteLength)) }; }
    if (typeof raw === 'bigint') { return { integer: String(raw) }; }
    if (raw instanceof Map) { return { map: Array.from(raw.entries()) }; }
    return value;
  }

  function hex(bytes) {
    return Array.from(bytes, function (byte) { return (byte < 16 ? '0' : '') + byte.toString(16); }).join('');
  }

  function entries() {
    var all = [];
    try {
      for (var i = 0; i < localStorage.length; i += 1) {
        var key = localStorage.key(i);
        all.push([key, localStorage.getItem(key)]);
      }
    } catch (e) { all.push(['unreadable', String(e)]); }
    return all;
  }

  function settled(request) {
    return new Promise(function (resolve, reject) {
      request.onsuccess = function () { resolve(request.result); };
      request.onerror = function () { reject(request.error); };
      // Nothing is made here: a database that was not there is not there afterwards.
      request.onupgradeneeded = function () { request.transaction.abort(); };
      // A database that never answers must not keep the rest from being saved.
      setTimeout(function () { reject(new Error('no answer')); }, 5000);
    });
  }

  async function rowsOf(db, store) {
    var rows = db.transaction(store).objectStore(store);
    var both = await Promise.all([settled(rows.getAllKeys()), settled(rows.getAll())]);
    return both[0].map(function (key, i) { return [key, both[1][i]]; });
  }

  async function database(name) {
    var kept = { name: name, stores: [] };
    try {
      var db = await settled(indexedDB.open(name));
      kept.version = db.version;
      for (var store of Array.from(db.objectStoreNames)) {
        try { kept.stores.push({ name: store, rows: await rowsOf(db, store) }); }
        catch (e) { kept.stores.push({ name: store, unreadable: String(e) }); }
      }
      db.close();
    } catch (e) { kept.unreadable = String(e); }
    return kept;
  }

  async function save() {
    var out = { format: 'baton-raw', version: 1, address: location.href, entries: entries(), databases: [] };
    var all = [];
    try { all = await indexedDB.databases(); } catch (e) { out.databases.push({ unreadable: String(e) }); }
    for (var one of all) { out.databases.push(await database(one.name)); }
    var link = document.createElement('a');
    link.href = URL.createObjectURL(new Blob([JSON.stringify(out, plain, 1)], { type: 'application/json' }));
    link.download = 'baton-raw-data.json';
    document.body.appendChild(link);
    link.click();
    link.remove();
  }

  // An element with text in both languages, or in none.
  function put(parent, tag, text, french) {
    var made = parent.appendChild(document.createElement(tag));
    made.textContent = text;
    if (french) {
      made.append(' · ');
      put(made, 'span', french).lang = 'fr';
    }
    return made;
  }

  // The lines of the library, as far as they can be read: see store/library.rs for their form.
  async function portfolios() {
    var db = await settled(indexedDB.open('baton:' + location.pathname.replace(/[^/]*$/, '')));
    var rows = new Map(await rowsOf(db, 'meta'));
    db.close();
    var found = [];
    rows.forEach(function (text, key) {
      if (!/^p\//.test(key)) { return; }
      var entry = {};
      // Behind its checksum; a damaged line is shown without a name.
      try { entry = JSON.parse(text.slice(text.indexOf('{'))); } catch (e) { entry = {}; }
      if (entry.deleted_ms) { return; }
      var edited = Number(String(rows.get('e/' + key.slice(2)) || '').split(' ')[0]);
      found.push({ name: String(entry.name || '?'), at: Math.max(edited || 0, Number(entry.created_ms) || 0) });
    });
    return found.sort(function (a, b) { return b.at - a.at; });
  }

  async function list() {
    var ways = document.getElementById('boot-ways');
    var start = put(ways, 'button', 'Start without opening a portfolio', 'Démarrer sans ouvrir de portefeuille');
    start.type = 'button';
    start.onclick = function () {
      location.hash = '/data?safe=1';
      location.reload();
    };
    var found = [];
    try { found = await portfolios(); } catch (e) { found = []; }
    if (!found.length) { return; }
    var shown = document.createElement('ul');
    shown.id = 'boot-list';
    ways.before(shown);
    found.forEach(function (one) {
      var line = put(shown, 'li', one.name + ' ');
      // Dates that people of both languages read alike.
      if (one.at) { put(line, 'small', new Date(one.at - new Date().getTimezoneOffset() * 6e4).toISOString().slice(0, 16).replace('T', ' ')); }
    });
  }

  batonBoot.recover = function () { if (batonBoot.asked === 'list') { list(); } else { save(); } };
  batonBoot.recover();
}());

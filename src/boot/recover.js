// Saves everything this browser keeps for Baton as one file, without WebAssembly: loaded by the boot
// guard when somebody asks for their data on a page that could not start or has crashed.
// The file is raw (every database and every entry as it lies there): nothing is interpreted, so
// nothing can be lost to the fault that brought the person here.
(function () {
  'use strict';
  var out = { format: 'baton-raw', version: 1, address: location.href, entries: [], databases: [] };

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
    try {
      for (var i = 0; i < localStorage.length; i += 1) {
        var key = localStorage.key(i);
        out.entries.push([key, localStorage.getItem(key)]);
      }
    } catch (e) { out.entries.push(['unreadable', String(e)]); }
  }

  function settled(request) {
    return new Promise(function (resolve, reject) {
      request.onsuccess = function () { resolve(request.result); };
      request.onerror = function () { reject(request.error); };
    });
  }

  async function database(name) {
    var kept = { name: name, stores: [] };
    out.databases.push(kept);
    try {
      var db = await settled(indexedDB.open(name));
      kept.version = db.version;
      for (var store of Array.from(db.objectStoreNames)) {
        try {
          var rows = db.transaction(store).objectStore(store);
          var both = await Promise.all([settled(rows.getAllKeys()), settled(rows.getAll())]);
          kept.stores.push({ name: store, rows: both[0].map(function (key, i) { return [key, both[1][i]]; }) });
        } catch (e) { kept.stores.push({ name: store, unreadable: String(e) }); }
      }
      db.close();
    } catch (e) { kept.unreadable = String(e); }
  }

  async function run() {
    entries();
    var all = [];
    try { all = await indexedDB.databases(); } catch (e) { out.databases.push({ unreadable: String(e) }); }
    for (var one of all) { await database(one.name); }
    var link = document.createElement('a');
    link.href = URL.createObjectURL(new Blob([JSON.stringify(out, plain, 1)], { type: 'application/json' }));
    link.download = 'baton-raw-data.json';
    document.body.appendChild(link);
    link.click();
    link.remove();
  }

  run();
}());

// The worker of the odds: a second instance of the app's own code, without a page. The page sends where the
// code is and the wasm that it has compiled already; the code takes the messages from then on
// (src/session/odds/worker.rs). What fails here, the page draws by itself.
onmessage = function (first) {
  onmessage = null;
  import(first.data[0]).then(function (code) {
    return code.default({ module_or_path: first.data[1] });
  }).catch(function () { postMessage(null); });
};

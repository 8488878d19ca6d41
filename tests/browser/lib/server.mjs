// A static host for one story: serves the finished folder at / and at a sub-path, and can be told to
// damage an answer. `server.damage(name part, change)`: change(bytes, name) gives the bytes to send, or
// undefined for 404. `server.add(name, bytes)` puts one more file beside index.html;
// `server.answer(name, respond)` answers what a page of a story tells of itself. `server.stop()` makes it
// answer nothing any more, `server.go()` answer again; `server.serve(folder)` puts another build in place.

import { createServer } from 'node:http';
import { readFile } from 'node:fs/promises';
import path from 'node:path';

const kinds = {
  '.html': 'text/html; charset=utf-8', '.js': 'text/javascript; charset=utf-8', '.css': 'text/css; charset=utf-8',
  '.json': 'application/json; charset=utf-8', '.wasm': 'application/wasm', '.svg': 'image/svg+xml', '.csv': 'text/csv; charset=utf-8',
  '.png': 'image/png', '.webmanifest': 'application/manifest+json; charset=utf-8',
};

export async function serveFolder(folder) {
  const damages = [];
  const added = new Map();
  const answers = new Map();
  const requests = [];
  let [place, stopped] = [folder, false];
  const server = createServer(async (request, response) => {
    const { pathname, searchParams } = new URL(request.url, 'http://127.0.0.1');
    const respond = answers.get(pathname.slice(1));
    if (respond) { await respond(searchParams); response.writeHead(204); response.end(); return; }
    if (stopped) { request.socket.destroy(); return; }
    requests.push(pathname);
    // The same folder answers below /team/baton/ too: the app must work from any sub-path.
    let name = pathname.replace(/^\/team\/baton\//, '/').slice(1) || 'index.html';
    if (name === 'favicon.ico') { response.writeHead(204); response.end(); return; }
    let bytes = added.get(name);
    if (bytes === undefined && /^[\w.-]+$/.test(name)) bytes = await readFile(path.join(place, name)).catch(() => undefined);
    for (const { part, change } of damages) if (bytes && name.includes(part)) bytes = change(bytes, name);
    if (bytes === undefined) { response.writeHead(404, { 'content-type': 'text/plain' }); response.end('not found'); return; }
    response.writeHead(200, {
      'content-type': kinds[path.extname(name)] ?? 'application/octet-stream',
      'cache-control': 'no-cache',
      'x-content-type-options': 'nosniff',
    });
    response.end(bytes);
  });
  await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve));
  const origin = `http://127.0.0.1:${server.address().port}`;
  return {
    origin,
    requests,
    answer: (name, respond) => answers.set(name, respond),
    add: (name, bytes) => added.set(name, Buffer.from(bytes)),
    damage: (part, change) => damages.push({ part, change }),
    take: (name) => added.delete(name),
    stop: () => { stopped = true; },
    go: () => { stopped = false; },
    serve: (other) => { place = other; },
    repair: () => { damages.length = 0; },
    close: () => new Promise((resolve) => { server.closeAllConnections(); server.close(resolve); }),
  };
}

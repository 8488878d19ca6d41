// A second build of the app for stories of updates: the finished folder with other names, other digests
// and another id, whole in itself as the first one is.

import { createHash } from 'node:crypto';
import { mkdir, readFile, readdir, writeFile } from 'node:fs/promises';
import path from 'node:path';

const hash = (kind, bytes, form) => createHash(kind).update(bytes).digest(form);
const integrity = (bytes) => `sha384-${hash('sha384', bytes, 'base64')}`;

/** The id of the build in a finished folder; none in a debug build, which has no worker either. */
export async function buildOf(folder) {
  const html = await readFile(path.join(folder, 'index.html'), 'utf8');
  return idOf(html);
}

export function idOf(html) {
  return /name="baton-build" content="([^"]+)"/.exec(html)?.[1];
}

/** Writes the second build of the folder `from` into the folder `to`, and gives its id. */
export async function secondBuild(from, to) {
  await mkdir(to, { recursive: true });
  const files = new Map();
  for (const name of await readdir(from)) files.set(name, await readFile(path.join(from, name)));
  const first = idOf(files.get('index.html').toString());
  const id = hash('sha256', `${first} second`, 'hex').slice(0, first.length);
  const changes = [[first, id]];
  const renamed = new Map();
  for (const name of files.keys()) {
    const other = name.replace(/^baton-[0-9a-f]{16}/, (old) => `baton-${hash('sha256', `${old} second`, 'hex').slice(0, 16)}`);
    if (other !== name) changes.push([name, other]);
    renamed.set(name, other);
  }
  const changed = (text) => changes.reduce((all, [old, now]) => all.replaceAll(old, now), text);
  const write = async (name, bytes) => {
    changes.push([integrity(files.get(name)), integrity(bytes)]);
    await writeFile(path.join(to, renamed.get(name)), bytes);
  };
  // What is named comes before what names it: the modules, the page, the worker.
  const rank = (name) => (name === 'sw.js' ? 2 : name === 'index.html' ? 1 : 0);
  for (const name of [...files.keys()].sort((a, b) => rank(a) - rank(b))) {
    const bytes = files.get(name);
    if (!/\.(js|html)$/.test(name)) { await write(name, bytes); continue; }
    let text = changed(bytes.toString());
    if (name === 'index.html') {
      const scripts = [...text.matchAll(/<script(?![^>]*\ssrc)[^>]*>([^]*?)<\/script/g)];
      const digests = scripts.map(([, script]) => `'sha256-${hash('sha256', script, 'base64')}'`).join(' ');
      text = text.replace(/('sha256-[^']+' ?)+/, digests);
    }
    await write(name, Buffer.from(text));
  }
  return id;
}

// Drives the finished app in dist/ with Chromium and Firefox ESR, one fresh profile a story.
//
//   node tests/browser/run.mjs [WORD] [--browser chromium|firefox]
//
// Each file in stories/ exports { name, run(ctx) } and, where it differs, `browsers`. ctx is in
// lib/story.mjs. A story passes when run() returns and the page has logged no error, reported no
// breach of the content security policy and asked no other host for anything.

import { mkdir, readdir, rm } from 'node:fs/promises';
import { pathToFileURL } from 'node:url';
import path from 'node:path';
import { serveFolder } from './lib/server.mjs';
import { launch } from './lib/browsers.mjs';
import { tell } from './lib/story.mjs';

const here = import.meta.dirname;
const words = process.argv.slice(2);
const only = words.includes('--browser') ? words[words.indexOf('--browser') + 1] : undefined;
const word = words.find((each, i) => !each.startsWith('--') && words[i - 1] !== '--browser');
const dist = process.env.BATON_DIST ?? path.join(here, '../../dist');
const results = path.join(here, 'results');
const downloads = path.join(results, 'downloads');
await rm(results, { recursive: true, force: true });
await mkdir(downloads, { recursive: true });

const files = (await readdir(path.join(here, 'stories'))).filter((name) => name.endsWith('.mjs')).sort();
const stories = [];
for (const file of files) {
  const story = await import(pathToFileURL(path.join(here, 'stories', file)));
  for (const one of story.stories ?? [story]) stories.push({ file, ...one });
}
const wanted = stories.filter(({ file, name }) => !word || `${file} ${name}`.toLowerCase().includes(word.toLowerCase()));

let passed = 0;
const failures = [];
for (const kind of ['chromium', 'firefox'].filter((each) => !only || each === only)) {
  const browser = await launch(kind, downloads);
  console.log(`${kind} ${browser.version()}`);
  for (const story of wanted.filter((each) => (each.browsers ?? ['chromium', 'firefox']).includes(kind))) {
    const server = await serveFolder(dist);
    const began = process.hrtime.bigint();
    const trouble = await tell(story, { kind, browser, server, results, downloads });
    const took = Number((process.hrtime.bigint() - began) / 1_000_000n);
    await server.close();
    if (trouble) {
      failures.push({ kind, story, trouble });
      console.log(`  FAILED  ${story.name} (${took} ms)\n${indent(trouble)}`);
    } else {
      passed += 1;
      console.log(`  ok      ${story.name} (${took} ms)`);
    }
  }
  await browser.close();
}
for (const { kind, story } of failures) console.log(`failed: ${kind}: ${story.name} (stories/${story.file})`);
console.log(`browser: ${passed} passed, ${failures.length} failed`);
process.exit(failures.length > 0 || passed === 0 ? 1 : 0);

function indent(text) {
  return text.split('\n').map((line) => `          ${line}`).join('\n');
}

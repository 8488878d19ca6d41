// Drives the finished app in dist/ with Chromium and Firefox ESR, one fresh profile a story.
//
//   node tests/browser/run.mjs [WORD …] [--browser chromium|firefox] [--report FILE]
//
// Stories are chosen by a WORD in the name of their file or in their own. Each file in stories/ exports { name, run(ctx) } and, where it differs, `browsers`. ctx is in
// lib/story.mjs. A story passes when run() returns and the page has logged no error, reported no
// breach of the content security policy and asked no other host for anything. The two browsers run side
// by side: a story waits for its browser most of the time. A story that fails is told once more when all
// are through, in a new browser with nothing beside it, and both outcomes are printed: what fails only
// beside others is named at the end as unsteady, to be looked into.

import { mkdir, readdir, rm, writeFile } from 'node:fs/promises';
import { pathToFileURL } from 'node:url';
import path from 'node:path';
import { serveFolder } from './lib/server.mjs';
import { launch } from './lib/browsers.mjs';
import { tell } from './lib/story.mjs';

const here = import.meta.dirname;
const words = process.argv.slice(2);
const after = (flag) => (words.includes(flag) ? words[words.indexOf(flag) + 1] : undefined);
const only = after('--browser');
const sought = words.filter((each, i) => !each.startsWith('--') && !words[i - 1]?.startsWith('--'));
const dist = process.env.BATON_DIST ?? path.join(here, '../../dist');
const results = path.join(here, 'results');
const downloads = path.join(results, 'downloads');
await rm(results, { recursive: true, force: true });

const files = (await readdir(path.join(here, 'stories'))).filter((name) => name.endsWith('.mjs')).sort();
const stories = [];
for (const file of files) {
  const story = await import(pathToFileURL(path.join(here, 'stories', file)));
  for (const one of story.stories ?? [story]) stories.push({ file, ...one });
}
const wanted = stories.filter(({ file, name }) => {
  const title = `${file} ${name}`.toLowerCase();
  return sought.length === 0 || sought.some((word) => title.includes(word.toLowerCase()));
});

const report = [];
const failures = (await Promise.all(['chromium', 'firefox'].filter((each) => !only || each === only).map((kind) => {
  const mine = wanted.filter((each) => (each.browsers ?? ['chromium', 'firefox']).includes(kind));
  return inBrowser(kind, mine);
}))).flat();
const failed = [];
for (const { kind, story } of failures) failed.push(...await inBrowser(kind, [story], ' again'));
const unsteady = failures.filter(({ kind, story }) => !failed.some((each) => each.kind === kind && each.story === story));
const told = wanted.flatMap((each) => (each.browsers ?? ['chromium', 'firefox']).filter((kind) => !only || kind === only)).length;
for (const { kind, story } of unsteady) console.log(`unsteady: ${kind}: ${story.name} (stories/${story.file})`);
for (const { kind, story } of failed) console.log(`failed: ${kind}: ${story.name} (stories/${story.file})`);
const sum = `${told - failed.length} passed${unsteady.length > 0 ? ` (${unsteady.length} at the second telling)` : ''}, ${failed.length} failed`;
console.log(`browser: ${sum}`);
if (after('--report')) await writeFile(after('--report'), `${report.flat().join('\n')}\n\n${sum}\n`);
process.exit(failed.length > 0 || told === 0 ? 1 : 0);

/** Tells these stories in one browser, one after the other; returns those that failed. */
async function inBrowser(kind, stories, again = '') {
  const saved = path.join(downloads, kind);
  await mkdir(saved, { recursive: true });
  const browser = await launch(kind, saved);
  console.log(`${kind} ${browser.version()}`);
  const lines = [`\n## ${kind} ${browser.version()}${again}\n`, '| story | outcome | counted | seconds |', '|---|---|---|---|'];
  report.push(lines);
  const failures = [];
  for (const story of stories) {
    const server = await serveFolder(dist);
    const began = process.hrtime.bigint();
    const counts = new Map();
    const trouble = await tell(story, { kind, browser, server, results, downloads: saved, counts });
    const took = Number((process.hrtime.bigint() - began) / 1_000_000n);
    await server.close();
    const counted = [...counts].map(([what, n]) => `${n} ${what}`).join(', ');
    lines.push(`| ${story.name} | ${trouble ? `FAILED: ${trouble.split('\n')[0].replaceAll('|', '/')}` : 'passed'} | ${counted} | ${Math.round(took / 1000)} |`);
    if (trouble) failures.push({ kind, story });
    console.log(`  ${kind.padEnd(8)} ${trouble ? 'FAILED ' : 'ok     '} ${story.name}${again} (${took} ms)${counted && `: ${counted}`}`);
    if (trouble) console.log(indent(trouble));
  }
  await browser.close();
  return failures;
}

function indent(text) {
  return text.split('\n').map((line) => `          ${line}`).join('\n');
}

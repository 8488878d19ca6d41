// A large file: it is read in pieces, so that the page answers all the while, and reading it can be stopped.

import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { tmpdir } from 'node:os';
import { dice } from '../lib/faults.mjs';
import { go, sample } from '../lib/sample.mjs';
import { noise } from '../lib/storage.mjs';

/** What the file has in bytes, of 96 MB that are read at most: so much that a person has the time to stop it. */
const SIZE = 48 * 1024 * 1024;
const PROJECTS = 8_000;

/** A portfolio of that size, as the app writes it: a record in each line. */
function portfolio() {
  const roll = dice(35);
  // Three bytes a sign.
  const text = noise(Math.floor((SIZE / PROJECTS - 150) / 3), roll);
  const lines = [`{"kind":"portfolio","id":"${'z'.padStart(26, '0')}","name":"Large","currency":"EUR"}`];
  for (let n = 1; n <= PROJECTS; n += 1) {
    lines.push(`{"kind":"project","id":"${String(n).padStart(26, '0')}","code":"L-${n}","name":"Project ${n}","purpose":"${text}","phase":"delivery"}`);
  }
  const head = `{"format":"baton","version":1,"min_reader":1,"app":"0.1.0","counts":{"portfolio":1,"project":${PROJECTS}},"records":[`;
  return `${head}\n${lines.join(',\n')}\n]}\n`;
}

/** Takes the time between two turns of the page's own loop: while it is busy, a person waits as long. */
const beat = (page) => page.evaluate(() => {
  window.longest = 0;
  let last = performance.now();
  const { port1, port2 } = new MessageChannel();
  port1.onmessage = () => {
    const now = performance.now();
    window.longest = Math.max(window.longest, now - last);
    last = now;
    setTimeout(() => port2.postMessage(0), 5);
  };
  port2.postMessage(0);
});

/** Presses Stop as soon as it is there: to a driver the button is gone before it has looked at it. */
const stopAtOnce = (page) => page.evaluate(() => {
  window.seen = 0;
  new MutationObserver((_, observer) => {
    const line = document.querySelector('.reading');
    if (!line?.querySelector('progress')?.matches('[aria-label="Reading the file"]')) return;
    observer.disconnect();
    // In a task of its own, as a person's press is.
    setTimeout(() => { window.seen += 1; line.querySelector('button').click(); });
  }).observe(document.body, { childList: true, subtree: true });
});

export const stories = [
  {
    // Row 35.
    name: 'a large file is read while the page answers, and reading it can be stopped',
    browsers: ['chromium'],
    async run(ctx) {
      const folder = await mkdtemp(path.join(tmpdir(), 'baton-large-'));
      try {
        const file = path.join(folder, 'large.json');
        await writeFile(file, portfolio());
        const page = await sample(ctx, 'data');
        const input = page.locator('input[type=file]').first();
        const opens = page.getByRole('button', { name: /^(Open as|Replace)/ });
        for (const place of ['data', 'import']) {
          await go(ctx, page, place);
          await input.waitFor({ state: 'attached' });
          await stopAtOnce(page);
          await beat(page);
          await input.setInputFiles(file);
          await ctx.until(() => page.evaluate(() => window.seen === 1 && !document.querySelector('.reading')), 'the way to stop');
          ctx.within(100, await page.evaluate(() => window.longest), 'the page busy at a stretch until reading was stopped');
          // Everything stands as it was, and the same file can be chosen again.
          ctx.expect.equal(await page.locator('dialog[open]').count() + await opens.count(), 0, 'nothing is taken of a file that was stopped');
        }
        await beat(page);
        await input.setInputFiles([]);
        await input.setInputFiles(file);
        await page.locator('.reading progress').waitFor({ state: 'attached' });
        await opens.waitFor();
        ctx.within(100, await page.evaluate(() => window.longest), 'the page busy at a stretch while a large file was read');
        await page.getByRole('row', { name: /Projects 8,000/ }).waitFor();
      } finally {
        await rm(folder, { recursive: true, force: true });
      }
    },
  },
];

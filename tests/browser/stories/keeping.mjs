// Keeping: what is edited is there after a reload, in the other tab, and never lost without words.

import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import { tmpdir } from 'node:os';

const banner = (page, words) => page.locator('.banner', { hasText: words });

/** Opens the sample portfolio and then the page of data. */
async function sample(ctx, options = {}) {
  const page = await ctx.open('', options);
  await page.getByRole('button', { name: /sample portfolio/i }).click();
  await page.getByRole('heading', { level: 1, name: 'Cockpit' }).waitFor();
  await data(ctx, page);
  return page;
}

async function data(ctx, page) {
  await page.goto(ctx.address('data'));
  await page.getByRole('heading', { level: 1, name: 'Data & backups' }).waitFor();
}

async function exported(ctx, page) {
  const file = await ctx.download(page, () => page.getByRole('button', { name: 'Save JSON' }).click());
  return file.bytes.toString('utf8');
}

/** Edits by opening a file in which one project has another name. */
async function rename(ctx, page, from, to) {
  const text = await exported(ctx, page);
  ctx.expect.ok(text.includes(`"name":"${from}"`), `no project is called ${from}`);
  const file = path.join(tmpdir(), `baton-story-${process.pid}-${to}.json`);
  await writeFile(file, text.replace(`"name":"${from}"`, `"name":"${to}"`));
  await page.locator('input[type=file]').first().setInputFiles(file);
  await page.getByRole('button', { name: 'Add and update' }).click();
  await page.getByText('Merged another copy').first().waitFor();
}

/** Takes the newest step back and reloads in the very same task: nothing has time to be saved. */
const undoAndReload = (page) => page.evaluate(() => {
  document.body.dispatchEvent(new KeyboardEvent('keydown', { key: 'z', ctrlKey: true, bubbles: true, cancelable: true }));
  location.reload();
});

export const stories = [
  {
    name: 'an edit is kept when the page is reloaded in the same moment',
    async run(ctx) {
      const page = await sample(ctx);
      const before = await exported(ctx, page);
      await rename(ctx, page, 'Trusted Zone Paris', 'Zone One');
      await page.reload();
      await ctx.started(page);
      await data(ctx, page);
      ctx.expect.ok((await exported(ctx, page)).includes('"name":"Zone One"'));
      await rename(ctx, page, 'Zone One', 'Zone Two');
      await undoAndReload(page);
      await page.waitForLoadState();
      await ctx.started(page);
      await data(ctx, page);
      const after = await exported(ctx, page);
      ctx.expect.ok(after.includes('"name":"Zone One"'), 'the step taken back came back');
      ctx.expect.equal(after.replace('"name":"Zone One"', '"name":"Trusted Zone Paris"'), before);
    },
  },
  {
    name: 'two tabs edit at once and show the same',
    async run(ctx) {
      const context = await ctx.newContext();
      const one = await sample(ctx, { context });
      const two = await ctx.open('data', { context });
      await two.getByRole('button', { name: 'Save JSON' }).waitFor();
      await rename(ctx, one, 'Trusted Zone Paris', 'From one');
      await ctx.until(async () => (await exported(ctx, two)).includes('"name":"From one"'), 'the edit of the first tab in the second');
      await rename(ctx, two, '400G core ring', 'From two');
      await ctx.until(async () => (await exported(ctx, one)).includes('"name":"From two"'), 'the edit of the second tab in the first');
      ctx.expect.equal(await exported(ctx, one), await exported(ctx, two));
    },
  },
  {
    name: 'blocked storage is said, and the app works in memory',
    async run(ctx) {
      const context = await ctx.newContext();
      await context.addInitScript(() => {
        const refuse = () => { throw new DOMException('blocked', 'SecurityError'); };
        IDBFactory.prototype.open = refuse;
        Object.defineProperty(window, 'localStorage', { get: refuse });
      });
      const page = await ctx.open('', { context });
      await page.getByRole('button', { name: /sample portfolio/i }).click();
      await banner(page, 'nothing is being saved').waitFor();
      await data(ctx, page);
      ctx.expect.ok((await exported(ctx, page)).includes('"name":"Trusted Zone Paris"'));
    },
  },
  {
    name: 'a full browser loses no edit, says so, and saves once there is room',
    async run(ctx) {
      const context = await ctx.newContext();
      await context.addInitScript(() => {
        const put = IDBObjectStore.prototype.put;
        IDBObjectStore.prototype.put = function (...args) {
          if (window.full) throw new DOMException('no room', 'QuotaExceededError');
          return put.apply(this, args);
        };
      });
      const page = await sample(ctx, { context });
      await page.evaluate(() => { window.full = true; });
      await rename(ctx, page, 'Trusted Zone Paris', 'Kept');
      await banner(page, 'no room left').waitFor();
      ctx.expect.ok((await exported(ctx, page)).includes('"name":"Kept"'));
      await page.evaluate(() => { window.full = false; });
      await banner(page, 'no room left').waitFor({ state: 'detached' });
      await page.reload();
      await ctx.started(page);
      await data(ctx, page);
      ctx.expect.ok((await exported(ctx, page)).includes('"name":"Kept"'));
    },
  },
  {
    name: 'a backup brings the portfolio back, and undo takes that back',
    async run(ctx) {
      const page = await sample(ctx);
      const before = await exported(ctx, page);
      await page.getByRole('button', { name: 'Back up now' }).click();
      await page.getByText('Backed up').first().waitFor();
      await rename(ctx, page, 'Trusted Zone Paris', 'Other');
      await ctx.until(async () => (await page.getByRole('button', { name: 'Restore', exact: true }).count()) >= 1, 'a backup in the list');
      await page.getByRole('button', { name: 'Restore', exact: true }).last().click();
      await page.getByText('Went back to the backup').first().waitFor();
      ctx.expect.equal(await exported(ctx, page), before);
      await page.keyboard.press('Control+z');
      await ctx.until(async () => (await exported(ctx, page)).includes('"name":"Other"'), 'the undone restore');
      await ctx.axe(page);
    },
  },
];

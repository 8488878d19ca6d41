// Copies in a folder of the person's own. The folder is one of the browser's private file system,
// which is written to by the same calls as one of the disk.

import { everyLook, go, sample } from '../lib/sample.mjs';
import { exported } from '../lib/storage.mjs';

/** Before the page's own scripts: the folder that the person chooses, and faults that the story turns on. */
const folder = () => {
  // The empty page before the first one has none of it.
  if (!window.FileSystemWritableFileStream) return;
  window.showDirectoryPicker = async () => {
    if (window.dismissed) throw new DOMException('dismissed', 'AbortError');
    return (await navigator.storage.getDirectory()).getDirectoryHandle('Copies', { create: true });
  };
  const wrap = (type, name, act) => {
    const call = type.prototype[name];
    type.prototype[name] = function (...args) { return act.call(this, () => call.apply(this, args)); };
  };
  for (const name of ['write', 'close']) {
    wrap(FileSystemWritableFileStream, name, async function (go) {
      if (window.fault === name) throw new DOMException('no room', 'QuotaExceededError');
      return go();
    });
  }
  wrap(File, 'text', async (go) => (window.fault === 'text' ? (await go()).slice(1) : go()));
  wrap(FileSystemHandle, 'queryPermission', async (go) => (localStorage.getItem('story/revoked') ? 'prompt' : go()));
};

const state = (page) => page.getByTestId('folder-state');
const says = (page, text) => state(page).filter({ hasText: text }).waitFor();

/** The files of the folder: name, text. */
const files = (page) => page.evaluate(async () => {
  const found = [];
  const place = await (await navigator.storage.getDirectory()).getDirectoryHandle('Copies', { create: true });
  for await (const [name, file] of place.entries()) {
    // Past the fault of the story.
    found.push([name, new TextDecoder().decode(await (await file.getFile()).arrayBuffer())]);
  }
  return Object.fromEntries(found.sort());
});

async function rename(ctx, page, name) {
  await go(ctx, page, 'settings');
  const field = page.getByRole('textbox', { name: /^Organisation/ }).first();
  await field.fill(name);
  await field.press('Tab');
  await go(ctx, page, 'data');
  await state(page).waitFor();
}

const press = (page, name) => page.getByRole('button', { name, exact: true }).click();

export const stories = [
  {
    // Row 55.
    name: 'copies go to a folder in turn, are whole whatever fails, and the folder is remembered',
    browsers: ['chromium'],
    async run(ctx) {
      const context = await ctx.newContext();
      await context.addInitScript(folder);
      const page = await sample(ctx, 'data', { context });
      await says(page, 'Copies are only made by hand');
      // Choosing none leaves all as it is.
      await page.evaluate(() => { window.dismissed = true; });
      await press(page, 'Choose a folder…');
      await page.evaluate(() => { window.dismissed = false; });
      await says(page, 'Copies are only made by hand');
      await press(page, 'Choose a folder…');
      await says(page, /-1\.json, /);
      ctx.expect.deepEqual(Object.values(await files(page)), [await exported(ctx, page)]);
      // An edit is followed by a copy in the other file.
      await rename(ctx, page, 'After the first copy');
      await says(page, /-2\.json, /);
      let good = await exported(ctx, page);
      ctx.expect.equal(Object.values(await files(page))[1], good);
      // Whatever fails, the newest whole copy is untouched, and it is said until one was written.
      for (const [fault, words] of [['write', 'the disk is full'], ['close', 'the disk is full'], ['text', 'could not be written or read back']]) {
        await rename(ctx, page, `Fails at ${fault}`);
        await page.evaluate((name) => { window.fault = name; }, fault);
        await press(page, 'Write now');
        await says(page, words);
        await says(page, 'The copy before it is untouched');
        await page.getByTestId('copy-age').filter({ hasText: 'File copy failed' }).waitFor();
        ctx.expect.ok(Object.values(await files(page)).includes(good), `a whole copy after a fault of ${fault}`);
        if (fault === 'write') { await ctx.looks(page, 'folder-full'); }
        await page.evaluate(() => { window.fault = undefined; });
        await press(page, 'Write now');
        await says(page, /\.json, /);
        good = await exported(ctx, page);
        ctx.expect.ok(Object.values(await files(page)).includes(good));
        ctx.count('failed copies');
      }
      // The folder belongs to the portfolio: it is there after a reload, and asks where the browser wants it to.
      await page.reload();
      await says(page, 'A copy follows after the next edit');
      await page.evaluate(() => localStorage.setItem('story/revoked', '1'));
      await page.reload();
      await says(page, 'Paused');
      await page.getByTestId('copy-age').filter({ hasText: 'File copy paused' }).waitFor();
      await press(page, 'Allow again');
      await says(page, /\.json, /);
      // A folder that is gone is said, and another one can be chosen.
      await page.evaluate(async () => (await navigator.storage.getDirectory()).removeEntry('Copies', { recursive: true }));
      await press(page, 'Write now');
      await says(page, 'the folder is not there any more');
      await press(page, 'Choose a folder…');
      await says(page, /-1\.json, /);
      ctx.expect.deepEqual(Object.values(await files(page)), [good]);
      await press(page, 'Stop');
      await says(page, 'Copies are only made by hand');
      await page.reload();
      await says(page, 'Copies are only made by hand');
    },
  },
  {
    name: 'a browser that cannot write to a folder says so, in every look',
    async run(ctx) {
      await everyLook(ctx, 'data', async (page) => {
        const words = ctx.kind === 'chromium' ? /Copies are only made by hand|Les copies se font à la main/ : /cannot write to a folder|ne peut pas écrire seul/;
        await page.getByText(words).first().waitFor();
      });
    },
  },
];

// Keeping: what is edited is there after a reload, in the other tab, and never lost without words.

import { go, sample as opened } from '../lib/sample.mjs';
import { banner, exported, nameOf } from '../lib/storage.mjs';

/** Opens the sample portfolio and then the page of data. */
const sample = (ctx, options) => opened(ctx, 'data', options);
const data = (ctx, page) => go(ctx, page, 'data');

/** Edits by opening a file in which one project has another name. */
async function rename(ctx, page, from, to) {
  const text = await exported(ctx, page);
  ctx.expect.ok(text.includes(`"name":"${from}"`), `no project is called ${from}`);
  const buffer = Buffer.from(text.replace(`"name":"${from}"`, `"name":"${to}"`));
  await page.locator('input[type=file]').first().setInputFiles({ name: 'copy.json', mimeType: 'application/json', buffer });
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
      await banner(page, 'nothing is being saved').waitFor();
      await page.getByRole('button', { name: /sample portfolio/i }).click();
      await page.getByRole('heading', { level: 1, name: 'Cockpit' }).waitFor();
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
    name: 'what was typed a moment ago is kept when the tab is closed',
    async run(ctx) {
      const context = await ctx.newContext();
      const page = await sample(ctx, { context });
      for (const [name, leave] of [
        ['Typed and closed', () => page.close()],
        ['Typed and reloaded', (other) => other.reload()],
      ]) {
        const typing = page.isClosed() ? await ctx.open('settings', { context }) : page;
        await typing.goto(ctx.address('settings'));
        await nameOf(typing).fill(name);
        await leave(typing);
        const after = await ctx.open('data', { context });
        await after.getByRole('button', { name: 'Save JSON' }).waitFor();
        ctx.expect.match(await exported(ctx, after), new RegExp(`"kind":"portfolio"[^\n]*"name":"${name}"`));
      }
    },
  },
  {
    name: 'a backup brings the portfolio back after it showed the difference, and undo takes that back',
    async run(ctx) {
      const page = await sample(ctx);
      const before = await exported(ctx, page);
      await page.getByRole('button', { name: 'Back up now' }).click();
      await page.getByText('Backed up').first().waitFor();
      await rename(ctx, page, 'Trusted Zone Paris', 'Other');
      const restore = page.getByRole('button', { name: 'Restore', exact: true });
      await restore.last().click();
      const dialog = page.getByRole('dialog', { name: /Go back to the backup/ });
      await dialog.getByRole('row', { name: /Project.*Name.*Other.*Trusted Zone Paris/ }).waitFor();
      await ctx.axe(page);
      await dialog.getByRole('button', { name: 'Cancel' }).click();
      ctx.expect.ok((await exported(ctx, page)).includes('"name":"Other"'), 'nothing was restored yet');
      await restore.last().click();
      await dialog.getByRole('button', { name: 'Restore' }).click();
      await page.getByText('Went back to the backup').first().waitFor();
      ctx.expect.equal(await exported(ctx, page), before);
      await page.keyboard.press('Control+z');
      await ctx.until(async () => (await exported(ctx, page)).includes('"name":"Other"'), 'the undone restore');
    },
  },
  {
    name: 'the library renames, copies, deletes and brings back, and the name is that of the settings',
    async run(ctx) {
      const page = await sample(ctx);
      const line = (name) => page.locator('.data-line').filter({ has: page.getByText(name, { exact: true }) });
      const named = (name) => page.getByRole('navigation').getByRole('button', { name, exact: true }).first();
      const retitle = async (from, to) => {
        await page.getByRole('button', { name: `Rename ${from}`, exact: true }).click();
        const field = page.getByRole('textbox', { name: 'Name of the portfolio' });
        await field.fill(to);
        await field.press('Enter');
      };
      // The open one: a step like any other.
      await retitle('2026 portfolio', 'Portfolio of the PMO');
      await named('Portfolio of the PMO').waitFor();
      await line('Portfolio of the PMO').waitFor();
      ctx.expect.match(await exported(ctx, page), /"kind":"portfolio"[^\n]*"name":"Portfolio of the PMO"/);
      await page.keyboard.press('Control+z');
      await line('2026 portfolio').waitFor();
      // In the settings: the library follows.
      await page.goto(ctx.address('settings'));
      await nameOf(page).fill('Named in settings');
      await nameOf(page).press('Enter');
      await named('Named in settings').waitFor();
      await data(ctx, page);
      await line('Named in settings').waitFor();
      // A copy has its name in its settings, too, and one that is not open is renamed in both places.
      await page.getByRole('button', { name: 'Copy Named in settings as a sandbox' }).click();
      await line('Named in settings (sandbox)').waitFor();
      await retitle('Named in settings (sandbox)', 'Trial');
      await line('Trial').waitFor();
      await line('Trial').getByRole('button', { name: 'Open' }).click();
      await named('Trial').waitFor();
      await data(ctx, page);
      ctx.expect.match(await exported(ctx, page), /"kind":"portfolio"[^\n]*"name":"Trial"/);
      // The open one goes, the other is opened, and undo brings it back.
      await page.getByRole('button', { name: 'Delete Trial', exact: true }).click();
      await named('Named in settings').waitFor();
      await page.getByRole('button', { name: 'Bring Trial back' }).waitFor();
      await page.getByRole('button', { name: 'Undo' }).last().click();
      await page.getByRole('button', { name: 'Delete Trial', exact: true }).waitFor();
      // Without any portfolio the first screen comes, and the deletion can still be undone.
      await page.getByRole('button', { name: 'Delete Trial', exact: true }).click();
      await page.getByRole('button', { name: 'Bring Trial back' }).waitFor();
      await page.getByRole('button', { name: 'Delete Named in settings', exact: true }).click();
      await page.getByRole('button', { name: /sample portfolio/i }).waitFor();
      await page.getByRole('button', { name: 'Undo' }).last().click();
      await named('Named in settings').waitFor();
    },
  },
  {
    name: 'a file of a newer version is looked at and not edited',
    async run(ctx) {
      const page = await sample(ctx);
      const text = (await exported(ctx, page))
        .replace(/"version":\d+,"min_reader":\d+,"app":"[^"]*"/, '"version":9,"min_reader":9,"app":"9.1"')
        .replace('"name":"Trusted Zone Paris"', '"name":"From the future"');
      const bytes = { name: 'newer.json', mimeType: 'application/json', buffer: Buffer.from(text) };
      const look = page.getByRole('button', { name: 'Look at it, read only' });
      const said = banner(page, 'newer.json');
      for (const place of ['data', 'import']) {
        await page.goto(ctx.address(place));
        await page.locator('input[type=file]').first().setInputFiles(bytes);
        await page.getByText('A newer version of Baton (9.1) wrote this file').waitFor();
        await look.click();
        await said.waitFor();
        await page.getByRole('heading', { level: 1, name: 'Cockpit' }).waitFor();
        await page.goto(ctx.address('settings'));
        await nameOf(page).fill('Must not be');
        await nameOf(page).press('Enter');
        await page.getByText('open for reading only').first().waitFor();
        if (place === 'data') await ctx.looks(page, 'newer-file');
        await data(ctx, page);
        ctx.expect.equal(await exported(ctx, page), text, 'the very file comes out again');
        await said.getByRole('button', { name: 'Close the file' }).click();
        await said.waitFor({ state: 'detached' });
        ctx.expect.ok((await exported(ctx, page)).includes('"name":"Trusted Zone Paris"'));
      }
      await page.reload();
      await ctx.started(page);
      await data(ctx, page);
      ctx.expect.equal(await page.getByText('From the future').count(), 0);
    },
  },
  {
    name: 'data cleared under a running page is stored again when asked',
    async run(ctx) {
      const page = await sample(ctx);
      await rename(ctx, page, 'Trusted Zone Paris', 'Survivor');
      const before = await exported(ctx, page);
      await page.evaluate(async () => {
        localStorage.clear();
        const gone = (name) => new Promise((done, fail) => {
          const request = indexedDB.deleteDatabase(name);
          request.onsuccess = done;
          request.onerror = fail;
        });
        await Promise.all((await indexedDB.databases()).map(({ name }) => gone(name)));
      });
      const said = banner(page, 'was cleared while this tab was open');
      await said.waitFor();
      ctx.expect.equal(await exported(ctx, page), before);
      await said.getByRole('button', { name: 'Store it here again' }).click();
      await said.waitFor({ state: 'detached' });
      await page.getByTestId('save-state').getByText('Saved', { exact: true }).waitFor();
      await page.reload();
      await ctx.started(page);
      await data(ctx, page);
      ctx.expect.equal(await exported(ctx, page), before);
      await page.locator('.data-line').filter({ hasText: '2026 portfolio' }).waitFor();
    },
  },
  {
    name: 'the browser is asked for protection after the first edit, and copies in files are reminded of',
    async run(ctx) {
      const context = await ctx.newContext();
      await context.addInitScript(() => {
        window.asked = 0;
        if (!navigator.storage) return;
        StorageManager.prototype.persist = async () => { window.asked += 1; return false; };
        StorageManager.prototype.persisted = async () => false;
      });
      const page = await sample(ctx, { context });
      const age = page.getByTestId('copy-age');
      await age.getByText('No copy in a file').waitFor();
      ctx.expect.equal(await page.evaluate(() => window.asked), 0);
      await rename(ctx, page, 'Trusted Zone Paris', 'First edit');
      await page.getByText('did not promise').waitFor();
      ctx.expect.equal(await page.evaluate(() => window.asked), 1);
      await age.getByText('File copy today').waitFor();
      await rename(ctx, page, 'First edit', 'Second edit');
      ctx.expect.equal(await page.evaluate(() => window.asked), 1);
      ctx.expect.equal(await page.locator('.banner').count(), 0);
      // Eight days later.
      await context.addInitScript(() => {
        const now = Date.now;
        Date.now = () => now() + 8 * 86_400_000;
      });
      await page.reload();
      await ctx.started(page);
      const said = banner(page, 'The last copy outside this browser is 8 days old');
      await said.waitFor();
      await ctx.looks(page, 'copy-reminder');
      await said.getByRole('button', { name: 'Later' }).click();
      await said.waitFor({ state: 'detached' });
      await page.reload();
      await ctx.started(page);
      await age.getByText('File copy', { exact: false }).waitFor();
      await page.getByText('Save one: a cleared browser has no copy').waitFor();
      ctx.expect.equal(await said.count(), 0);
    },
  },
  {
    name: 'leaving asks only while something is truly unsaved',
    browsers: ['chromium'],
    async run(ctx) {
      const context = await ctx.newContext();
      await context.addInitScript(() => {
        const refuse = () => { throw new DOMException('blocked', 'SecurityError'); };
        if (window.name === 'blocked') {
          IDBFactory.prototype.open = refuse;
          Object.defineProperty(window, 'localStorage', { get: refuse });
        }
      });
      const asks = (page) => page.evaluate(() => !dispatchEvent(new Event('beforeunload', { cancelable: true })));
      const page = await sample(ctx, { context });
      await rename(ctx, page, 'Trusted Zone Paris', 'Kept');
      ctx.expect.equal(await asks(page), false);
      await page.evaluate(() => { window.name = 'blocked'; });
      await page.reload();
      await ctx.started(page);
      await banner(page, 'nothing is being saved').waitFor();
      await page.getByRole('button', { name: /sample portfolio/i }).click();
      await page.getByRole('heading', { level: 1, name: 'Cockpit' }).waitFor();
      await banner(page, 'nothing is being saved').waitFor();
      ctx.expect.equal(await asks(page), false, 'nothing was edited');
      await data(ctx, page);
      await rename(ctx, page, 'Trusted Zone Paris', 'In memory');
      ctx.expect.equal(await asks(page), true);
      await exported(ctx, page);
      ctx.expect.equal(await asks(page), false, 'the edit is in a file');
    },
  },
];

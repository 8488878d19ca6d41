// Storage that was cleared, damaged, or written by another version: it is said, nothing is made of what cannot
// be read, and nothing is written over what another version owns. The rows are those of the fault catalogue.

import { TIMES, banner, bare, dice, dump, exported, nameOf, profile, put, rename, rowsOf, saved, settings, stored } from '../lib/storage.mjs';

export const stories = [
  {
    // Rows 16 and 17.
    name: 'cleared data is noticed within a second in every tab, stored again or left empty as asked; a cleared journal is no loss',
    browsers: ['chromium'],
    async run(ctx) {
      const context = await profile(ctx);
      for (let round = 0; round < 4 * TIMES; round += 1) {
        const [types, way] = [['all', 'Store it here again'], ['indexeddb', 'Store it here again'], ['local_storage', ''], ['all', 'Leave it empty']][round % 4];
        const page = await settings(ctx, context);
        const other = await settings(ctx, context);
        await rename(page, `Cleared ${round}`);
        await saved(page);
        const kept = await exported(ctx, page);
        await page.evaluate(() => {
          window.noticed = new Promise((done) => {
            new MutationObserver(() => { if (document.querySelector('.banner[role="alert"]')) done(performance.timeOrigin + performance.now()); })
              .observe(document.body, { subtree: true, childList: true });
          });
        });
        const client = await context.newCDPSession(page);
        const began = await page.evaluate(() => performance.timeOrigin + performance.now());
        await client.send('Storage.clearDataForOrigin', { origin: ctx.server.origin, storageTypes: types });
        if (types === 'local_storage') {
          await page.goto(ctx.address('settings'));
          await rename(page, 'After the journal');
          await saved(page);
          ctx.expect.equal(await page.locator('.banner').count(), 0);
          await Promise.all([page.close(), other.close()]);
          ctx.expect.match(await stored(ctx, context), /"name":"After the journal"/);
          continue;
        }
        const took = await page.evaluate(() => window.noticed) - began;
        ctx.within(1000, took, 'words about cleared data');
        const said = banner(page, 'was cleared while this tab was open');
        await banner(other, 'was cleared while this tab was open').waitFor();
        if (round === 0) {
          await page.getByText('Nothing is stored in this browser now').waitFor();
          await ctx.looks(page, 'cleared');
        }
        const file = await ctx.download(page, () => said.getByRole('button', { name: 'Save to a file' }).click());
        ctx.expect.equal(file.bytes.toString('utf8'), kept);
        await said.getByRole('button', { name: way }).click();
        if (way === 'Leave it empty') {
          await page.getByRole('button', { name: /sample portfolio/i }).waitFor();
          await Promise.all([page.close(), other.close({ runBeforeUnload: false })]);
          const after = await ctx.open('', { context });
          await after.getByRole('button', { name: /sample portfolio/i }).click();
          await after.locator('.bar h1').waitFor();
          await saved(after);
          await after.close();
          continue;
        }
        await said.waitFor({ state: 'detached' });
        await saved(page);
        await Promise.all([page.close(), other.close()]);
        ctx.expect.equal(await stored(ctx, context), kept);
      }
    },
  },
  {
    // Rows 18 and 19.
    name: 'damaged bytes are said, set aside for the raw export, and cost nothing but themselves',
    browsers: ['chromium'],
    async run(ctx) {
      const roll = dice(18);
      const context = await profile(ctx);
      const beside = await bare(ctx, context);
      let page = await settings(ctx, context);
      // Two snapshots, and operations behind them.
      for (const round of [1, 2]) {
        await page.goto(ctx.address('settings'));
        await rename(page, `Before ${round}`);
        await saved(page);
        await page.goto(ctx.address('data'));
        await page.getByRole('button', { name: 'Back up now' }).click();
        await page.getByText('Backed up').first().waitFor();
        await page.reload();
        await ctx.started(page);
      }
      await page.goto(ctx.address('settings'));
      await rename(page, 'After both');
      await saved(page);
      const kept = await exported(ctx, page);
      await page.close();
      const whole = await dump(beside);
      const wounds = [
        (text) => text.slice(0, Math.floor(text.length / 2)),
        (text) => { const at = roll(text.length); return `${text.slice(0, at)}${text[at] === 'x' ? 'y' : 'x'}${text.slice(at + 1)}`; },
        () => 42,
        () => ({ not: 'ours' }),
        () => '',
      ];
      for (let round = 0; round < 10 * TIMES; round += 1) {
        // As it was, with one wound.
        for (const store of ['head', 'snap', 'ops']) for (const [key, text] of rowsOf(whole, store)) await put(beside, store, key, text);
        const [head] = rowsOf(whole, 'head');
        const { generation } = JSON.parse(head[1].slice(9));
        const newest = rowsOf(whole, 'snap').find(([key]) => key.endsWith(generation % 2 === 1 ? '/a' : '/b'));
        const [key, text] = [newest, head][round % 2];
        const wound = wounds[Math.floor(round / 2) % wounds.length](text);
        await put(beside, round % 2 === 0 ? 'snap' : 'head', key, wound);
        page = await ctx.open('data', { context });
        if (round % 2 === 0) await page.getByText('1 entry could not be read').first().waitFor();
        ctx.expect.equal(await exported(ctx, page), kept, `round ${round}`);
        if (round % 2 === 0 && typeof wound === 'string') {
          await ctx.until(async () => rowsOf(await dump(beside), 'quar').some((row) => row[1] === wound), 'the damaged snapshot set aside');
        }
        await page.close();
      }
      // An operation and an entry of the journal that cannot be read.
      const [operation, bytes] = rowsOf(whole, 'ops').at(-1);
      const [portfolio, session] = operation.split('/');
      for (const store of ['head', 'snap', 'ops']) for (const [key, text] of rowsOf(whole, store)) await put(beside, store, key, text);
      await put(beside, 'ops', `${portfolio}/${session}/000000999999`, `${bytes}x`);
      const prefix = await beside.evaluate(async () => {
        const [{ name }] = await indexedDB.databases();
        let crc = ~0;
        for (const byte of new TextEncoder().encode(name)) {
          crc ^= byte;
          for (let n = 0; n < 8; n += 1) crc = (crc >>> 1) ^ (crc & 1 ? 0xEDB88320 : 0);
        }
        return `j/${(~crc >>> 0).toString(16).padStart(8, '0')}/`;
      });
      await beside.evaluate(([key, text]) => localStorage.setItem(key, text), [`${prefix}${portfolio}/${session}/000000999998`, 'cut']);
      page = await ctx.open('data', { context });
      const said = page.getByRole('alert').filter({ hasText: '2 entries could not be read' });
      await said.waitFor();
      await ctx.looks(page, 'damaged');
      ctx.expect.equal(await exported(ctx, page), kept);
      const raw = await ctx.download(page, () => page.getByRole('button', { name: 'Save raw' }).click());
      ctx.expect.ok(raw.bytes.toString('utf8').includes(JSON.stringify(`${bytes}x`).slice(1, -1)), 'the damaged operation is in the raw data');
      await page.reload();
      await ctx.started(page);
      ctx.expect.equal(await exported(ctx, page), kept);
      ctx.expect.equal(await page.getByText('could not be read').count(), 0, 'it is said once');
    },
  },
  {
    // Rows 24 and 25.
    name: 'a newer version takes the data over from an old tab, or says which tab keeps it from that',
    browsers: ['chromium'],
    async run(ctx) {
      const context = await profile(ctx);
      const beside = await bare(ctx, context);
      // The newer app: the same, with the next version of the database.
      const newer = () => {
        new MutationObserver(() => {
          if (document.querySelector('.banner')) window.told ??= performance.timeOrigin + performance.now();
        }).observe(document, { subtree: true, childList: true });
        const open = IDBFactory.prototype.open;
        IDBFactory.prototype.open = function (name, version) {
          if (version === undefined) return open.call(this, name);
          window.asked ??= performance.timeOrigin + performance.now();
          return open.call(this, name, version + 1);
        };
      };
      // An old tab that ignores the request to let go.
      const stubborn = await context.newPage();
      await stubborn.addInitScript(() => Object.defineProperty(IDBDatabase.prototype, 'onversionchange', { set() {}, get() { return null; } }));
      await stubborn.goto(ctx.address('settings'));
      await nameOf(stubborn).waitFor();
      const old = await settings(ctx, context);
      await rename(old, 'Of the old version');
      await saved(old);
      const next = await context.newPage();
      await next.addInitScript(newer);
      await old.evaluate(() => {
        new MutationObserver(() => {
          if (document.querySelector('.banner')) window.told ??= performance.timeOrigin + performance.now();
        }).observe(document, { subtree: true, childList: true });
      });
      await next.goto(ctx.address('settings'));
      // The one that listens is read only and says so.
      const said = banner(old, 'newer version of Baton took over');
      await said.waitFor();
      await said.getByRole('button', { name: 'Reload' }).waitFor();
      await rename(old, 'Must not be');
      await old.locator('.field', { hasText: 'newer version of Baton took over' }).waitFor();
      await ctx.looks(old, 'taken-over');
      // The new one names the cause, and goes on when the other has gone.
      const held = banner(next, 'Another tab keeps the data open');
      await held.waitFor();
      const asked = await next.evaluate(() => window.asked);
      for (const page of [old, next]) {
        const took = await page.evaluate(() => window.told) - asked;
        ctx.within(2000, took, 'words about a newer version');
      }
      ctx.expect.equal(await next.getByRole('button', { name: /sample portfolio/i }).count(), 0);
      await ctx.looks(next, 'held');
      await stubborn.close();
      await nameOf(next).waitFor();
      ctx.expect.equal(await nameOf(next).inputValue(), 'Of the old version');
      ctx.expect.equal(await held.count(), 0);
      await rename(next, 'Of the new version');
      await saved(next);
      await next.close();
      // The old version comes back, says so and changes nothing.
      const before = await dump(beside);
      await old.close();
      const back = await ctx.open('', { context });
      const intact = banner(back, 'Your data is intact');
      await intact.waitFor();
      await ctx.looks(back, 'newer-database');
      ctx.expect.equal(await back.getByRole('button', { name: /sample portfolio/i }).count(), 0);
      for (const key of ['Enter', 'b']) await back.keyboard.press(key);
      const raw = await ctx.download(back, () => intact.getByRole('button', { name: 'Save the raw data' }).click());
      ctx.expect.ok(raw.bytes.toString('utf8').includes('Of the new version'));
      for (const place of ['data', 'import', 'cockpit']) {
        await back.goto(ctx.address(place));
        await ctx.started(back);
      }
      await back.reload();
      await intact.waitFor();
      await back.close();
      ctx.expect.deepEqual(await dump(beside), before);
    },
  },
];

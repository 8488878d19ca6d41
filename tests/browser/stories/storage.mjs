// Storage that fails: no room, no answer, no permission, a lost connection. What was accepted is kept, and
// what a person has to know is said. The rows are
// those of the fault catalogue.

import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { tmpdir } from 'node:os';
import { launchOn } from '../lib/browsers.mjs';
import { TIMES, allow, banner, bare, dice, dump, exported, nameOf, noise, profile, rename, saved, settings, stored, usage } from '../lib/storage.mjs';

/** Makes the opening of the app's database fail while the host says so, and counts deletions. */
const failingOpen = () => {
  const open = IDBFactory.prototype.open;
  const remove = IDBFactory.prototype.deleteDatabase;
  IDBFactory.prototype.deleteDatabase = function (...args) {
    if (args[0] !== 'refused') localStorage.setItem('deletions', '1');
    return remove.apply(this, args);
  };
  IDBFactory.prototype.open = function (...args) {
    const name = localStorage.getItem('open-fails');
    if (!name || !String(args[0]).startsWith('baton:')) return open.apply(this, args);
    // A real request that ends in an error, under the name that is wanted.
    const request = open.call(this, 'refused', 1);
    request.addEventListener('upgradeneeded', () => request.transaction.abort());
    Object.defineProperty(request, 'error', { get: () => new DOMException('injected', name) });
    return request;
  };
};

/** A request that never answers, until `window.release()`. */
const silentOpen = () => {
  new MutationObserver(() => {
    if (document.querySelector('.banner')) window.told ??= performance.now();
  }).observe(document, { subtree: true, childList: true });
  const open = IDBFactory.prototype.open;
  IDBFactory.prototype.open = function (...args) {
    const request = open.apply(this, args);
    if (window.released || !String(args[0]).startsWith('baton:')) return request;
    window.asked ??= performance.now();
    const waiting = (window.waiting ??= []);
    window.release = () => { window.released = true; waiting.forEach((call) => call()); };
    for (const type of ['success', 'error', 'upgradeneeded']) {
      let handler = null;
      Object.defineProperty(request, `on${type}`, { set: (call) => { handler = call; }, get: () => handler });
      request.addEventListener(type, (event) => {
        if (window.released) handler?.call(request, event);
        else waiting.push(() => handler?.call(request, event));
      });
    }
    return request;
  };
};

/** Lets `transaction()` throw from one call on, until `window.healed`. */
const failingTransactions = () => {
  const transaction = IDBDatabase.prototype.transaction;
  window.calls = 0;
  if (location.protocol === 'about:') return;
  const [from, times, error] = (localStorage.getItem('transactions-fail') ?? '0 0 -').split(' ');
  IDBDatabase.prototype.transaction = function (...args) {
    window.calls += 1;
    const over = window.healed || from === '0' || window.calls < Number(from) || window.calls >= Number(from) + Number(times);
    if (!over) throw new DOMException('injected', error);
    return transaction.apply(this, args);
  };
};

/** The milliseconds from an edit until the page says that it is not saved. */
const timeToBar = (page, text) => page.evaluate(async ([name]) => {
  const input = Array.from(document.querySelectorAll('input')).find((each) => each.labels?.[0]?.textContent.startsWith('Name'));
  const write = Object.getOwnPropertyDescriptor(HTMLInputElement.prototype, 'value').set;
  input.focus();
  write.call(input, name);
  input.dispatchEvent(new InputEvent('input', { bubbles: true }));
  const began = performance.now();
  input.blur();
  const word = () => document.querySelector('[data-testid="save-state"]').textContent;
  for (;;) {
    await new Promise((resolve) => { setTimeout(resolve, 5); });
    if (document.querySelector('.banner[role="alert"]')) return performance.now() - began;
    if (word() === 'Saved' || performance.now() - began > 5000) return undefined;
  }
}, [text]);

export const stories = [
  {
    // Rows 7 and 10.
    name: 'a browser without room keeps every edit, says so within a second, and saves by itself once there is room',
    browsers: ['chromium'],
    async run(ctx) {
      const roll = dice(7);
      for (let round = 1; round <= TIMES; round += 1) {
        const context = await profile(ctx, { more: 10_000 + roll(40_000) });
        const page = await settings(ctx, context);
        let [took, name] = [];
        for (let n = 0; took === undefined && n < 200; n += 1) {
          name = `Round ${round}, ${n}, ${noise(2000, roll)}`;
          took = await timeToBar(page, name);
        }
        ctx.within(1000, took, 'words about missing room');
        const bar = banner(page, 'no room left');
        await bar.getByRole('button', { name: 'Free space' }).waitFor();
        await bar.getByRole('button', { name: 'Save to a file' }).waitFor();
        ctx.expect.equal(await bar.getAttribute('role'), 'alert');
        // Editing goes on, and a reload keeps it: it is in the journal.
        await rename(page, `${name}, on`);
        if (round === 1) await ctx.looks(page, 'no-room');
        const file = await ctx.download(page, () => bar.getByRole('button', { name: 'Save to a file' }).click());
        const kept = file.bytes.toString('utf8');
        ctx.expect.ok(kept.includes(`${name}, on`));
        await page.reload();
        await ctx.started(page);
        await bar.waitFor();
        ctx.expect.equal(await nameOf(page).inputValue(), `${name}, on`);
        await allow(ctx, context);
        await bar.waitFor({ state: 'detached' });
        await saved(page);
        await page.close();
        ctx.expect.equal(await stored(ctx, context), kept);
        await context.close();
      }
    },
  },
  {
    // Row 8.
    name: 'a checkpoint for which there is no room leaves what is stored as it is',
    browsers: ['chromium'],
    async run(ctx) {
      const roll = dice(8);
      for (let round = 1; round <= TIMES; round += 1) {
        // Room for the edits, not for a second snapshot.
        const context = await profile(ctx, { more: 50_000 + roll(100_000) });
        const [beside] = context.pages();
        const page = await settings(ctx, context);
        for (let n = 0; n < 3; n += 1) await rename(page, `Round ${round}, ${n}, ${noise(50, roll)}`);
        await saved(page);
        const kept = await exported(ctx, page);
        const before = await dump(beside, ['head', 'snap', 'ops', 'quar']);
        await page.getByRole('button', { name: 'Back up now' }).click();
        await page.getByText('The backup was not made').first().waitFor();
        ctx.expect.deepEqual(await dump(beside, ['head', 'snap', 'ops', 'quar']), before);
        ctx.expect.equal(await stored(ctx, context), kept);
        await allow(ctx, context);
        await page.getByRole('button', { name: 'Back up now' }).click();
        await page.getByText('Backed up').first().waitFor();
        ctx.expect.notDeepEqual(await dump(beside, ['head', 'snap']), before);
        await page.close();
        ctx.expect.equal(await stored(ctx, context), kept);
        await context.close();
      }
    },
  },
  {
    // Row 7: before there is anything to keep.
    name: 'a portfolio for which there is no room is not added, which is said with what to do',
    browsers: ['chromium'],
    async run(ctx) {
      const context = await ctx.newContext();
      await allow(ctx, context, 300_000);
      const page = await ctx.open('', { context });
      const sample = page.getByRole('button', { name: /sample portfolio/i });
      await sample.click();
      await page.getByText('no room left for another portfolio').waitFor();
      await ctx.looks(page, 'no-room-at-first');
      const [{ version, ...stores }] = Object.values({ ...await dump(await bare(ctx, context), ['head', 'snap', 'meta']), entries: undefined }).filter(Boolean);
      ctx.expect.deepEqual(stores, { head: [], meta: [], snap: [] });
      await allow(ctx, context);
      await sample.click();
      await page.locator('.bar h1').waitFor();
      await saved(page);
    },
  },
  {
    // Row 9.
    name: 'without room for the journal edits are saved all the same, and the weaker protection is said',
    async run(ctx) {
      const context = await profile(ctx);
      await context.addInitScript(() => {
        const put = IDBObjectStore.prototype.put;
        IDBObjectStore.prototype.put = function (...args) {
          if (localStorage.getItem('no-room')) throw new DOMException('no room', 'QuotaExceededError');
          return put.apply(this, args);
        };
      });
      const page = await settings(ctx, context);
      // An edit that is in the journal alone.
      await page.evaluate(() => localStorage.setItem('no-room', '1'));
      await rename(page, 'In the journal');
      await banner(page, 'no room left').waitFor();
      await page.evaluate(() => {
        localStorage.removeItem('no-room');
        for (let size = 2 ** 22; size >= 1;) {
          try { localStorage.setItem(`fill${localStorage.length}`, 'x'.repeat(size)); } catch { size = Math.floor(size / 2); }
        }
        for (let n = 0; n < 99; n += 1) {
          try { localStorage.setItem(`y${n}`, ''); } catch { break; }
        }
      });
      await page.reload();
      await ctx.started(page);
      await nameOf(page).waitFor();
      ctx.expect.equal(await nameOf(page).inputValue(), 'In the journal');
      await saved(page);
      const used = await page.evaluate(() => {
        for (let size = 2 ** 22; size >= 1;) {
          try { localStorage.setItem(`more${localStorage.length}`, 'x'.repeat(size)); } catch { size = Math.floor(size / 2); }
        }
        return localStorage.length;
      });
      ctx.expect.ok(used > 0);
      await rename(page, 'Without a journal');
      await page.getByRole('status').filter({ hasText: 'less protected' }).waitFor();
      await ctx.looks(page, 'no-room-for-the-journal');
      await saved(page);
      ctx.expect.equal(await page.locator('.banner').count(), 0);
      await page.reload();
      await ctx.started(page);
      ctx.expect.equal(await nameOf(page).inputValue(), 'Without a journal');
    },
  },
  {
    // Row 11.
    name: 'a connection that dies at any call is opened again, and edits wait for it without loss',
    browsers: ['chromium'],
    async run(ctx) {
      const roll = dice(11);
      const context = await profile(ctx);
      await context.addInitScript(failingTransactions);
      const beside = await bare(ctx, context);
      const fail = (words) => beside.evaluate((text) => localStorage.setItem('transactions-fail', text), words);
      // All of the first calls in the long run, a few of them else.
      const calls = TIMES > 4 ? Array.from({ length: 200 }, (_, i) => i + 1) : [1, 2, 3, 5, 8, 12];
      for (const from of calls) {
        const error = ['InvalidStateError', 'UnknownError'][roll(2)];
        // One call, three in a row, or all from there on.
        const times = [1, 3, 1e9][from % 3];
        await fail(`${from} ${times} ${error}`);
        const page = await ctx.open('settings', { context, wait: false });
        await ctx.started(page);
        const broken = banner(page, 'could not be read');
        await nameOf(page).or(broken).first().waitFor();
        if (await broken.count() > 0) {
          ctx.expect.ok(times > 3, `${times} failures at call ${from} were not tried again`);
          // What would be refused is not offered.
          await page.getByText('once it is open').waitFor();
          ctx.expect.equal(await page.locator('#main').getByRole('button', { name: /^Add/ }).count(), 0);
          if (from === 2) await ctx.looks(page, 'not-read');
          await page.evaluate(() => { window.healed = true; });
          await broken.getByRole('button', { name: 'Try again' }).click();
          await nameOf(page).waitFor();
          await page.evaluate(() => { window.healed = false; });
        }
        const said = banner(page, 'does not take edits at the moment');
        for (let n = 0; n < 40 && await page.evaluate(([at]) => window.calls <= at, [from + 3]); n += 1) {
          await rename(page, `Call ${from}, ${n}`);
        }
        await rename(page, `Call ${from}`);
        if (times > 3) {
          await said.waitFor();
          ctx.expect.equal(await said.getAttribute('role'), 'alert');
          ctx.expect.equal(await page.getByTestId('save-state').textContent(), 'Not saved');
          if (from === 8) await ctx.looks(page, 'takes-no-edits');
          await page.evaluate(() => { window.healed = true; });
          await said.getByRole('button', { name: 'Try again' }).click();
        }
        await saved(page);
        ctx.expect.equal(await said.count(), 0, `${times} failures at call ${from}`);
        await page.close();
        await fail('0 0 -');
        const after = await settings(ctx, context);
        ctx.expect.equal(await nameOf(after).inputValue(), `Call ${from}`);
        await after.close();
      }
    },
  },
  {
    // Row 12.
    name: 'a database that never answers is said after three seconds, and the page goes on when it does',
    browsers: ['chromium'],
    async run(ctx) {
      const context = await profile(ctx);
      await context.addInitScript(silentOpen);
      const page = await ctx.open('', { context, wait: false });
      const said = banner(page, 'database does not open');
      await said.waitFor();
      const took = await page.evaluate(() => window.told - window.asked);
      ctx.within(3500, took, 'words about a database that does not answer');
      await ctx.looks(page, 'silent-database');
      // What there is can be taken out raw, however silent the rest.
      const raw = await ctx.download(page, () => said.getByRole('button', { name: 'Save the raw data' }).click());
      ctx.expect.equal(JSON.parse(raw.bytes).format, 'baton-raw');
      await page.evaluate(() => window.release());
      await page.getByRole('heading', { level: 1, name: 'Cockpit' }).waitFor();
      ctx.expect.equal(await said.count(), 0);
      await page.close();
      // Work that was begun in memory is not replaced by what opens later.
      const other = await ctx.open('', { context });
      await banner(other, 'database does not open').waitFor();
      await other.getByRole('button', { name: 'Start with an empty portfolio' }).click();
      await other.goto(ctx.address('settings'));
      await rename(other, 'In memory');
      await other.evaluate(() => window.release());
      await banner(other, 'database does not open').waitFor();
      ctx.expect.match(await exported(ctx, other), /"name":"In memory"/);
    },
  },
  {
    // Row 13.
    name: 'a database that does not open is said, never made anew, and tried again when asked',
    browsers: ['chromium'],
    async run(ctx) {
      const context = await profile(ctx);
      await context.addInitScript(failingOpen);
      const beside = await bare(ctx, context);
      const kept = await stored(ctx, context);
      for (const name of ['UnknownError', 'QuotaExceededError']) {
        const before = await dump(beside);
        await beside.evaluate((text) => localStorage.setItem('open-fails', text), name);
        const page = await ctx.open('', { context });
        const said = banner(page, 'database does not open');
        await said.waitFor();
        ctx.expect.equal(await said.getAttribute('role'), 'alert');
        await said.getByText('Nothing was deleted').waitFor();
        await beside.evaluate(() => localStorage.removeItem('open-fails'));
        ctx.expect.deepEqual(await dump(beside), before);
        if (name === 'UnknownError') await ctx.looks(page, 'does-not-open');
        await said.getByRole('button', { name: 'Try again' }).click();
        await page.getByRole('heading', { level: 1, name: 'Cockpit' }).waitFor();
        await page.close();
        ctx.expect.equal(await stored(ctx, context), kept);
        ctx.expect.equal(await beside.evaluate(() => localStorage.getItem('deletions')), null);
      }
    },
  },
  {
    // Row 14.
    name: 'a browser that is set to block site data says that nothing is saved, and the export works',
    browsers: ['chromium'],
    async run(ctx) {
      const folder = await mkdtemp(path.join(tmpdir(), 'baton-blocked-'));
      try {
        await mkdir(path.join(folder, 'Default'));
        const preferences = { profile: { default_content_setting_values: { cookies: 2 } } };
        await writeFile(path.join(folder, 'Default', 'Preferences'), JSON.stringify(preferences));
        const context = await launchOn(folder);
        const page = context.pages()[0] ?? await context.newPage();
        const panics = [];
        page.on('pageerror', (error) => panics.push(error.message));
        await page.goto(ctx.address());
        await ctx.started(page);
        await ctx.until(() => page.evaluate(() => { try { return localStorage === undefined; } catch (e) { return e.name === 'SecurityError'; } }), 'the blocked storage');
        await banner(page, 'nothing is being saved').waitFor();
        await page.getByRole('button', { name: /sample portfolio/i }).click();
        await page.getByRole('heading', { level: 1, name: 'Cockpit' }).waitFor();
        await banner(page, 'nothing is being saved').waitFor();
        await page.goto(ctx.address('settings'));
        await rename(page, 'Never stored');
        ctx.expect.match(await exported(ctx, page), /"name":"Never stored"/);
        await ctx.looks(page, 'blocked-storage');
        ctx.expect.deepEqual(panics, []);
        await context.close();
      } finally {
        await rm(folder, { recursive: true, force: true, maxRetries: 5, retryDelay: 200 });
      }
    },
  },
  {
    // Row 15.
    name: 'a private window is told once that the data may go with it',
    browsers: ['chromium'],
    async run(ctx) {
      const page = await settings(ctx, await profile(ctx));
      await rename(page, 'First edit');
      const said = page.getByRole('status').filter({ hasText: 'a private window forgets it' });
      await said.waitFor();
      ctx.expect.equal(await page.evaluate(() => navigator.storage.persisted()), false);
      await said.hover();
      await ctx.looks(page, 'private-window', { french: false });
      await said.getByRole('button', { name: 'Close' }).click();
      await rename(page, 'Second edit');
      await saved(page);
      ctx.expect.equal(await said.count(), 0);
    },
  },
];

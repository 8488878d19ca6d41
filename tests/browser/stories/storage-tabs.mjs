// Storage that several tabs share, that goes back in time, or that is read under another clock: tabs come to
// the same and nothing that was accepted is lost. The rows are those of the fault catalogue.

import { typing } from '../lib/faults.mjs';
import { TIMES, bare, exported, nameOf, profile, rename, saved, settings, stored } from '../lib/storage.mjs';

/** Edits a field again and again without waiting, each time by leaving it. */
const typeMany = (page, label, mark, count) => page.evaluate(async ([name, text, times]) => {
  const write = Object.getOwnPropertyDescriptor(HTMLInputElement.prototype, 'value').set;
  const named = (input) => (input.getAttribute('aria-label') ?? input.labels?.[0]?.textContent ?? '').startsWith(name);
  for (let n = 1; n <= times; n += 1) {
    const input = Array.from(document.querySelectorAll('#main input')).find(named);
    input.focus();
    write.call(input, `${text} ${n}`);
    input.dispatchEvent(new InputEvent('input', { bubbles: true }));
    input.blur();
    await new Promise((resolve) => { setTimeout(resolve, n % 3); });
  }
}, [label, mark, count]);

/** Both tabs show the same, and so does a fresh one. */
async function converged(ctx, context, one, two) {
  let last;
  await ctx.until(async () => {
    last = await exported(ctx, one);
    return last === await exported(ctx, two);
  }, 'the same in both tabs');
  ctx.expect.equal(await stored(ctx, context), last);
  return last;
}

export const stories = [
  {
    // Row 4.
    name: 'a journal that went back in time brings nothing back and takes nothing away',
    browsers: ['chromium'],
    async run(ctx) {
      const context = await profile(ctx);
      const beside = await bare(ctx, context);
      for (let round = 1; round <= TIMES; round += 1) {
        const page = await settings(ctx, context);
        // The journal of each edit, as it was before the database had it.
        await page.evaluate(() => {
          window.journal = {};
          const set = Storage.prototype.setItem;
          Storage.prototype.setItem = function (key, value) {
            if (key.startsWith('j/')) window.journal[key] = value;
            return set.call(this, key, value);
          };
        });
        for (let n = 1; n <= 6; n += 1) await rename(page, `Round ${round}, ${n}`);
        await page.keyboard.press('Control+z');
        await saved(page);
        const journal = await page.evaluate(() => window.journal);
        ctx.expect.ok(Object.keys(journal).length >= 6);
        const kept = await exported(ctx, page);
        // In every second round a checkpoint has folded the edits before.
        if (round % 2 === 1) {
          await page.getByRole('button', { name: 'Back up now' }).click();
          await page.getByText('Backed up').first().waitFor();
        }
        await page.close();
        await beside.evaluate((old) => {
          for (const key of Object.keys(localStorage).filter((each) => each.startsWith('j/'))) localStorage.removeItem(key);
          for (const [key, value] of Object.entries(old)) localStorage.setItem(key, value);
        }, journal);
        ctx.expect.equal(await stored(ctx, context), kept);
        const left = await beside.evaluate(() => Object.keys(localStorage).filter((key) => key.startsWith('j/')).length);
        ctx.expect.equal(left, 0, 'the replayed journal was not cleared away');
      }
    },
  },
  {
    // Rows 20 and 21.
    name: 'two tabs that edit different records keep every edit, and of the same field both show one winner',
    browsers: ['chromium'],
    async run(ctx) {
      const context = await profile(ctx);
      const count = TIMES > 4 ? 1000 : 40;
      const [one, two] = [await settings(ctx, context), await settings(ctx, context)];
      await two.goto(ctx.address('settings?section=types'));
      await two.getByRole('textbox', { name: 'Name of the type' }).first().waitFor();
      await Promise.all([typeMany(one, 'Name', 'One', count), typeMany(two, 'Name of the type', 'Two', count)]);
      await Promise.all([saved(one), saved(two)]);
      const union = await converged(ctx, context, one, two);
      ctx.expect.ok(union.includes(`"One ${count}"`) && union.includes(`"Two ${count}"`), 'an edit is missing');
      for (let round = 1; round <= (TIMES > 4 ? 100 : 3); round += 1) {
        await Promise.all([one, two].map((page) => page.goto(ctx.address('settings'))));
        await Promise.all([one, two].map((page) => nameOf(page).waitFor()));
        await Promise.all([one, two].map((page, i) => typeMany(page, 'Name', `Round ${round} of ${'AB'[i]}`, 10)));
        await Promise.all([saved(one), saved(two)]);
        const same = await converged(ctx, context, one, two);
        ctx.expect.match(same, new RegExp(`"name":"Round ${round} of [AB] 10"`));
        // The other one is in the list of changes.
        await one.getByText(`Round ${round} of A 10`).or(one.getByText(`Round ${round} of B 10`)).first().waitFor();
      }
    },
  },
  {
    // Row 21: the note about it.
    name: 'a tab whose edit another one overrules in the same moment says so quietly',
    browsers: ['chromium'],
    async run(ctx) {
      const words = { 'en-GB': /Another tab changed “Name” of “(One|Two)” at the same time/, 'fr-FR': /Un autre onglet a modifié « Nom » de « (One|Two) » au même moment/ };
      for (const [locale, note] of Object.entries(words)) {
        const context = await profile(ctx, { locale });
        await context.addInitScript(typing);
        const one = await settings(ctx, context);
        // Opened by the first, so that one task reaches both: neither hears of the other in between.
        const [two] = await Promise.all([
          context.waitForEvent('page'),
          one.evaluate(() => { window.two = window.open(location.href); }),
        ]);
        await ctx.started(two);
        await nameOf(two).waitFor();
        const told = (page) => page.getByText(note);
        await one.evaluate(() => {
          for (const [at, text] of [[window, 'One'], [window.two, 'Two']]) {
            const named = (input) => /^(Name|Nom)/.test(input.getAttribute('aria-label') ?? input.labels?.[0]?.textContent ?? '');
            const input = Array.from(at.document.querySelectorAll('#main input')).find(named);
            at.typeInto(input, text);
            input.blur();
          }
        });
        await ctx.until(async () => await told(one).count() + await told(two).count() === 1, 'the note in the tab that lost');
        const [lost, stands] = await told(one).count() === 1 ? [one, two] : [two, one];
        const [, winner] = note.exec(await told(lost).innerText());
        await Promise.all([saved(one), saved(two)]);
        for (const page of [lost, stands]) ctx.expect.equal(await nameOf(page).inputValue(), winner);
        ctx.expect.ok(await told(lost).evaluate((each) => each.closest('[role=status], [aria-live=polite]') !== null), 'the note is read out, without haste');
        // It stays while somebody is in it.
        await lost.locator('.toast', { hasText: note }).getByRole('button').last().focus();
        await ctx.looks(lost, 'overruled', { french: false });
        ctx.expect.equal(await told(stands).count(), 0);
        await context.close();
      }
    },
  },
  {
    // Row 22.
    name: 'two tabs that start at once both work, and one that dies in a checkpoint is no obstacle to the other',
    browsers: ['chromium'],
    async run(ctx) {
      const context = await profile(ctx);
      for (let round = 1; round <= 2 * TIMES; round += 1) {
        const [one, two] = await Promise.all([settings(ctx, context), settings(ctx, context)]);
        await Promise.all([rename(one, `Both ${round}`), saved(two)]);
        await saved(one);
        await Promise.all([one.close(), two.close()]);
        const stays = await ctx.open('data', { context });
        const dies = await ctx.open('data', { context });
        const client = await context.newCDPSession(dies);
        let stop;
        const stopped = new Promise((resolve) => { stop = resolve; });
        ctx.server.answer('stuck', () => { stop(); return new Promise(() => {}); });
        await dies.evaluate(() => {
          const write = IDBObjectStore.prototype.put;
          IDBObjectStore.prototype.put = function (...args) {
            const answer = write.apply(this, args);
            if (this.name === 'snap') {
              const told = new XMLHttpRequest();
              told.open('GET', 'stuck', false);
              told.send();
            }
            return answer;
          };
        });
        ctx.allow(/./);
        await rename(await settingsOf(ctx, dies), `Round ${round}`);
        await saved(dies);
        // Of the one that edited: the other may not have heard of it yet.
        const kept = await exported(ctx, dies);
        dies.getByRole('button', { name: 'Back up now' }).click().catch(() => undefined);
        await stopped;
        const began = Date.now();
        client.send('Page.crash').catch(() => undefined);
        await stays.getByRole('button', { name: 'Back up now' }).click();
        await stays.getByText('Backed up').first().waitFor();
        ctx.within(2000, Date.now() - began, 'taking the checkpoint over');
        await Promise.all([stays.close(), dies.close().catch(() => undefined)]);
        const after = await stored(ctx, context);
        ctx.expect.equal(after, kept);
        ctx.expect.ok(after.includes(`"name":"Round ${round}"`));
      }
    },
  },
  {
    // Row 23.
    name: 'what another tab edits while a tab is loading is in it when it has loaded',
    browsers: ['chromium'],
    async run(ctx) {
      const context = await profile(ctx);
      const one = await settings(ctx, context);
      for (let round = 1; round <= 3 * TIMES; round += 1) {
        const two = await context.newPage();
        // The end of every transaction of the loading tab is held back.
        await two.addInitScript(() => {
          const complete = Object.getOwnPropertyDescriptor(IDBTransaction.prototype, 'oncomplete');
          const held = [];
          window.letGo = () => { window.free = true; held.forEach((call) => call()); };
          Object.defineProperty(IDBTransaction.prototype, 'oncomplete', {
            get() { return complete.get.call(this); },
            set(call) {
              // The list of portfolios is read from another store and may pass.
              const wait = this.objectStoreNames.contains('ops');
              complete.set.call(this, call && function (event) {
                if (wait && !window.free) { window.holding = true; held.push(() => call.call(this, event)); } else call.call(this, event);
              });
            },
          });
        });
        await two.goto(ctx.address('settings'));
        await two.waitForFunction(() => window.holding === true);
        await typeMany(one, 'Name', `While ${round}`, 20);
        await saved(one);
        await two.evaluate(() => window.letGo());
        await nameOf(two).waitFor();
        await ctx.until(async () => await nameOf(two).inputValue() === `While ${round} 20`, 'the edits of the other tab');
        ctx.expect.equal(await exported(ctx, two), await stored(ctx, context));
        await two.close();
      }
    },
  },
  {
    // Row 41.
    name: 'a clock that is set back, jumps ten years or ticks coarsely changes no order and loses nothing',
    browsers: ['chromium'],
    async run(ctx) {
      const hash = [];
      for (const clock of ['right', 'back a day', 'ten years on', 'coarse']) {
        const context = await profile(ctx);
        const [one, two] = [await settings(ctx, context), await settings(ctx, context)];
        for (let round = 1; round <= 2 * TIMES; round += 1) {
          await one.evaluate((how) => {
            const now = Date.now;
            if (how === 'back a day') Date.now = () => now() - 86_400_000;
            if (how === 'ten years on') Date.now = () => now() + 3652 * 86_400_000;
            if (how === 'coarse') Date.now = () => Math.floor(now() / 100) * 100;
          }, clock);
          for (const [page, other, text] of [[one, two, `First ${round}`], [two, one, `Second ${round}`]]) {
            await rename(page, text);
            await saved(page);
            await ctx.until(async () => await nameOf(other).inputValue() === text, `${text} in the other tab`);
          }
        }
        await one.goto(ctx.address('data'));
        await one.getByRole('button', { name: 'Back up now' }).click();
        await one.getByText('Backed up').first().waitFor();
        ctx.expect.ok(!/NaN|undefined|-\d+ (day|year)/.test(await one.locator('#main').textContent()), 'a date that makes no sense');
        const same = await converged(ctx, context, one, two);
        hash.push(same.replace(/"created":"[^"]*"/, ''));
        await context.close();
      }
      ctx.expect.equal(new Set(hash).size, 1, 'the clock shows in the portfolio');
    },
  },
  {
    // Row 54.
    name: 'on a machine six times slower what was typed is kept however the page is left',
    browsers: ['chromium'],
    async run(ctx) {
      const context = await profile(ctx);
      for (let round = 1; round <= TIMES; round += 1) {
        for (const leave of ['reload', 'close', 'away']) {
          const page = await settings(ctx, context);
          const client = await context.newCDPSession(page);
          await client.send('Emulation.setCPUThrottlingRate', { rate: 6 });
          const text = `Slow, ${leave} ${round}`;
          await nameOf(page).fill(text);
          if (leave === 'reload') await page.reload();
          if (leave === 'away') await page.goto('about:blank');
          await page.close();
          const after = await settings(ctx, context);
          ctx.expect.equal(await nameOf(after).inputValue(), text);
          await after.close();
        }
      }
    },
  },
];

async function settingsOf(ctx, page) {
  await page.goto(ctx.address('settings'));
  await nameOf(page).waitFor();
  return page;
}

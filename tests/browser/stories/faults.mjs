// Faults of the browser itself: killed tabs, killed browsers, pages left in every way. What a person
// saw accepted is there afterwards.
//
// BATON_FAULTS=n makes n times as many of each (with 5 it takes some eight minutes), BATON_FAULTS=full
// as many as a release demands.

import { mkdtemp, rm } from 'node:fs/promises';
import path from 'node:path';
import { tmpdir } from 'node:os';
import { launchOn } from '../lib/browsers.mjs';
import { dice, kill, killBrowser, rounds, saved, typing } from '../lib/faults.mjs';
import { profile, settings } from '../lib/storage.mjs';

const FIELDS = { name: /^Name/, organisation: /^Organisation/ };

const field = (page, which) => page.getByRole('textbox', { name: FIELDS[which] }).first();

/** A profile with something to lose, whose pages can type. */
async function typed(ctx) {
  const context = await profile(ctx);
  await context.addInitScript(typing);
  return context;
}

/** Edits a field again and again, and tells the host of each edit before it makes the next one. */
async function editAndTell(page, which, tag) {
  // The tab may be killed at any point of this.
  const handle = await field(page, which).elementHandle().catch(() => undefined);
  await page.evaluate(async ([input, name, mark]) => {
    for (let n = 1; n <= 1000; n += 1) {
      window.typeInto(input, `${mark} ${n}`);
      // Leaving the field is what makes an edit of what was typed.
      input.blur();
      const told = new XMLHttpRequest();
      told.open('GET', `told?field=${name}&n=${n}`, false);
      told.send();
      // Saving goes on between the edits, so that each kill finds it at another point.
      await new Promise((resolve) => { setTimeout(resolve, n % 4); });
    }
  }, [handle, which, tag]).catch(() => undefined);
}

/** Counts the calls to the database, and stops the page in the one of that number. */
const stopAtCall = (at) => {
  window.calls = 0;
  for (const [type, names] of [[IDBDatabase, ['transaction']], [IDBTransaction, ['commit']],
    [IDBObjectStore, ['put', 'add', 'delete', 'get', 'getAll', 'getAllKeys', 'openCursor', 'count']]]) {
    for (const name of names) {
      const call = type.prototype[name];
      type.prototype[name] = function (...args) {
        const answer = call.apply(this, args);
        window.calls += 1;
        if (window.calls === at) {
          const told = new XMLHttpRequest();
          told.open('GET', 'crash', false);
          told.send();
        }
        return answer;
      };
    }
  }
};

/** Ways to leave a page; the first ones in the very task of the typing. */
const WAYS = ['reload', 'another address', 'another host', 'in place of the page', 'back', 'close', 'close, asking first'];

export const stories = [
  {
    // Row 1.
    name: 'no edit that was accepted is lost when the tabs are killed at any moment',
    browsers: ['chromium'],
    async run(ctx) {
      const roll = dice(11);
      const context = await typed(ctx);
      const session = await ctx.browser.newBrowserCDPSession();
      ctx.allow(/./);
      let beside = 0;
      for (let round = 1; round <= rounds(40, 1000); round += 1) {
        const told = { name: 0, organisation: 0 };
        const last = 1 + roll(40);
        let end;
        const ended = new Promise((resolve) => { end = resolve; });
        ctx.server.answer('told', async (words) => {
          told[words.get('field')] = Number(words.get('n'));
          if (words.get('field') !== 'name' || told.name !== last) return;
          await kill(session, 'renderer');
          end();
        });
        const [one, two] = [await settings(ctx, context), await settings(ctx, context)];
        editAndTell(one, 'name', `Round ${round}, edit`);
        editAndTell(two, 'organisation', `Round ${round}, edit`);
        await ended;
        await Promise.all([one.close(), two.close()]);
        beside += told.organisation > 0 ? 1 : 0;
        ctx.count('killed tabs', 2);
        ctx.count('accepted edits', told.name + told.organisation);
        const after = await settings(ctx, context);
        for (const which of Object.keys(FIELDS).filter((each) => told[each] > 0)) {
          const value = await field(after, which).inputValue();
          const [, of, edit] = /^Round (\d+), edit (\d+)$/.exec(value) ?? [];
          ctx.expect.ok(
            Number(of) === round && Number(edit) >= told[which],
            `round ${round}: ${which} was accepted up to ${told[which]} and reads "${value}"`,
          );
        }
        await after.close();
      }
      ctx.expect.ok(beside > 0, 'the second tab never came to edit');
    },
  },
  {
    // Row 2.
    name: 'a tab that is killed while a backup is written leaves the portfolio whole',
    browsers: ['chromium'],
    async run(ctx) {
      const context = await typed(ctx);
      const session = await ctx.browser.newBrowserCDPSession();
      ctx.allow(/./);
      const data = async () => {
        const page = await ctx.open('data', { context });
        await page.getByRole('button', { name: 'Save JSON' }).waitFor();
        return page;
      };
      const text = async (page) => {
        const file = await ctx.download(page, () => page.getByRole('button', { name: 'Save JSON' }).click());
        return file.bytes.toString('utf8');
      };
      const backUp = (page) => page.getByRole('button', { name: 'Back up now' }).click().catch(() => undefined);
      const done = (page) => page.getByText('Backed up').first().waitFor();
      const first = await data();
      const before = await text(first);
      await first.evaluate(stopAtCall, 0);
      await backUp(first);
      await done(first);
      const calls = await first.evaluate(() => window.calls);
      await first.close();
      for (let round = 0; round < rounds(20, 200); round += 1) {
        let dead = false;
        let end;
        const killed = new Promise((resolve) => { end = resolve; });
        ctx.server.answer('crash', async () => {
          try { await kill(session, 'renderer'); } finally { dead = true; end(); }
        });
        const page = await data();
        await page.evaluate(stopAtCall, 1 + (round % calls));
        // A save beside it may have made the first backup longer than this one: the call comes with the next.
        while (!dead) {
          await backUp(page);
          await Promise.race([killed, done(page).catch(() => killed)]);
        }
        ctx.count('tabs killed within a backup');
        await page.close();
        const after = await data();
        ctx.expect.equal(await text(after), before, `killed in call ${1 + (round % calls)} of ${calls}`);
        await after.close();
      }
    },
  },
  {
    // Row 5.
    name: 'what was typed is kept whichever way the page is left in the same moment',
    async run(ctx) {
      const context = await typed(ctx);
      ctx.allow(/./);
      for (let round = 1; round <= rounds(ctx.kind === 'chromium' ? 5 : 1, 50); round += 1) {
        for (const way of WAYS) {
          const page = await settings(ctx, context);
          const text = `Left by ${way}, ${round}`;
          const handle = await field(page, 'name').elementHandle();
          await page.evaluate(([input, value, leave]) => {
            window.typeInto(input, value);
            if (leave === 'reload') location.reload();
            if (leave === 'another address') location.assign('about:blank');
            if (leave === 'another host') location.assign(location.href.replace('127.0.0.1', 'localhost'));
            if (leave === 'in place of the page') location.replace('about:blank');
            if (leave === 'back') history.back();
          }, [handle, text, way]).catch(() => undefined);
          if (way === 'close') await page.close();
          if (way === 'close, asking first') await page.close({ runBeforeUnload: true });
          const after = await settings(ctx, context);
          ctx.expect.equal(await field(after, 'name').inputValue(), text);
          ctx.count('pages left');
          await after.close();
          if (!page.isClosed()) await page.close();
        }
      }
    },
  },
  {
    // Row 3.
    name: 'what was shown as saved is there after the whole browser was killed',
    async run(ctx) {
      const roll = dice(23);
      const folder = await mkdtemp(path.join(tmpdir(), 'baton-killed-'));
      try {
        const times = ctx.kind === 'chromium' ? rounds(10, 300) : rounds(2, 20);
        for (let round = 0; round <= times; round += 1) {
          const context = await launchOn(folder, ctx.kind);
          const page = context.pages()[0] ?? await context.newPage();
          await page.goto(ctx.address(round === 0 ? '' : 'settings'));
          await ctx.started(page);
          if (round === 0) {
            await page.getByRole('button', { name: /sample portfolio/i }).click();
            await page.getByRole('heading', { level: 1, name: 'Cockpit' }).waitFor();
            await page.goto(ctx.address('settings'));
          }
          await field(page, 'name').waitFor();
          if (round > 0) ctx.expect.equal(await field(page, 'name').inputValue(), `Killed ${round - 1}`);
          await field(page, 'name').fill(`Killed ${round}`);
          await field(page, 'name').press('Tab');
          await saved(page);
          // Sometimes another edit is under way; it may be there or not, but never half.
          if (roll(2) === 0) await field(page, 'organisation').fill(`Under way ${round}`);
          await killBrowser(context, folder);
          ctx.count('killed browsers');
        }
      } finally {
        await rm(folder, { recursive: true, force: true, maxRetries: 5, retryDelay: 200 });
      }
    },
  },
];

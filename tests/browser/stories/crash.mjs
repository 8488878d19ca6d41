// Crashes: whatever stops the app, the page says so at once, nothing is written any more, and what was
// stored is handed over. A portfolio that stops the app at every start is left alone.
//
// A panic reaches the page as a trap thrown through one of the calls that the app makes to the
// browser: here the n-th such call throws one, so the build under test needs no door for it.
//
// BATON_FAULTS=5 tries 50 sites.

import { TIMES, saved, typing } from '../lib/faults.mjs';
import { sample } from '../lib/sample.mjs';

/** Puts itself between the app and the browser: `trap.arm(n, way)` makes the n-th call from then on throw. */
function between() {
  const deeper = () => deeper() + 1;
  const ways = {
    panic: () => { throw new WebAssembly.RuntimeError('unreachable'); },
    address: () => { throw new WebAssembly.RuntimeError('memory access out of bounds'); },
    recursion: () => deeper(),
  };
  const trap = { at: 0, calls: 0, how: undefined, thrown: 0, shown: 0, writes: 0, memory: undefined };
  window.trap = trap;
  trap.arm = (at, way = 'panic') => { Object.assign(trap, { at, how: ways[way], calls: 0 }); };
  const spy = (call) => (...args) => {
    if (trap.at) {
      trap.calls += 1;
      if (trap.calls === trap.at) {
        trap.at = 0;
        trap.thrown = performance.now();
        trap.how();
      }
    }
    return call(...args);
  };
  const wrap = (imports) => Object.fromEntries(Object.entries(imports ?? {}).map(([module, all]) => [module,
    // Functions that another part of the app hands over stay as they are.
    Object.fromEntries(Object.entries(all).map(([name, one]) => [name, typeof one === 'function' && !/^\d+$/.test(one.name) ? spy(one) : one]))]));
  for (const name of ['instantiate', 'instantiateStreaming']) {
    const make = WebAssembly[name];
    WebAssembly[name] = async (code, imports) => {
      const made = await make.call(WebAssembly, code, wrap(imports));
      trap.memory ??= (made.instance ?? made).exports.memory;
      return made;
    };
  }
  const count = (type, names, counts) => {
    for (const name of names) {
      const call = type.prototype[name];
      type.prototype[name] = function (...args) {
        const answer = call.apply(this, args);
        if (trap.thrown && counts(this)) trap.writes += 1;
        return answer;
      };
    }
  };
  count(IDBObjectStore, ['put', 'add', 'delete', 'clear'], () => true);
  count(Storage, ['setItem', 'removeItem', 'clear'], (kept) => kept === localStorage);
  new MutationObserver(() => {
    if (!trap.shown && document.getElementById('boot')?.className === 'boot-crashed') trap.shown = performance.now();
  }).observe(document, { subtree: true, childList: true, attributes: true, attributeFilter: ['class'] });
}

const reload = (page) => page.getByRole('button', { name: /^Reload/ });
const nameField = (page) => page.getByRole('textbox', { name: /^Name/ }).first();

/** A profile with the sample in it, watched from the first script on. */
async function watched(ctx, options) {
  ctx.allow(/unreachable|RuntimeError|call stack|recursion|memory|panicked|refused|stopped|invalid malloc|Error$/);
  const context = await ctx.newContext(options);
  await context.addInitScript(typing);
  await context.addInitScript(between);
  const page = await sample(ctx, 'settings', { context });
  await nameField(page).waitFor();
  await saved(page);
  return page;
}

/** The page has stopped, says so, and stays as it is whatever is pressed. */
async function stopped(ctx, page, site) {
  await page.waitForFunction(() => window.trap.shown > 0, undefined, { timeout: 10_000 })
    .catch(() => { throw new Error(`${site}: no words after the trap`); });
  const { took, release } = await page.evaluate(() => ({
    took: window.trap.shown - window.trap.thrown,
    release: Boolean(document.querySelector('meta[name=baton-build]')),
  }));
  // A build with the names of its functions takes its time to write them out.
  ctx.within(release ? 100 : 1000, took, 'words after a crash');
  ctx.expect.match(await page.getByRole('alert').textContent(), /Baton stopped because of an error.*Baton s’est arrêté/s);
  ctx.expect.equal(await page.evaluate(() => document.activeElement.id), 'boot-reload');
  for (const name of [/^Download my data/, /^Copy error/]) ctx.expect.ok(await page.getByRole('button', { name }).isVisible(), `${site}: ${name}`);
  for (const [x, y] of [[30, 100], [300, 60], [700, 450]]) await page.mouse.click(x, y);
  for (const key of ['?', 'n', 'Control+k', 'Control+z', 'Delete']) await page.keyboard.press(key);
  await page.evaluate(() => {
    dispatchEvent(new PageTransitionEvent('pagehide'));
    document.dispatchEvent(new Event('visibilitychange'));
    dispatchEvent(new StorageEvent('storage', { key: null }));
  });
  const { writes, left } = await page.evaluate(async () => {
    // Long enough for what the app had begun to come back to it.
    for (let round = 0; round < 5; round += 1) {
      await new Promise((resolve) => { const ask = indexedDB.databases(); ask.then(resolve, resolve); });
      await new Promise((resolve) => { requestAnimationFrame(resolve); });
    }
    return { writes: window.trap.writes, left: [...document.body.children].map((each) => each.id) };
  });
  ctx.expect.equal(writes, 0, `${site}: written after the crash`);
  ctx.expect.deepEqual(left, ['boot'], `${site}: something lies beside the words`);
}

/** Reloads as the person does, as if a minute had passed since the last crash. */
async function again(ctx, page) {
  await page.evaluate(() => { sessionStorage.batonStarts = ''; });
  await reload(page).click();
  await page.locator('.rail').waitFor();
}

/** What stops the app: each takes the number of the call, 0 for none, and gives the number of calls. */
const HANDLER = async (page, at) => {
  const field = await nameField(page).elementHandle();
  return page.evaluate(([input, n]) => {
    window.trap.arm(n || 1e9);
    // The handlers of these events run before this ends.
    try {
      window.typeInto(input, `Edit ${n}`);
      input.blur();
    } catch { /* never: what a handler throws goes to the window */ }
    const { calls } = window.trap;
    window.trap.at = 0;
    return calls;
  }, [field, at]);
};
const RENDERING = (route) => async (page, at) => {
  await page.evaluate(([n, to]) => { window.trap.arm(n || 1e9); location.hash = to; }, [at, `#/${route}?as-of=2026-05-18`]);
  // Until the page is drawn, or has stopped.
  await page.waitForFunction((place) => window.trap.thrown
    || (document.querySelector(`.rail a[aria-current="page"][href*="#/${place}"]`) && document.querySelector('#main:not([aria-busy]) h1')), route);
  return page.evaluate(() => { window.trap.at = 0; return window.trap.calls; });
};

function sites(name, acts) {
  return {
    name,
    async run(ctx) {
      const page = await watched(ctx);
      let tried = 0;
      for (const [i, act] of acts.entries()) {
        const calls = await act(page, 0);
        ctx.expect.ok(calls >= 5, `only ${calls} calls to break`);
        const each = Math.ceil((5 * TIMES) / acts.length);
        for (let k = 1; k <= each; k += 1) {
          let at = Math.max(1, Math.floor((calls * k * 0.8) / each));
          // How many calls a page takes depends on its frames: where it took fewer, an earlier one is broken.
          for (;; at = Math.max(1, at >> 1)) {
            await page.goto(ctx.address('settings'));
            await nameField(page).waitFor();
            await act(page, at);
            if (await page.evaluate(() => window.trap.thrown > 0)) break;
          }
          await stopped(ctx, page, `act ${i}, call ${at} of ${calls}`);
          await again(ctx, page);
          tried += 1;
        }
      }
      ctx.expect.ok(tried >= 5 * TIMES);
    },
  };
}

export const stories = [
  // Row 45.
  sites('a trap in an event handler stops the app with words, at any call', [HANDLER]),
  // Row 46.
  sites('a trap while a page is drawn stops the app with words, at any call', ['projects', 'status', 'roadmap', 'data', 'cockpit'].map(RENDERING)),
  {
    // Rows 45 and 46: a real panic, of the build under test.
    name: 'a panic is told with its own words, which can be copied',
    async run(ctx) {
      const page = await watched(ctx, { permissions: ctx.kind === 'chromium' ? ['clipboard-read', 'clipboard-write'] : [] });
      await page.evaluate(() => {
        // One refusal, of whichever comes first: the app takes the element for granted.
        const makers = [[Document.prototype, 'createElement'], [Node.prototype, 'cloneNode']];
        const before = makers.map(([type, name]) => type[name]);
        for (const [type, name] of makers) {
          type[name] = () => {
            makers.forEach(([each, part], i) => { each[part] = before[i]; });
            window.trap.thrown = performance.now();
            throw new Error('refused');
          };
        }
        location.hash = '#/projects';
      });
      await stopped(ctx, page, 'a panic');
      await page.locator('#boot-detail', { hasText: /\n/ }).waitFor();
      const detail = await page.locator('#boot-detail').textContent();
      ctx.expect.match(detail, /panicked at .*\.rs:\d+:\d+/);
      await page.getByRole('button', { name: /^Copy error/ }).click();
      await page.getByRole('button', { name: /Copy error.*✓/ }).waitFor();
      ctx.expect.equal(await page.evaluate(() => String(getSelection())).then((text) => text.trim()), detail.trim());
      if (ctx.kind === 'chromium') ctx.expect.equal((await page.evaluate(() => navigator.clipboard.readText())).trim(), detail.trim());
      await ctx.looks(page, 'crashed');
    },
  },
  {
    // Row 45: what was begun when the app stopped is not half stored.
    name: 'a dialog that is open when the app stops does not hide the words',
    async run(ctx) {
      const page = await watched(ctx);
      await page.goto(ctx.address('data'));
      await page.getByRole('button', { name: /Erase|Start over/ }).first().click();
      await page.locator('dialog[open]').waitFor();
      await page.evaluate(() => { window.trap.arm(1); document.querySelector('dialog[open] input').dispatchEvent(new InputEvent('input', { bubbles: true })); dispatchEvent(new KeyboardEvent('keydown', { key: '?' })); });
      await stopped(ctx, page, 'in a dialog');
    },
  },
  {
    // Row 48.
    name: 'no memory left, an endless recursion and a stray address stop the app with words',
    async run(ctx) {
      const page = await watched(ctx);
      for (const name of ['recursion', 'address']) {
        await page.evaluate((way) => { window.trap.arm(3, way); }, name);
        await page.evaluate(() => dispatchEvent(new KeyboardEvent('keydown', { key: '?' })));
        await stopped(ctx, page, name);
        await again(ctx, page);
      }
      // Truly none: the app asks for more than there can be.
      const field = await nameField(page).elementHandle();
      const grown = await page.evaluate(() => {
        const { memory } = window.trap;
        try { for (;;) memory.grow(1024); } catch { /* as far as it goes */ }
        try { for (;;) memory.grow(1); } catch { return memory.buffer.byteLength; }
      });
      ctx.expect.ok(grown > 0);
      await page.evaluate((input) => {
        window.typeInto(input, 'x'.repeat(64 * 1024 * 1024));
        window.trap.thrown ||= performance.now();
        input.blur();
      }, field);
      await stopped(ctx, page, 'memory');
    },
  },
  {
    // Row 47.
    name: 'a portfolio that stops the app at every start is left closed at the third',
    async run(ctx) {
      const page = await watched(ctx);
      await page.goto(ctx.address('data'));
      await page.getByRole('button', { name: 'Back up now' }).click();
      await page.getByText('Backed up').waitFor();
      const id = await page.evaluate(() => JSON.parse(localStorage['baton/prefs']).last_portfolio);
      ctx.expect.match(id, /^\w+$/);
      const context = page.context();
      // Reading that portfolio is what traps from now on.
      await context.addInitScript((poisoned) => {
        const read = IDBObjectStore.prototype.getAll;
        IDBObjectStore.prototype.getAll = function (range, ...more) {
          if (!window.looking && this.name === 'ops' && String(range?.lower).startsWith(poisoned)) window.trap.arm(1);
          return read.call(this, range, ...more);
        };
      }, id);
      // What the story itself reads stops nothing.
      const stored = () => page.evaluate(async (which) => {
        window.looking = true;
        const db = await new Promise((resolve) => { const open = indexedDB.open('baton:/'); open.onsuccess = () => resolve(open.result); });
        const rows = await Promise.all(['snap', 'head', 'ops'].map((store) => new Promise((resolve) => {
          const all = db.transaction(store).objectStore(store).getAll(IDBKeyRange.bound(which, `${which}\uffff`));
          all.onsuccess = () => resolve(all.result);
        })));
        db.close();
        window.looking = false;
        return JSON.stringify(rows);
      }, id);
      const before = await stored();
      await page.goto('about:blank');
      await page.goto(ctx.address('cockpit'));
      await stopped(ctx, page, 'first start');
      await reload(page).click();
      await page.waitForFunction(() => window.trap?.shown > 0);
      await reload(page).click();
      await page.getByText(/^Safe mode/).waitFor();
      await page.getByRole('button', { name: /^Start without opening/ }).waitFor();
      // Of the page itself: what the one before had asked for may still be on its way.
      const asked = await page.evaluate(() => performance.getEntriesByType('resource').map(({ name }) => name).filter((name) => name.endsWith('.wasm')));
      ctx.expect.deepEqual(asked, [], 'safe mode asked for the app');
      await page.getByRole('listitem').filter({ hasText: '2026 portfolio' }).waitFor();
      ctx.expect.match(await page.getByRole('listitem').first().textContent(), /\d{4}-\d\d-\d\d \d\d:\d\d/);
      ctx.expect.match(await page.locator('#boot-detail').textContent(), /unreachable/);
      await ctx.looks(page, 'safe-mode');
      const { bytes } = await ctx.download(page, () => page.getByRole('button', { name: /^Download my data/ }).click());
      ctx.expect.ok(JSON.parse(bytes.toString()).databases.some((db) => db.stores.some(({ rows }) => rows.some(([key]) => key.startsWith(id)))));
      // Trying again is one press, and so is coming back.
      await reload(page).click();
      await page.waitForFunction(() => window.trap?.shown > 0);
      await reload(page).click();
      await page.waitForFunction(() => window.trap?.shown > 0);
      await reload(page).click();
      await page.getByRole('button', { name: /^Start without opening/ }).click();
      await page.getByRole('heading', { name: 'Portfolios in this browser' }).waitFor();
      await page.getByText('No portfolio is open').waitFor();
      await ctx.looks(page, 'safe-start');
      // Deleting it can be taken back; nothing of it is read for that.
      await page.getByRole('button', { name: /^Delete / }).click();
      await page.getByRole('button', { name: 'Undo' }).first().click();
      await page.getByRole('button', { name: /^Delete / }).waitFor();
      // Its backup opens beside it.
      await page.getByRole('button', { name: /^Backups of / }).click();
      await page.getByRole('button', { name: 'Open as a new one' }).first().click();
      await page.locator('.rail').waitFor();
      ctx.expect.equal(await stored(), before, 'the portfolio that stops the app was changed');
      await page.reload();
      await ctx.started(page);
      await page.locator('.rail').waitFor();
      ctx.expect.notEqual(await page.evaluate(() => JSON.parse(localStorage['baton/prefs']).last_portfolio), id);
    },
  },
  {
    name: 'a page that is loaded again and again without a crash opens as ever',
    async run(ctx) {
      const page = await watched(ctx);
      for (let round = 0; round < 4; round += 1) {
        await page.reload();
        await nameField(page).waitFor();
      }
    },
  },
];

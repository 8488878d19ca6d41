// The start: whole, from a sub-path, and with every part of it broken. No broken start is blank.

import { BROKEN, flipped } from '../lib/damage.mjs';

async function words(page) {
  const alert = page.getByRole('alert');
  await page.waitForFunction(() => document.getElementById('boot-alert')?.textContent.length > 0);
  return alert.first().textContent();
}

/** A build with one part broken must say so, in both languages, and offer the stored data. */
function broken(name, part, change) {
  return {
    name: `a start with ${name} says so in words`,
    async run(ctx) {
      ctx.allow(/./);
      ctx.server.damage(part, change);
      const page = await ctx.open('', { wait: false });
      const said = await words(page);
      ctx.expect.match(said, /Baton could not start/);
      ctx.expect.match(said, /n’a pas pu démarrer/);
      await page.getByRole('button', { name: /Download my data/ }).waitFor();
      // One automatic reload, and no loop.
      const loads = ctx.server.requests.filter((path) => path === '/').length;
      ctx.expect.ok(loads <= 2, `the page was loaded ${loads} times`);
      await ctx.looks(page, `start-${name.replaceAll(' ', '-')}`);
      // Once the host is whole again, the button is enough.
      ctx.server.repair();
      await page.getByRole('button', { name: /Reload/ }).click();
      await ctx.started(page);
    },
  };
}

/** A part of the later pages that does not come; `first` finds the name of that of the first page, which does. */
function late(name, part, first) {
  return {
    name: `a page ${name} does not come says so, and comes once the host is whole`,
    async run(ctx) {
      const html = await (await fetch(`${ctx.server.origin}/`)).text();
      // Only the release build has its pages in files of their own.
      if (html.split('rel="modulepreload"').length < 3) return;
      ctx.allow(/wasm|css|integrity|404|fetch|CompileError|NetworkError|^console: (Type)?Error$/i);
      const kept = first.exec(html)[1];
      ctx.server.damage(part, (bytes, file) => (file === kept ? bytes : flipped(bytes)));
      const page = await ctx.open();
      await page.getByRole('button', { name: /Start with an empty portfolio/ }).click();
      await page.getByRole('link', { name: 'Settings' }).click();
      await page.getByText('This page could not be loaded').waitFor();
      await ctx.looks(page, `late-${name.replaceAll(' ', '-')}`, { french: false });
      ctx.server.repair();
      await page.getByRole('button', { name: 'Try again' }).click();
      await page.getByRole('heading', { level: 1, name: 'Settings' }).waitFor();
    },
  };
}

export const stories = [
  {
    name: 'the app starts and shows something',
    async run(ctx) {
      const page = await ctx.open();
      ctx.expect.equal(await page.evaluate(() => document.getElementById('boot').hidden), true);
      const wasm = ctx.server.requests.filter((path) => path.endsWith('.wasm'));
      ctx.expect.equal(wasm.length, 1, `the wasm is loaded once, not ${wasm.length} times`);
    },
  },
  {
    name: 'the app starts from a sub-path of a host',
    async run(ctx) {
      await ctx.open('', { base: '/team/baton/' });
      ctx.expect.ok(ctx.server.requests.every((path) => path.startsWith('/team/baton/') || path === '/favicon.ico'), ctx.server.requests.join(' '));
    },
  },
  ...BROKEN.map((one) => broken(...one)),
  late('whose code', '.wasm', /fetch\('\.\/(baton-[0-9a-f]+\.wasm)/),
  late('whose style', '.css', /href="\.\/(baton-[0-9a-f]+\.css)"/),
  {
    name: 'a frame is refused in words',
    async run(ctx) {
      ctx.server.add('frame.html', '<!doctype html><title>frame</title><iframe title="app" src="./"></iframe>');
      const context = await ctx.newContext();
      const page = await context.newPage();
      await page.goto(`${ctx.server.origin}/frame.html`);
      const alert = page.frameLocator('iframe').getByRole('alert');
      await ctx.until(async () => /does not run inside another page/.test(await alert.textContent()));
      ctx.expect.ok(!(await page.frameLocator('iframe').locator('#boot').isHidden()));
    },
  },
  {
    name: 'a crash covers the page and hands over the stored data',
    async run(ctx) {
      ctx.allow(/^console: unreachable$/);
      const page = await ctx.open();
      await page.evaluate(async () => {
        localStorage.setItem('kept', 'last words');
        await new Promise((resolve, reject) => {
          const open = indexedDB.open('story', 1);
          open.onupgradeneeded = () => open.result.createObjectStore('ops').put({ text: 'an edit', bytes: new Uint8Array([1, 255]) }, 'first');
          open.onsuccess = () => { open.result.close(); resolve(); };
          open.onerror = reject;
        });
        dispatchEvent(new ErrorEvent('error', { error: new WebAssembly.RuntimeError('unreachable'), message: 'unreachable' }));
      });
      ctx.expect.match(await words(page), /Baton stopped because of an error/);
      await ctx.axe(page);
      ctx.expect.equal(await page.evaluate(() => document.activeElement.id), 'boot-reload');
      const { name, bytes } = await ctx.download(page, () => page.getByRole('button', { name: /Download my data/ }).click());
      ctx.expect.equal(name, 'baton-raw-data.json');
      const data = JSON.parse(bytes.toString());
      ctx.expect.deepEqual(data.entries.find(([key]) => key === 'kept'), ['kept', 'last words']);
      const story = data.databases.find(({ name }) => name === 'story');
      ctx.expect.deepEqual(story.stores, [{ name: 'ops', rows: [['first', { text: 'an edit', bytes: { bytes: '01ff' } }]] }]);
    },
  },
];

// The worker: a build that is here whole starts without a network, two builds never mix, and nothing
// but the build is kept. Only the release build has it, so that with another one these stories pass by.

import { mkdtemp, readFile, readdir, rm, stat } from 'node:fs/promises';
import path from 'node:path';
import { tmpdir } from 'node:os';
import { launchOn } from '../lib/browsers.mjs';
import { buildOf, secondBuild } from '../lib/builds.mjs';
import { BROKEN, flipped, half } from '../lib/damage.mjs';
import { dice, killBrowser, rounds } from '../lib/faults.mjs';
import { sample } from '../lib/sample.mjs';

const dist = process.env.BATON_DIST ?? path.join(import.meta.dirname, '../../../dist');
const ROUTES = ['cockpit', 'portfolio', 'roadmap', 'status', 'projects', 'projects/SOV-1', 'programmes', 'units', 'objectives', 'import', 'data', 'settings', 'keys'];

/** What a host that is gone, damaged or of another build makes the browser say. */
const EXPECTED = /unreachable|Failed to load|net::ERR|404|integrity|NetworkError|fetch|FetchEvent|ServiceWorker|service worker|CompileError|onclick|^console: (Type)?Error/i;

/** A story of the worker: with `run(ctx, builds)`, where `builds.second` is a second build of the app. */
function story(name, run, { browsers, second = false } = {}) {
  return {
    name,
    ...(browsers ? { browsers } : {}),
    async run(ctx) {
      const first = await buildOf(dist);
      if (!first) return;
      ctx.allow(EXPECTED);
      const folder = await mkdtemp(path.join(tmpdir(), 'baton-build-'));
      try {
        const builds = { folder, [first]: await readdir(dist), first };
        if (second) {
          builds.second = await secondBuild(dist, folder);
          builds[builds.second] = await readdir(folder);
        }
        await run(ctx, builds);
      } finally {
        await rm(folder, { recursive: true, force: true, maxRetries: 5, retryDelay: 200 });
      }
    },
  };
}

const profile = (ctx) => ctx.newContext({ serviceWorkers: 'allow' });

/** Waits until the worker has kept the build; the app asks for it some seconds after its start. */
const kept = (page) => page.evaluate(async () => {
  await navigator.serviceWorker.register('sw.js', { updateViaCache: 'none' });
  await navigator.serviceWorker.ready;
});

async function shown(page) {
  await page.locator('#main h1').first().waitFor();
  await page.locator('[aria-busy="true"]').waitFor({ state: 'detached' });
}

const keptNames = (page) => page.evaluate(() => caches.keys());

/** The build of a page; it is an error when a file of another one has come into it. */
async function buildIn(ctx, page, builds) {
  const { build, files } = await page.evaluate(() => ({
    build: document.querySelector('meta[name=baton-build]').content,
    files: performance.getEntriesByType('resource').map((entry) => new URL(entry.name).pathname.split('/').pop()),
  }));
  const own = files.filter((name) => name.startsWith('baton-'));
  ctx.expect.ok(own.length > 0 && own.every((name) => builds[build].includes(name)), `${build} came with ${own}`);
  return build;
}

/** A file of a build that its page asks for only later: the largest module, the code of the later pages. */
async function laterFile(folder, names) {
  const modules = names.filter((name) => name.endsWith('.wasm'));
  const sized = await Promise.all(modules.map(async (name) => [(await stat(path.join(folder, name))).size, name]));
  return sized.sort(([one], [two]) => one - two).at(-1)[1];
}

/** A newer build that is damaged on its host says so, and starts once it is whole. */
function broken(name, part, change) {
  // Row 49.
  return story(`with an older build kept, a newer one with ${name} says so in words and starts once whole`, async (ctx, builds) => {
    const context = await profile(ctx);
    const page = await ctx.open('', { context });
    await kept(page);
    ctx.server.serve(builds.folder);
    ctx.server.damage(part, change);
    const next = await ctx.open('', { context, wait: false });
    await next.waitForFunction(() => document.getElementById('boot-alert')?.textContent.includes('Baton could not start'));
    ctx.server.repair();
    await next.getByRole('button', { name: /Reload/ }).click();
    await ctx.started(next);
    ctx.expect.equal(await buildIn(ctx, next, builds), builds.second);
  }, { browsers: ['chromium'], second: true });
}

export const stories = [
  // Row 51.
  story('after one visit every page opens without the host', async (ctx, builds) => {
    const context = await profile(ctx);
    const first = await sample(ctx, undefined, { context });
    // By itself, without a word.
    await first.evaluate(() => navigator.serviceWorker.ready);
    await first.locator('[data-testid="save-state"]', { hasText: 'Saved' }).waitFor();
    await first.close();
    ctx.server.stop();
    const took = [];
    for (const route of ['cockpit', 'roadmap', 'data']) {
      const began = process.hrtime.bigint();
      const page = await ctx.open(route, { context });
      await shown(page);
      took.push(Number((process.hrtime.bigint() - began) / 1_000_000n));
      ctx.expect.equal(await buildIn(ctx, page, builds), builds.first);
      if (route === 'data') {
        for (const other of ROUTES) {
          await page.goto(ctx.address(other));
          await shown(page);
        }
      }
      await page.close();
    }
    // What the fault table allows; a busy machine may hold up all but one of them. The driver of Firefox
    // takes longer than that by itself.
    if (ctx.kind === 'chromium') ctx.within(2_000, Math.min(...took), 'a start without the host');
  }),
  story('the sample and the stored data can be had without the host', async (ctx) => {
    ctx.allow(/unreachable/);
    const context = await profile(ctx);
    const first = await ctx.open('', { context });
    await kept(first);
    await first.close();
    ctx.server.stop();
    const page = await sample(ctx, undefined, { context });
    await page.evaluate(() => dispatchEvent(new ErrorEvent('error', { error: new WebAssembly.RuntimeError('unreachable'), message: 'unreachable' })));
    const { name } = await ctx.download(page, () => page.getByRole('button', { name: /Download my data/ }).click());
    ctx.expect.equal(name, 'baton-raw-data.json');
  }),
  // Row 50.
  story('two builds that take turns at one address never mix', async (ctx, builds) => {
    const context = await profile(ctx);
    const folders = { [builds.first]: dist, [builds.second]: builds.folder };
    const other = { [builds.first]: builds.second, [builds.second]: builds.first };
    let now = builds.first;
    const turn = () => { now = other[now]; ctx.server.serve(folders[now]); };
    // Stays open while builds come and go.
    let old = await ctx.open('', { context });
    await kept(old);
    const seen = new Set();
    let [had, of] = [0, 0];
    for (let round = 1; round <= (ctx.kind === 'chromium' ? rounds(10, 100) : 3); round += 1) {
      turn();
      of += 1;
      const page = await ctx.open('', { context });
      ctx.expect.equal(await buildIn(ctx, page, builds), now, `round ${round}: what the host has is what opens`);
      const update = page.evaluate(async () => {
        const registration = await navigator.serviceWorker.getRegistration();
        await registration.update().catch(() => undefined);
        const worker = registration.installing;
        if (worker) await new Promise((end) => { worker.onstatechange = end; });
      });
      // Now and then the host changes under the worker that is being kept.
      if (round % 4 === 0) turn();
      await update;
      if (round % 4 === 0) turn();
      // The tab that stayed has all of its own build, whatever the host has.
      const own = await buildIn(ctx, old, builds);
      const whole = await old.evaluate(async ([build, name]) => {
        // A build that the host took away while it was being kept is not here.
        if (!await caches.match('./', { cacheName: `baton / ${build}` })) return undefined;
        const answer = await fetch(`./${name}`);
        return answer.ok ? (await answer.arrayBuffer()).byteLength : 0;
      }, [own, await laterFile(folders[own], builds[own])]);
      ctx.expect.ok(whole === undefined || whole > 1_000, `round ${round}: ${own} lacks a file while the host has ${now}`);
      if (whole) had += 1;
      if (round % 3 === 0) {
        ctx.server.stop();
        const without = await ctx.open('', { context });
        seen.add(await buildIn(ctx, without, builds));
        ctx.server.go();
        await without.close();
      }
      await page.close();
      if (round % 5 === 0) {
        // No tab is left: the newest worker takes over and clears the rest.
        await old.close();
        old = await ctx.open('', { context });
        await kept(old);
      }
    }
    ctx.expect.ok(seen.size > 0 && had * 2 > of, `the tab that stayed had its build in ${had} of ${of} rounds`);
  }, { second: true }),
  story('a build that could not be kept whole leaves nothing', async (ctx) => {
    const context = await profile(ctx);
    const page = await ctx.open('', { context });
    const tried = () => page.evaluate(async () => {
      const registration = await navigator.serviceWorker.register('sw.js', { updateViaCache: 'none' }).catch(() => undefined);
      const worker = registration?.installing;
      if (worker && worker.state === 'installing') await new Promise((end) => { worker.onstatechange = end; });
      return [worker?.state, await caches.keys()];
    });
    const faults = [
      ['icon-512.png', () => { ctx.server.stop(); return undefined; }],
      ['recover.js', flipped],
      ['sample.json', half],
      ['index.html', (bytes) => Buffer.concat([bytes, Buffer.from('<!-- changed on the way -->')])],
    ];
    for (const [part, change] of faults) {
      ctx.server.damage(part, change);
      ctx.expect.deepEqual(await tried(), ['redundant', []], `${part} was damaged`);
      ctx.server.repair();
      ctx.server.go();
    }
    await kept(page);
    ctx.expect.equal((await keptNames(page)).length, 1);
  }),
  // Rows 3 and 50.
  story('a browser killed while a build is being kept starts again, and keeps it whole then', async (ctx, builds) => {
    const files = builds[builds.first].length;
    const roll = dice(50);
    for (let round = 0; round < rounds(2, 20); round += 1) {
      const folder = await mkdtemp(path.join(tmpdir(), 'baton-kept-'));
      try {
        let context = await launchOn(folder);
        let page = context.pages()[0] ?? await context.newPage();
        await page.goto(ctx.address());
        await ctx.started(page);
        // The worker asks for each file of the build: with one of these requests the browser goes.
        let left = 1 + roll(files - 2);
        let gone;
        const killed = new Promise((resolve) => { gone = resolve; });
        ctx.server.damage('', (bytes) => {
          left -= 1;
          if (left === 0) killBrowser(context, folder).then(gone);
          return bytes;
        });
        page.evaluate(() => navigator.serviceWorker.register('sw.js', { updateViaCache: 'none' })).catch(() => undefined);
        await killed;
        ctx.server.repair();
        ctx.count('browsers killed while a build was being kept');
        context = await launchOn(folder);
        page = context.pages()[0] ?? await context.newPage();
        await page.goto(ctx.address());
        await ctx.started(page);
        ctx.expect.equal(await buildIn(ctx, page, builds), builds.first);
        await kept(page);
        ctx.expect.equal((await keptNames(page)).length, 1);
        ctx.server.stop();
        const without = await context.newPage();
        await without.goto(ctx.address());
        await ctx.started(without);
        ctx.expect.equal(await buildIn(ctx, without, builds), builds.first);
        ctx.server.go();
        await context.close();
      } finally {
        await rm(folder, { recursive: true, force: true, maxRetries: 5, retryDelay: 200 });
      }
    }
  }, { browsers: ['chromium'] }),
  // Row 53.
  story('two instances of one host touch nothing of each other', async (ctx, builds) => {
    const context = await profile(ctx);
    const one = await sample(ctx, undefined, { context });
    const two = await ctx.open('', { context, base: '/team/baton/' });
    await kept(one);
    await kept(two);
    // The second one knows of no portfolio and of no preference of the first.
    await two.getByRole('button', { name: /Start with an empty portfolio/ }).waitFor();
    await two.getByRole('button', { name: 'Français' }).or(two.getByRole('radio', { name: 'Français' })).first().click();
    await two.getByRole('button', { name: /Commencer avec un portefeuille vide/ }).click();
    await two.getByRole('heading', { level: 1, name: 'Tableau de bord' }).waitFor();
    await one.reload();
    await ctx.started(one);
    await one.getByRole('heading', { level: 1, name: 'Cockpit' }).waitFor();
    await one.goto(ctx.address('data'));
    await one.getByText('Every page of this host can read what is kept here').waitFor();
    await one.locator('.data-line', { hasText: '2026 portfolio' }).waitFor();
    ctx.expect.equal(await one.locator('.data-line', { hasText: 'Nouveau portefeuille' }).count(), 0);
    const names = await one.evaluate(async () => (await indexedDB.databases()).map(({ name }) => name).sort());
    ctx.expect.equal(names.length, 2, String(names));
    // The first one goes over to a newer build and clears its own older cache alone.
    await two.close();
    ctx.server.serve(builds.folder);
    await one.evaluate(async () => { await (await navigator.serviceWorker.getRegistration()).update(); });
    await ctx.until(() => one.evaluate(async () => (await navigator.serviceWorker.getRegistration()).waiting !== null));
    await one.close();
    const after = await ctx.open('', { context });
    const wanted = [`baton / ${builds.second}`, `baton /team/baton/ ${builds.first}`];
    await ctx.until(async () => {
      const all = (await keptNames(after)).sort();
      return all.length === wanted.length && all.every((name, i) => name === wanted[i]);
    }, `caches: ${wanted}`);
  }, { second: true }),
  story('portfolio.json is asked of the host each time and kept nowhere', async (ctx) => {
    const context = await profile(ctx);
    ctx.server.add('portfolio.json', '{"first":1}');
    const page = await ctx.open('', { context });
    await kept(page);
    await page.reload();
    await ctx.started(page);
    ctx.expect.ok(await page.evaluate(() => navigator.serviceWorker.controller !== null));
    const read = () => page.evaluate(async () => {
      const answer = await fetch('portfolio.json', { cache: 'no-cache' }).catch(() => undefined);
      return answer?.text();
    });
    ctx.expect.equal(await read(), '{"first":1}');
    ctx.server.add('portfolio.json', '{"second":2}');
    ctx.expect.equal(await read(), '{"second":2}');
    ctx.server.stop();
    ctx.expect.equal(await read(), undefined);
    const held = await page.evaluate(async () => {
      const all = [];
      for (const name of await caches.keys()) all.push(...(await (await caches.open(name)).keys()).map(({ url }) => url));
      return all;
    });
    ctx.expect.ok(held.length > 5 && !held.some((url) => url.includes('portfolio.json')), held.join(' '));
  }),
  story('the switch-off takes the worker away and leaves the portfolios', async (ctx) => {
    const context = await profile(ctx);
    const first = await sample(ctx, undefined, { context });
    await kept(first);
    ctx.server.add('sw.js', await readFile(path.join(dist, 'sw-off.js')));
    const page = await ctx.open('cockpit', { context });
    await page.evaluate(async () => { await (await navigator.serviceWorker.getRegistration())?.update().catch(() => undefined); });
    await ctx.until(() => page.evaluate(async () => (
      (await caches.keys()).length === 0 && (await navigator.serviceWorker.getRegistration()) === undefined
    )), 'the worker gone with all it kept');
    await first.close();
    await page.close();
    const after = await ctx.open('cockpit', { context });
    await after.getByRole('heading', { level: 1, name: 'Cockpit' }).waitFor();
    ctx.expect.ok(await after.evaluate(() => navigator.serviceWorker.controller === null));
  }),
  ...BROKEN.map((one) => broken(...one)),
  // Row 49.
  story('a build that is damaged on its host starts from what is kept', async (ctx, builds) => {
    const context = await profile(ctx);
    const first = await ctx.open('', { context });
    await kept(first);
    ctx.server.damage('baton-', flipped);
    const page = await ctx.open('', { context });
    ctx.expect.equal(await buildIn(ctx, page, builds), builds.first);
    await page.reload();
    await ctx.started(page);
  }),
  story('a kept file that is damaged is fetched anew', async (ctx, builds) => {
    const context = await profile(ctx);
    const first = await ctx.open('', { context });
    await kept(first);
    await first.evaluate(async () => {
      for (const name of await caches.keys()) {
        const cache = await caches.open(name);
        for (const request of await cache.keys()) {
          if (request.url.endsWith('.wasm')) await cache.put(request, new Response(new Uint8Array(1000), { headers: { 'content-type': 'application/wasm' } }));
        }
      }
    });
    const page = await ctx.open('', { context });
    ctx.expect.equal(await buildIn(ctx, page, builds), builds.first);
  }, { browsers: ['chromium'] }),
  story('a newer build is told of quietly and comes with a reload, this tab alone', async (ctx, builds) => {
    const context = await profile(ctx);
    const page = await sample(ctx, undefined, { context });
    await page.evaluate(() => navigator.serviceWorker.ready);
    const beside = await ctx.open('cockpit', { context });
    ctx.server.serve(builds.folder);
    await page.evaluate(async () => { await (await navigator.serviceWorker.getRegistration()).update(); });
    const banner = page.locator('.banner', { hasText: 'A new version of Baton is ready' });
    await banner.waitFor();
    await ctx.looks(page, 'newer-build');
    await banner.getByRole('button', { name: 'Reload' }).click();
    await ctx.until(async () => await page.evaluate(() => document.querySelector('meta[name=baton-build]')?.content).catch(() => '') === builds.second);
    await ctx.started(page);
    await page.getByRole('heading', { level: 1, name: 'Cockpit' }).waitFor();
    ctx.expect.equal(await buildIn(ctx, page, builds), builds.second);
    ctx.expect.equal(await banner.count(), 0);
    ctx.expect.equal(await buildIn(ctx, beside, builds), builds.first);
  }, { second: true }),
  story('the app can be installed', async (ctx) => {
    const folder = await mkdtemp(path.join(tmpdir(), 'baton-installed-'));
    const context = await launchOn(folder);
    try {
      const page = context.pages()[0] ?? await context.newPage();
      await page.goto(ctx.address());
      await ctx.started(page);
      await kept(page);
      const session = await context.newCDPSession(page);
      const { errors, data, url } = await session.send('Page.getAppManifest');
      ctx.expect.deepEqual(errors, []);
      ctx.expect.ok(url.endsWith('/manifest.webmanifest') && JSON.parse(data).display === 'standalone');
      const { installabilityErrors } = await session.send('Page.getInstallabilityErrors');
      ctx.expect.deepEqual(installabilityErrors, []);
    } finally {
      await context.close();
      await rm(folder, { recursive: true, force: true, maxRetries: 5, retryDelay: 200 });
    }
  }, { browsers: ['chromium'] }),
];

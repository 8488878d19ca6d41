// What a story is given, and what is demanded of every page in it.
//
//   ctx.kind             'chromium' or 'firefox'
//   ctx.server           the static host of this story (lib/server.mjs)
//   ctx.open(route, o)   a page of a fresh profile at '#/route', today fixed by `as-of`, once the app
//                        has started. o: { asOf, base, wait: false, viewport, locale, colorScheme,
//                        context } (pass `context` to open a second tab in the same profile)
//   ctx.newContext(o)    a further, empty profile
//   ctx.download(page, act)   { name, bytes } of the file that act() makes the page hand over
//   ctx.axe(page)        no accessibility violation (WCAG 2 A and AA), else the story fails
//   ctx.allow(pattern)   console errors that this story provokes on purpose
//   ctx.shot(page, name) a picture in results/, in Chromium
//   ctx.looks(page, name)   both of them in light and dark, 1440 and 390 px wide, and once more in French
//   ctx.count(what, n)   n more of what the report counts (kills, edits that were told)
//   ctx.within(ms, took, what)   the report has the longest; the goal itself is asked for only with
//                        BATON_FAULTS=full, else ten times as much: other work stretches every clock
//   ctx.expect           node's assert/strict
//
// Find things as a person does: page.getByRole('button', { name: … }). Wait on what should appear
// (locator.waitFor, ctx.until), never on time.

import assert from 'node:assert/strict';
import { readFile, readdir, rm, stat } from 'node:fs/promises';
import { createRequire } from 'node:module';
import path from 'node:path';
import { TIMES } from './faults.mjs';

/** The SHA-384 digest of no bytes, as browsers write it. */
const DIGEST_OF_NOTHING = 'OLBgp1GsljhM2TJ+sbHjaiH9txEUvgdDTAzHv2P24donTt6/529l+9Ua0vFImLlb';

/** The day of the sample portfolio: every story runs on it unless it says otherwise. */
export const AS_OF = '2026-05-18';
/** How long a story waits for what should appear: other work of the machine may take its time. */
const PATIENCE = 40_000;
/** How long a story may take: one that waits for what never comes is told as such, and the others go on. */
const LONGEST = 15 * TIMES;
const axeSource = await readFile(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

/** Changes the language by the command palette, which is there in every state of the app. */
async function speak(page, words, tag) {
  await page.keyboard.press('Control+k');
  const find = page.locator('dialog[open] .palette-find input');
  await find.fill(words);
  await page.locator('.palette-row', { hasText: words }).first().waitFor();
  await find.press('Enter');
  await page.waitForFunction((lang) => document.documentElement.lang === lang, tag);
}

/** Runs one story. Gives nothing when it passed, else words on what went wrong. */
export async function tell(story, { kind, browser, server, results, downloads, counts }) {
  const contexts = [];
  const pages = [];
  const complaints = [];
  const allowed = [];

  async function newContext(options = {}) {
    const context = await browser.newContext({
      viewport: { width: 1440, height: 900 }, locale: 'en-GB', timezoneId: 'Europe/Paris', acceptDownloads: true,
      // A worker would answer in place of the host that the story plays with: stories of it allow it.
      serviceWorkers: 'block', ...options,
    });
    context.setDefaultTimeout(PATIENCE);
    await context.addInitScript(() => {
      addEventListener('securitypolicyviolation', (event) => {
        console.error(`policy breach: ${event.violatedDirective} ${event.blockedURI} ${event.sourceFile ?? ''}:${event.lineNumber}`);
      });
    });
    context.on('page', watch);
    // What a worker asks for is no request of a page.
    context.on('request', (request) => { if (request.serviceWorker()) demandOwn(request); });
    contexts.push(context);
    return context;
  }

  function watch(page) {
    pages.push(page);
    page.on('console', (message) => {
      if (message.type() !== 'error') return;
      // The first screen looks for a published portfolio; that there is none is no fault.
      if (/404/.test(message.text()) && message.location().url.endsWith('/portfolio.json')) return;
      complaints.push(`console: ${message.text()}`);
    });
    page.on('pageerror', (error) => {
      // Firefox says so of a file that leaving the page cut short: the digest is that of nothing. A file that
      // is empty on the host stops the app, which every story would notice.
      if (error.message.includes(`integrity`) && error.message.includes(DIGEST_OF_NOTHING)) return;
      complaints.push(`error: ${error.message}`);
    });
    page.on('request', demandOwn);
  }

  function demandOwn(request) {
    const url = request.url();
    if (!url.startsWith(server.origin) && !/^(data|blob|about):/.test(url)) complaints.push(`off origin: ${url}`);
  }

  const ctx = {
    kind, browser, server, newContext,
    expect: assert,
    within(limit, took, what) {
      const name = `ms at most: ${what}`;
      counts.set(name, Math.max(counts.get(name) ?? 0, Math.round(took)));
      const slack = process.env.BATON_FAULTS === 'full' ? 1 : 10;
      assert.ok(took <= limit * slack, `${what} took ${took} ms; the goal is ${limit}`);
    },
    count: (what, n = 1) => counts.set(what, (counts.get(what) ?? 0) + n),
    allow: (pattern) => allowed.push(pattern),
    // In Firefox the driver would put a style of its own into the page, which the policy refuses.
    shot: (page, name) => kind === 'chromium' && page.screenshot({ path: path.join(results, `${kind}-${name}.png`) }),
    async open(route = '', options = {}) {
      const { asOf = AS_OF, base = '/', wait = true, context, ...more } = options;
      const page = await (context ?? await newContext(more)).newPage();
      await page.goto(ctx.address(route, { asOf, base }));
      if (wait) await ctx.started(page);
      return page;
    },
    address(route = '', { asOf = AS_OF, base = '/' } = {}) {
      const [place, query = ''] = route.split('?');
      const all = new URLSearchParams(query);
      if (asOf) all.set('as-of', asOf);
      return `${server.origin}${base}#/${place}${all.size ? `?${all}` : ''}`;
    },
    /** The boot words are gone and the app has put something on the page. */
    async started(page) {
      await page.waitForFunction(() => {
        const boot = document.getElementById('boot');
        return boot && boot.hidden;
      });
    },
    /** Waits until the condition, read again and again, holds. */
    async until(condition, words = String(condition)) {
      const end = Date.now() + PATIENCE;
      for (;;) {
        if (await condition()) return;
        assert.ok(Date.now() < end, `waited in vain for: ${words}`);
        await new Promise((resolve) => setTimeout(resolve, 25));
      }
    },
    async download(page, act) {
      if (kind === 'chromium') {
        const [download] = await Promise.all([page.waitForEvent('download'), act()]);
        return { name: download.suggestedFilename(), bytes: await readFile(await download.path()) };
      }
      // Firefox names the download in no event that the driver understands: the file itself is awaited.
      for (const old of await readdir(downloads)) await rm(path.join(downloads, old), { force: true });
      await act();
      let found;
      await ctx.until(async () => {
        const names = await readdir(downloads);
        if (names.length !== 1 || names[0].endsWith('.part')) return false;
        found = names[0];
        return (await stat(path.join(downloads, found))).size > 0;
      }, 'a downloaded file');
      return { name: found, bytes: await readFile(path.join(downloads, found)) };
    },
    /**
     * A state as it is seen in light and dark, wide and narrow, and once more in French: it fits, it is accessible,
     * there is a picture. `french: false` where a press of a key ends the state.
     */
    async looks(page, name, { french = true } = {}) {
      const before = page.viewportSize();
      const look = async (lang, colorScheme, width) => {
        await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
        await page.setViewportSize({ width, height: width === 390 ? 844 : 900 });
        // Colours that are on their way to others are none to judge.
        await page.evaluate(async () => {
          await new Promise((resolve) => { requestAnimationFrame(resolve); });
          const ending = document.getAnimations().filter((each) => each.effect?.getComputedTiming().endTime !== Infinity);
          await Promise.all(ending.map((each) => each.finished.catch(() => undefined)));
        });
        const wide = await page.evaluate(() => document.documentElement.scrollWidth);
        assert.ok(wide <= width, `${name} is ${wide} px wide at ${width} px`);
        const cut = await page.locator('.banner button, .toast button, #boot button').evaluateAll((all) => all
          .filter((each) => each.getBoundingClientRect().right > innerWidth || each.getBoundingClientRect().left < 0).map((each) => each.textContent));
        assert.deepEqual(cut, [], `${name}: buttons beyond the edge at ${width} px in ${lang}`);
        await ctx.axe(page);
        await ctx.shot(page, `${name}-${lang}-${colorScheme}-${width}`);
      };
      const tongue = await page.evaluate(() => document.documentElement.lang);
      for (const colorScheme of ['light', 'dark']) for (const width of [1440, 390]) await look(tongue, colorScheme, width);
      // The words before the app runs, and after it stopped, are in both languages.
      if (french && tongue === 'en' && await page.locator('#boot').isHidden()) {
        await speak(page, 'Passer en français', 'fr');
        await look('fr', 'light', 1440);
        await look('fr', 'dark', 390);
        await speak(page, 'Switch to English', 'en');
      }
      await page.emulateMedia({ colorScheme: null, reducedMotion: null });
      await page.setViewportSize(before);
    },
    async axe(page, { except = [] } = {}) {
      // Through evaluate: an injected <script> would be refused by the policy, as it should be.
      await page.evaluate(axeSource);
      const found = await page.evaluate(async (rules) => {
        const options = { runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa'], rules };
        const { violations } = await window.axe.run(document, options);
        return violations.map(({ id, help, nodes }) => `${id}: ${help}: ${nodes.slice(0, 3).map((node) => node.html.slice(0, 160)).join(' | ')} (${nodes.length})`);
      }, Object.fromEntries(except.map((rule) => [rule, { enabled: false }])));
      assert.deepEqual(found, [], `accessibility: ${found.join('\n')}`);
    },
  };

  let trouble;
  let alarm;
  const late = new Promise((_, reject) => {
    alarm = setTimeout(() => reject(new Error(`the story was not through after ${LONGEST} minutes`)), LONGEST * 60_000);
  });
  try {
    await Promise.race([story.run(ctx), late]);
    const left = complaints.filter((each) => !allowed.some((pattern) => pattern.test(each)));
    if (left.length > 0) trouble = [...new Set(left)].join('\n');
  } catch (error) {
    trouble = [error.stack ?? String(error), ...new Set(complaints)].join('\n');
  } finally {
    clearTimeout(alarm);
  }
  if (trouble) {
    const name = story.name.replace(/\W+/g, '-').toLowerCase();
    for (const [i, page] of pages.entries()) {
      await page.screenshot({ path: path.join(results, `failed-${kind}-${name}-${i}.png`), timeout: 5_000 }).catch(() => undefined);
    }
  }
  for (const context of contexts) await context.close().catch(() => undefined);
  return trouble;
}

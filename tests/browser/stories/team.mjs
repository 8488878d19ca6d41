// The team's portfolio: portfolio.json beside index.html. It is offered and compared, never taken over by
// itself, and whatever lies there in its place overwrites nothing.

import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { exported } from '../lib/storage.mjs';

const dist = process.env.BATON_DIST ?? path.join(import.meta.dirname, '../../../dist');

/** The sample as a team would publish it, with these texts in place of others. */
async function published(changes = {}) {
  let text = (await readFile(path.join(dist, 'sample.json'), 'utf8')).replace('"name":"2026 portfolio"', '"name":"Team plan"');
  for (const [old, now] of Object.entries(changes)) {
    if (!text.includes(old)) throw new Error(`no ${old} in the sample`);
    text = text.replace(old, now);
  }
  return text;
}

const offer = (page) => page.getByRole('button', { name: /Open the team’s portfolio|Ouvrir le portefeuille de l’équipe/ });

/** Opens what is published, from the first screen. */
async function opened(ctx, options = {}) {
  const page = await ctx.open('', options);
  await offer(page).click();
  await page.locator('.bar h1').waitFor();
  return page;
}

async function data(ctx, page) {
  await page.goto(ctx.address('data'));
  await page.getByRole('button', { name: 'Save JSON' }).waitFor();
}

const section = (page) => page.getByRole('region', { name: 'Team portfolio' });
const banner = (page) => page.locator('.banner', { hasText: 'The team’s portfolio has changed on its host' });
const field = (page, name) => page.getByRole('textbox', { name }).first();

/** Edits a field of the portfolio's settings. */
async function edit(ctx, page, name, text) {
  await page.goto(ctx.address('settings'));
  await field(page, name).fill(text);
  await field(page, name).press('Tab');
  await page.locator('[data-testid="save-state"]', { hasText: 'Saved' }).waitFor();
}

async function again(ctx, page) {
  await page.reload();
  await ctx.started(page);
}

/** What hosts put in place of a portfolio, and what is said of it. */
const VARIANTS = [
  ['a page that says not found', '<!doctype html>\n<title>Not found</title>', /web page, not a portfolio/],
  ['nothing', '', /was not opened/],
  ['half a file', async () => { const text = await published(); return text.slice(0, text.length >> 1); }, /ends too early or is damaged/],
  ['other JSON', '{"records":[]}', /not a Baton portfolio/],
  ['a newer version', async () => (await published()).replace('"version":1,"min_reader":1', '"version":9,"min_reader":9'), /newer version of Baton/],
];

const textOf = (body) => (typeof body === 'function' ? body() : body);

export const stories = [
  {
    name: 'what a team publishes beside the app is offered first and opened',
    async run(ctx) {
      ctx.server.add('portfolio.json', await published());
      const page = await ctx.open();
      await offer(page).waitFor();
      await ctx.looks(page, 'team-offer');
      await page.keyboard.press('t');
      await page.getByRole('heading', { level: 1, name: 'Cockpit' }).waitFor();
      ctx.expect.match(await page.title(), /Team plan/);
      ctx.expect.equal((await exported(ctx, page)).replaceAll(/"app":"[^"]*"/g, ''), (await published()).replaceAll(/"app":"[^"]*"/g, ''));
      await section(page).getByText('Everything published is here').waitFor();
      await section(page).getByText(/last fetched/).waitFor();
      await page.locator('.data-line', { hasText: 'Team plan' }).getByText(/published/).waitFor();
      await ctx.axe(page);
      // The file is as it was: nothing to say at the next start.
      await again(ctx, page);
      await section(page).getByText('Everything published is here').waitFor();
      await page.goto(ctx.address('cockpit'));
      await page.getByRole('heading', { level: 1, name: 'Cockpit' }).waitFor();
      ctx.expect.equal(await page.locator('.banner').count(), 0);
    },
  },
  // Row 52.
  ...VARIANTS.map(([name, body, words]) => ({
    name: `${name} in place of the team's portfolio opens nothing and overwrites nothing`,
    async run(ctx) {
      const bad = await textOf(body);
      ctx.server.add('portfolio.json', bad);
      const first = await ctx.open();
      await first.getByText(words).waitFor();
      ctx.expect.equal(await offer(first).count(), 0);
      await ctx.axe(first);
      await first.context().close();

      ctx.server.add('portfolio.json', await published());
      const page = await opened(ctx);
      await edit(ctx, page, /^Organisation/, 'Ours alone');
      const before = await exported(ctx, page);
      ctx.server.add('portfolio.json', bad);
      await again(ctx, page);
      await section(page).getByText(words).waitFor();
      ctx.expect.equal(await exported(ctx, page), before);
      // Whole again, it is what it was.
      ctx.server.add('portfolio.json', await published());
      await section(page).getByRole('button', { name: 'Check now' }).click();
      await section(page).getByText('Everything published is here').waitFor();
      ctx.expect.equal(await exported(ctx, page), before);
    },
  })),
  {
    // Row 52.
    name: 'what a team publishes later is shown as a difference and joins what was edited here',
    async run(ctx) {
      ctx.server.add('portfolio.json', await published());
      const page = await opened(ctx);
      await edit(ctx, page, /^Organisation/, 'Ours alone');
      await edit(ctx, page, /^Name/, 'Our plan');
      const before = await exported(ctx, page);
      // A project of theirs, and the same field as ours.
      ctx.server.add('portfolio.json', await published({ '"name":"Team plan"': '"name":"Their plan"', '"name":"Trusted Zone Paris"': '"name":"Zone of theirs"' }));
      await page.goto(ctx.address('cockpit'));
      await again(ctx, page);
      await banner(page).waitFor();
      ctx.expect.equal(await exported(ctx, page), before, 'nothing is taken over by itself');
      await section(page).getByRole('button', { name: 'See the difference' }).click();
      const dialog = page.getByRole('dialog');
      await dialog.getByText('Zone of theirs').first().waitFor();
      await dialog.getByText(/1 value was changed here and there/).waitFor();
      await ctx.looks(page, 'team-changed');
      await dialog.getByRole('button', { name: 'Later' }).click();
      ctx.expect.equal(await exported(ctx, page), before, 'looking changes nothing');
      await page.goto(ctx.address('cockpit'));
      await banner(page).getByRole('button', { name: 'See the difference' }).click();
      await dialog.getByRole('button', { name: 'Take over, mine stand' }).click();
      const after = await exported(ctx, page);
      for (const part of ['"name":"Zone of theirs"', '"name":"Our plan"', '"organisation":"Ours alone"']) {
        ctx.expect.ok(after.includes(part), `${part} is not there`);
      }
      // Taken over is taken over.
      await again(ctx, page);
      await section(page).getByText('Everything published is here').waitFor();
      ctx.expect.equal(await exported(ctx, page), after);
      // Their side can be taken as well, and both are steps that undo takes back.
      ctx.server.add('portfolio.json', await published({ '"name":"Team plan"': '"name":"Their other plan"', '"name":"Trusted Zone Paris"': '"name":"Zone of theirs"' }));
      await section(page).getByRole('button', { name: 'Check now' }).click();
      await section(page).getByRole('button', { name: 'See the difference' }).click();
      await dialog.getByRole('button', { name: 'Take over, theirs stand' }).click();
      ctx.expect.ok((await exported(ctx, page)).includes('"name":"Their other plan"'));
      await page.locator('.bar h1').click();
      await page.keyboard.press('Control+z');
      await ctx.until(async () => (await exported(ctx, page)) === after, 'what was there before');
    },
  },
  {
    // Row 51.
    name: 'without its host the team\'s portfolio opens from this browser and says when it was fetched',
    async run(ctx) {
      ctx.allow(/portfolio\.json|Failed to load|net::ERR|NetworkError|abort/i);
      ctx.server.add('portfolio.json', await published());
      const context = await ctx.newContext();
      // Ten seconds of patience pass in one.
      await context.addInitScript(() => {
        const wait = window.setTimeout;
        window.setTimeout = (call, after, ...more) => wait(call, after === 10_000 ? 1_000 : after, ...more);
      });
      const page = await opened(ctx, { context });
      await edit(ctx, page, /^Organisation/, 'Ours alone');
      for (const host of ['refuses', 'never answers']) {
        await context.unroute('**/portfolio.json');
        await context.route('**/portfolio.json', (route) => (host === 'refuses' ? route.abort() : undefined));
        await page.goto(ctx.address('settings'));
        await again(ctx, page);
        ctx.expect.equal(await field(page, /^Organisation/).inputValue(), 'Ours alone');
        await page.goto(ctx.address('data'));
        await section(page).getByText('The host was not reached').waitFor();
        await section(page).getByText(/last fetched/).waitFor();
      }
      await ctx.axe(page);
    },
  },
  {
    name: 'a team\'s portfolio that comes after a sandbox is found on request',
    async run(ctx) {
      const page = await ctx.open();
      await page.getByRole('button', { name: /Start with an empty portfolio/ }).click();
      await page.getByRole('heading', { level: 1, name: 'Cockpit' }).waitFor();
      await data(ctx, page);
      ctx.expect.equal(await section(page).count(), 0);
      await offer(page).click();
      await page.getByText('No portfolio.json lies beside this app').first().waitFor();
      ctx.server.add('portfolio.json', await published());
      await offer(page).click();
      await page.getByRole('heading', { level: 1, name: 'Cockpit' }).waitFor();
      await ctx.until(async () => /Team plan/.test(await page.title()), 'the team\'s portfolio');
      await data(ctx, page);
      await page.locator('.data-line', { hasText: 'New portfolio' }).waitFor();
    },
  },
];

// Cockpit: figures that lead to the projects behind them and agree with the other pages.

import { everyLook, go, sample } from '../lib/sample.mjs';

const tile = (page, title) => page.getByRole('link').filter({ has: page.getByRole('heading', { name: title, exact: true }) });
const rows = async (page) => Number(await page.getByRole('grid').getAttribute('aria-rowcount')) - 1;

export const stories = [
  {
    name: 'each count of the cockpit leads to just those projects on Status',
    async run(ctx) {
      const page = await sample(ctx, 'cockpit');
      const states = ['Red', 'Amber', 'Not reported', 'Green', 'Complete'];
      const links = page.getByRole('list', { name: 'Now' }).getByRole('link');
      await links.first().waitFor();
      const said = {};
      for (const link of await links.all()) {
        const name = await link.getByRole('img').getAttribute('aria-label');
        said[name] = { count: Number((await link.textContent()).replace(/\D/g, '')), href: await link.getAttribute('href') };
      }
      ctx.expect.equal(Object.values(said).reduce((sum, one) => sum + one.count, 0), 24);
      for (const state of states.filter((one) => said[one])) {
        await page.goto(`${ctx.server.origin}/${said[state].href}`);
        await ctx.until(async () => (await page.getByRole('grid').count()) === 1 && (await rows(page)) === said[state].count, `${said[state].count} projects that are ${state}`);
      }
    },
  },
  {
    name: 'tiles and lists lead to what they count',
    async run(ctx) {
      const page = await sample(ctx, 'cockpit');
      const late = await tile(page, 'Late milestones').textContent();
      const projects = Number(/in (\d+) projects/.exec(late)[1]);
      await tile(page, 'Late milestones').click();
      await ctx.until(async () => (await page.getByRole('grid').count()) === 1 && (await rows(page)) === projects, `${projects} projects with late milestones`);
      ctx.expect.match(page.url(), /only=late/);
      await go(ctx, page, 'cockpit');
      const all = page.getByRole('link', { name: /^All \d+$/ });
      const attention = Number((await all.textContent()).replace(/\D/g, ''));
      await all.click();
      await ctx.until(async () => (await page.getByRole('grid').count()) === 1 && (await rows(page)) === attention, `${attention} projects to look at`);
      await go(ctx, page, 'cockpit');
      await tile(page, 'Forecast at completion').click();
      await page.getByRole('heading', { level: 1, name: 'Projects' }).waitFor();
    },
  },
  {
    name: 'the figures follow an edit and its undo',
    async run(ctx) {
      const page = await sample(ctx, 'status');
      await page.getByRole('gridcell', { name: 'Overall: declared amber, computed red' }).first().click();
      await page.locator('.popover').getByRole('button', { name: 'Accept red' }).click();
      await go(ctx, page, 'cockpit');
      const red = page.getByRole('list', { name: 'Now' }).getByRole('link').filter({ has: page.getByRole('img', { name: 'Red' }) });
      await ctx.until(async () => /3/.test(await red.textContent()), 'three red projects');
      await page.keyboard.press('Control+z');
      await ctx.until(async () => /2/.test(await red.textContent()), 'two red projects again');
    },
  },
  {
    name: 'an empty portfolio says what belongs on its pages',
    async run(ctx) {
      const page = await ctx.open('');
      await page.getByRole('button', { name: /blank|empty/i }).first().click();
      await page.getByRole('heading', { name: 'This portfolio is empty' }).waitFor();
      await ctx.axe(page);
      await page.goto(ctx.address('status'));
      await page.getByRole('heading', { name: 'No project to report on' }).waitFor();
      await ctx.axe(page);
    },
  },
  {
    name: 'the cockpit is accessible in both languages, light and dark, wide and narrow',
    browsers: ['chromium'],
    async run(ctx) {
      await everyLook(ctx, 'cockpit', (page) => page.locator('.tile').first().waitFor());
    },
  },
];

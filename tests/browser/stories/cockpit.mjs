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
    name: 'a scope counts its projects alone, as the page of the unit does, and its links keep it',
    async run(ctx) {
      const page = await sample(ctx, 'units/NET');
      const fact = (name) => page.locator('.facts.large > div', { has: page.getByText(name, { exact: true }) }).locator('dd');
      const own = {};
      for (const name of ['Landing', 'Late milestones']) own[name] = (await fact(name).innerText()).split(/\s*[+\u2212]/)[0].trim();
      await go(ctx, page, 'cockpit');
      await page.getByRole('button', { name: /^Scope/ }).click();
      await page.getByRole('menuitemcheckbox', { name: 'Network & Edge' }).click();
      await page.getByRole('heading', { level: 1, name: 'Cockpit: Network & Edge' }).waitFor();
      ctx.expect.match(page.url(), /scope=unit:NET/);
      const number = (title) => tile(page, title).locator('b').innerText();
      ctx.expect.equal(await number('Forecast at completion'), own.Landing);
      ctx.expect.equal(await number('Late milestones'), own['Late milestones']);
      // Lists keep to the scope too, and so do the pages they lead to.
      const codes = await page.locator('.attention-row .code').allInnerTexts();
      ctx.expect.ok(codes.length > 0 && codes.every((code) => code.endsWith(' NET')), `${codes}`);
      await page.getByRole('link', { name: 'Matrix' }).click();
      await ctx.until(async () => (await page.getByRole('grid').count()) === 1 && (await rows(page)) === 5, 'the five projects of the unit');
      await page.goBack();
      await page.getByRole('heading', { level: 1, name: 'Cockpit: Network & Edge' }).waitFor();
      await tile(page, 'Forecast at completion').click();
      await page.getByText('5 of 24').first().waitFor();
      await page.goBack();
      await page.getByRole('link', { name: 'Roadmap' }).last().click();
      await page.getByRole('heading', { level: 1, name: 'Roadmap' }).waitFor();
      ctx.expect.match(page.url(), /unit=NET/);
    },
  },
  {
    name: 'the flow and the differences compare with the report that is chosen',
    async run(ctx) {
      const page = await sample(ctx, 'cockpit');
      const flow = page.locator('.mod', { has: page.getByRole('heading', { name: 'Status', exact: true }) });
      await flow.getByText('20 Apr to now').waitFor();
      const said = async () => [await flow.getByRole('heading', { level: 3 }).allInnerTexts(), await tile(page, 'Forecast at completion').innerText()].join(' ');
      const april = await said();
      await page.getByRole('button', { name: /^Compare with/ }).click();
      await page.getByRole('menuitemcheckbox', { name: /^December 2025/ }).click();
      await flow.getByText(/Dec to now/).waitFor();
      ctx.expect.match(page.url(), /compare=2025-12-/);
      ctx.expect.notEqual(await said(), april);
      // The link alone brings the same.
      const address = page.url();
      await go(ctx, page, 'status');
      await page.goto(address);
      await flow.getByText(/Dec to now/).waitFor();
    },
  },
  {
    name: 'publishing from the cockpit freezes the open round, and undo thaws it',
    async run(ctx) {
      const page = await sample(ctx, 'cockpit');
      await page.getByRole('button', { name: 'Publish report' }).click();
      const dialog = page.getByRole('dialog', { name: 'Close May 2026?' });
      await dialog.getByText(/22 reports are frozen/).waitFor();
      await ctx.axe(page);
      await dialog.getByRole('button', { name: 'Close the report' }).click();
      await page.getByRole('button', { name: 'Open a report round' }).waitFor();
      // It is the report of now that the flow compares with.
      await page.getByText('18 May to now').waitFor();
      await page.getByRole('button', { name: 'Open a report round' }).click();
      await page.getByRole('dialog', { name: 'Open a round' }).getByRole('button', { name: 'Cancel' }).click();
      await page.keyboard.press('Control+z');
      await page.getByRole('button', { name: 'Publish report' }).waitFor();
      await page.getByText('20 Apr to now').waitFor();
    },
  },
  {
    name: 'a chart is drawn again for the width of the window',
    async run(ctx) {
      const page = await sample(ctx, 'cockpit', { viewport: { width: 844, height: 390 } });
      const wide = () => page.locator('.cockpit figure [role=img] svg').first().evaluate((svg) => Number(svg.getAttribute('viewBox').split(' ')[2]));
      ctx.expect.equal(await wide(), 420);
      await page.setViewportSize({ width: 390, height: 844 });
      await ctx.until(async () => (await wide()) === 390 - 28, 'the chart of a phone that was turned');
      await page.setViewportSize({ width: 1440, height: 900 });
      await ctx.until(async () => (await wide()) === 420, 'the chart of a wide window');
    },
  },
  {
    name: 'the portfolio has a page of its own: purpose, figures, objectives and every project',
    async run(ctx) {
      const page = await sample(ctx, 'cockpit');
      await page.getByRole('navigation', { name: 'Breadcrumb' }).getByRole('link', { name: '2026 portfolio' }).click();
      await page.getByRole('heading', { level: 1, name: 'Portfolio summary' }).waitFor();
      ctx.expect.match(page.url(), /#\/portfolio/);
      ctx.expect.equal(await page.locator('.lines tbody tr').count(), 24);
      await page.getByText('Four times the capacity').waitFor();
      await page.getByRole('link', { name: 'Sovereign revenue' }).waitFor();
      // The palette knows it.
      await go(ctx, page, 'status');
      await page.keyboard.press('Control+k');
      await page.getByRole('combobox').fill('portfolio sum');
      await page.keyboard.press('Enter');
      await page.getByRole('heading', { level: 1, name: 'Portfolio summary' }).waitFor();
    },
  },
  {
    name: 'the portfolio summary is accessible in both languages, light and dark, wide and narrow',
    browsers: ['chromium'],
    async run(ctx) {
      await everyLook(ctx, 'portfolio', (page) => page.locator('.group-page .lines tbody tr').first().waitFor());
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

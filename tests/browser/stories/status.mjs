// Status: the matrix, why a colour is what it is, what one does about it, and the report round.

import path from 'node:path';
import { everyLook, go, sample } from '../lib/sample.mjs';

const PARIS = 'Trusted Zone Paris';
const row = (page, name) => page.getByRole('row').filter({ has: page.getByRole('link', { name, exact: true }) });
const cell = (page, name, words) => row(page, name).getByRole('gridcell', { name: words });
const popover = (page) => page.locator('.popover');
const toast = (page, words) => page.locator('.toast', { hasText: words }).first();

/** The counts beside "Declared, Computed, Both", as text such as "2 8 2 11 1". */
const counts = async (page) => {
  const all = page.locator('.tools .end .row.tight.num');
  await all.first().waitFor();
  return (await all.allTextContents()).map((text) => text.replace(/\D/g, '')).join(' ');
};

export const stories = [
  {
    name: 'the matrix tells declared and computed, by hand and by keyboard',
    async run(ctx) {
      const page = await sample(ctx, 'status');
      const grid = page.getByRole('grid');
      await grid.waitFor();
      ctx.expect.equal(await grid.getAttribute('aria-rowcount'), '25');
      await cell(page, PARIS, 'Overall: declared amber, computed red').waitFor();
      await cell(page, PARIS, /Cost: declared amber, computed red/).waitFor();
      // The name is not cut.
      const cut = await row(page, 'GPU inference endpoints').getByRole('link').evaluate((a) => a.scrollWidth > a.clientWidth + 1);
      ctx.expect.equal(cut, false);
      // Arrows move, Enter explains, Escape returns the focus.
      await page.locator('#mx-0-0').focus();
      for (const [key, place] of [['ArrowDown', '1-0'], ['ArrowDown', '2-0'], ['ArrowRight', '2-1'], ['ArrowRight', '2-2']]) {
        await page.keyboard.press(key);
        await page.locator(`#mx-${place}:focus`).waitFor();
      }
      await page.keyboard.press('Enter');
      await popover(page).getByRole('heading', { name: 'Why computed red?' }).waitFor();
      await popover(page).locator(':focus').waitFor();
      await page.keyboard.press('Escape');
      await popover(page).waitFor({ state: 'detached' });
      await page.locator('#mx-2-2:focus').waitFor();
      // Only what differs.
      await page.getByRole('button', { name: /6 differ/ }).click();
      ctx.expect.equal(await grid.getAttribute('aria-rowcount'), '7');
      ctx.expect.match(page.url(), /only=differ/);
      await page.getByRole('radio', { name: 'Computed' }).click();
      await cell(page, PARIS, 'Overall: computed red').first().waitFor();
    },
  },
  {
    name: 'a colour explains itself: rule, inputs, limits, what would change it',
    async run(ctx) {
      const page = await sample(ctx, 'status');
      await cell(page, PARIS, 'Overall: declared amber, computed red').click();
      const why = popover(page);
      await why.getByText('€7.15 M landing against €6.40 M budget').waitFor();
      await why.getByText('+11.7%').waitFor();
      await why.getByText('What would change it').waitFor();
      await why.getByText('(−€110 k)').waitFor();
      await why.getByText('What counts is amber, declared on').waitFor();
      ctx.expect.equal(await why.getByRole('img', { name: /Cost: green to 4%; now 11.7%|Cost: green to 5%; now 11.7%/ }).count(), 1);
    },
  },
  {
    name: 'accepting declares the computed colour, as one step that undo takes back',
    async run(ctx) {
      const page = await sample(ctx, 'status');
      const before = await counts(page);
      await cell(page, PARIS, 'Overall: declared amber, computed red').click();
      await popover(page).getByRole('button', { name: 'Accept red' }).click();
      await popover(page).waitFor({ state: 'detached' });
      await cell(page, PARIS, 'Overall: declared red').waitFor();
      await ctx.until(async () => (await counts(page)) !== before, 'other counts');
      await page.keyboard.press('Control+z');
      await cell(page, PARIS, 'Overall: declared amber, computed red').waitFor();
      await ctx.until(async () => (await counts(page)) === before, 'the counts as they were');
    },
  },
  {
    name: 'a colour is kept with a reason, an author and an end, and falls back when that is past',
    async run(ctx) {
      const page = await sample(ctx, 'status');
      await cell(page, PARIS, 'Overall: declared amber, computed red').click();
      const why = popover(page);
      await why.getByRole('button', { name: 'Keep amber with a reason' }).click();
      // Nothing is kept without a reason: it is asked for.
      await why.getByLabel('Decided by').fill('Steering committee');
      await why.getByRole('button', { name: 'Keep', exact: true }).click();
      await page.locator('.toast').filter({ hasText: /reason/i }).first().waitFor();
      await why.getByLabel('Reason').fill('Racks are in transit');
      await why.getByRole('radio', { name: 'Green' }).click();
      await why.getByLabel('Holds until').fill('2026-06-01');
      await why.getByRole('button', { name: 'Keep', exact: true }).click();
      await popover(page).waitFor({ state: 'detached' });
      const kept = 'Overall: declared amber, computed red, kept green with a reason';
      await cell(page, PARIS, kept).waitFor();
      await cell(page, PARIS, kept).click();
      await popover(page).getByText('Green is kept by Steering committee until 1 Jun 2026: Racks are in transit').waitFor();
      await page.keyboard.press('Escape');
      // The day after the end the declared colour counts again, and the popover says what was kept.
      await page.goto(ctx.address('status', { asOf: '2026-06-02' }));
      await cell(page, PARIS, 'Overall: declared amber, computed red').click();
      await popover(page).getByText('was kept by Steering committee until 1 Jun 2026; that has expired').waitFor();
    },
  },
  {
    name: '"Edit rule" leads to the limits, and a new limit shows at once',
    async run(ctx) {
      const page = await sample(ctx, 'status');
      await cell(page, PARIS, /Cost: declared amber, computed red/).click();
      await popover(page).getByRole('link', { name: 'Edit rule' }).click();
      await page.locator('#settings-status:focus').waitFor();
      const cost = page.getByRole('region', { name: 'Cost' });
      const amber = cost.getByLabel('Amber up to, share').first();
      await amber.fill('20');
      await amber.press('Enter');
      await go(ctx, page, 'status');
      await cell(page, PARIS, 'Cost: declared amber').waitFor();
      await page.keyboard.press('Control+z');
      await cell(page, PARIS, /Cost: declared amber, computed red/).waitFor();
    },
  },
  {
    name: 'a round is reminded, closed and frozen, found in the history, and the next is opened',
    async run(ctx) {
      const page = await sample(ctx, 'status', ctx.kind === 'chromium' ? { permissions: ['clipboard-read', 'clipboard-write'] } : {});
      await page.getByRole('button', { name: 'Remind 2 late' }).click();
      await toast(page, 'on the clipboard').waitFor();
      // Declared with a comment before the close.
      await cell(page, PARIS, /Scope: declared green/).click();
      await popover(page).getByRole('radio', { name: 'Amber' }).click();
      const comment = popover(page).getByLabel('Comment on Scope');
      await comment.fill('Zone 3 is smaller');
      await comment.press('Enter');
      await page.keyboard.press('Escape');
      await cell(page, PARIS, 'Scope: declared amber').waitFor();
      await page.getByRole('button', { name: 'Close the report' }).click();
      const dialog = page.getByRole('dialog');
      await dialog.getByText('22 reports are frozen').waitFor();
      await dialog.getByText('STO-3 Cold archive service').waitFor();
      await dialog.getByRole('button', { name: 'Close the report' }).click();
      await page.getByText('No round is open').waitFor();
      await go(ctx, page, 'projects/SOV-1/history');
      const line = page.getByRole('row').filter({ hasText: '18 May 2026' }).first();
      await line.waitFor();
      ctx.expect.match(await line.textContent(), /7\.15/);
      ctx.expect.equal(await line.getByRole('img', { name: 'Red' }).count(), 1, 'the computed colour is not in the snapshot');
      await go(ctx, page, 'status');
      await page.getByRole('button', { name: 'Open a round' }).click();
      await page.getByRole('dialog').getByLabel('Name').fill('June 2026');
      await page.getByRole('dialog').getByRole('button', { name: 'Open a round' }).click();
      await page.getByText('June 2026 closes').waitFor();
      // A frozen report stays as it is: what is declared now is a new report.
      await cell(page, PARIS, /Overall: declared amber, computed red/).click();
      await popover(page).getByRole('button', { name: 'Accept red' }).click();
      await go(ctx, page, 'projects/SOV-1/history');
      await ctx.until(async () => (await page.getByRole('row').filter({ hasText: '18 May 2026' }).count()) >= 2, 'two reports of the day');
      for (let step = 0; step < 3; step += 1) await page.keyboard.press('Control+z');
      await go(ctx, page, 'status');
      await page.getByText('May 2026 closes').waitFor();
    },
  },
  {
    name: 'filters are words in the address: a saved view of the sample shows red and amber only',
    async run(ctx) {
      const page = await sample(ctx, 'status');
      await page.keyboard.press('Control+k');
      await page.getByRole('combobox').fill('Red and amber');
      await page.getByRole('option', { name: /Red and amber/ }).first().waitFor();
      await page.keyboard.press('Enter');
      await ctx.until(async () => (await page.getByRole('grid').getAttribute('aria-rowcount')) === '11', 'ten projects');
      await go(ctx, page, 'status?only=programme:SOV');
      await ctx.until(async () => (await page.getByRole('grid').getAttribute('aria-rowcount')) === '5', 'the four projects of the programme');
      await page.getByRole('button', { name: /Sovereign/ }).waitFor();
    },
  },
  {
    name: 'facts that do not fit are listed with their reasons and lead to their projects',
    async run(ctx) {
      // In the sample everything fits; the project of this file has no sponsor and more.
      const page = await sample(ctx, 'data');
      await page.locator('#main input[type=file]').first().setInputFiles(path.join(import.meta.dirname, '../../corpus/json/good.json'));
      await page.getByRole('button', { name: 'Open as a new portfolio' }).click();
      await page.locator('.rail', { hasText: 'Small' }).waitFor();
      await go(ctx, page, 'status');
      await page.getByRole('grid').waitFor();
      const reasons = page.getByRole('button', { name: /^Show \d+ reasons?$/ });
      ctx.expect.equal(await reasons.count(), 0);
      await go(ctx, page, 'status?only=odd');
      const said = (await reasons.textContent()).trim();
      await reasons.click();
      const list = page.getByRole('dialog', { name: 'Facts that do not fit together' });
      await list.getByRole('heading', { name: /Nobody is accountable for it 1$/ }).waitFor();
      ctx.expect.equal(said, `Show ${await list.getByRole('link').count()} reasons`);
      await ctx.axe(page);
      const first = list.getByRole('link').first();
      const name = await first.textContent();
      await first.click();
      await page.getByRole('heading', { name }).first().waitFor();
    },
  },
  {
    name: 'weather signs replace the marks everywhere once the portfolio asks for them',
    async run(ctx) {
      const page = await sample(ctx, 'settings?section=status');
      await page.getByRole('switch', { name: 'Weather signs' }).click();
      for (const route of ['status', 'cockpit', 'projects']) {
        await go(ctx, page, route);
        const marks = page.locator('.sheet svg.rag path[class="rag-fill-red"]');
        await marks.first().waitFor();
        const plain = await page.locator('.sheet svg.rag path[data-weather="false"]').count();
        ctx.expect.equal(plain, 0, `${route} shows marks without weather`);
      }
    },
  },
  {
    name: 'status is accessible in both languages, light and dark, wide and narrow',
    browsers: ['chromium'],
    async run(ctx) {
      await everyLook(ctx, 'status', async (page) => {
        await page.locator('#mx-2-8').click();
        await popover(page).locator('.why-part').first().waitFor();
      });
    },
  },
];

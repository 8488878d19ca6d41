// Settings: of the person, kept in the browser; of the portfolio, each an undoable step with an effect.

import { everyLook, go, sample } from '../lib/sample.mjs';

export const stories = [
  {
    name: 'language, theme and row height are kept for the person',
    async run(ctx) {
      const page = await sample(ctx, 'settings');
      await page.getByRole('radio', { name: 'Français' }).click();
      await page.getByRole('heading', { level: 1, name: 'Réglages' }).waitFor();
      await page.getByRole('radio', { name: 'Sombre' }).click();
      await page.getByRole('radio', { name: 'Compacte' }).click();
      const looks = () => page.evaluate(() => [document.documentElement.lang, document.documentElement.dataset.theme, document.documentElement.dataset.density]);
      await ctx.until(async () => String(await looks()) === 'fr,dark,compact', 'French, dark, compact');
      await page.reload();
      await ctx.started(page);
      await ctx.until(async () => String(await looks()) === 'fr,dark,compact', 'the same after a reload');
    },
  },
  {
    name: 'limits, overall rule and staleness change the status at once and are undone one by one',
    async run(ctx) {
      const page = await sample(ctx, 'settings?section=status');
      const now = page.getByText('Computed by these rules now').locator('..');
      await now.waitFor();
      const before = await now.textContent();
      const cost = page.getByRole('region', { name: 'Cost' });
      const green = cost.getByLabel('Green up to, share').first();
      await green.fill('0');
      await green.press('Enter');
      await ctx.until(async () => (await now.textContent()) !== before, 'other counts');
      await page.getByLabel('Overall status rule').selectOption('weighted');
      await cost.getByLabel('Weight').first().waitFor();
      await page.locator('.bar h1').click();
      await page.keyboard.press('Control+z');
      await page.keyboard.press('Control+z');
      await ctx.until(async () => (await now.textContent()) === before, 'the counts as they were');
      const stale = page.getByLabel('Days before a report is stale');
      await stale.fill('2');
      await stale.press('Enter');
      await go(ctx, page, 'status?only=stale');
      const rows = async () => Number(await page.getByRole('grid').getAttribute('aria-rowcount'));
      await ctx.until(async () => (await rows()) > 20, 'nearly all reports stale');
      // A limit that is no number is refused with words, and nothing changes.
      await go(ctx, page, 'settings?section=status');
      await green.fill('much');
      await green.press('Enter');
      await cost.getByText(/^Enter a/).waitFor();
    },
  },
  {
    name: 'a rule for one project type is added from the types there are, and removed',
    async run(ctx) {
      const page = await sample(ctx, 'settings?section=status');
      const cost = page.getByRole('region', { name: 'Cost' });
      await cost.getByRole('button', { name: /Rule for a project type/ }).click();
      const choice = page.getByRole('menuitem').first();
      const name = (await choice.textContent()).trim();
      await choice.click();
      await cost.getByRole('heading', { name }).waitFor();
      await page.keyboard.press('Control+z');
      await cost.getByRole('heading', { name }).waitFor({ state: 'detached' });
    },
  },
  {
    name: 'the working calendar, the fiscal year and the currency are edited as steps',
    async run(ctx) {
      const page = await sample(ctx, 'settings?section=calendar');
      const saturday = page.getByRole('button', { name: 'Sat', exact: true });
      ctx.expect.equal(await saturday.getAttribute('aria-pressed'), 'false');
      await saturday.click();
      await ctx.until(async () => (await saturday.getAttribute('aria-pressed')) === 'true', 'Saturday is worked');
      // Six working days a week: the slip of a project in working days grows.
      await go(ctx, page, 'status');
      await page.getByRole('gridcell', { name: 'Overall: declared amber, computed red' }).first().click();
      await page.locator('.popover').getByText(/4\d working days/).waitFor();
      await page.keyboard.press('Escape');
      await page.keyboard.press('Control+z');
      await page.getByRole('gridcell', { name: 'Overall: declared amber, computed red' }).first().click();
      await page.locator('.popover').getByText(/34 working days/).waitFor();
      await page.keyboard.press('Escape');
      await go(ctx, page, 'settings?section=calendar');
      const lines = () => page.getByRole('listitem').filter({ has: page.getByLabel('Day') }).count();
      const holidays = await lines();
      await page.getByRole('button', { name: 'Add holiday' }).click();
      await ctx.until(async () => (await lines()) === holidays + 1, 'one more holiday');
      await page.keyboard.press('Control+z');
      await ctx.until(async () => (await lines()) === holidays, 'the holidays as before');
      await page.getByLabel('First month of the fiscal year').selectOption('4');
      await page.getByLabel('Currency').selectOption('CHF');
      await page.reload();
      await ctx.started(page);
      ctx.expect.equal(await page.getByLabel('First month of the fiscal year').inputValue(), '4');
      ctx.expect.equal(await page.getByLabel('Currency').inputValue(), 'CHF');
    },
  },
  {
    name: 'settings are accessible in both languages, light and dark, wide and narrow',
    browsers: ['chromium'],
    async run(ctx) {
      await everyLook(ctx, 'settings?section=status', (page) => page.locator('#settings-status').waitFor());
    },
  },
];

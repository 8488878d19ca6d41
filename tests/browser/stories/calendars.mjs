// Settings, calendar: holidays of several days, other calendars, freeze periods.

import { sample } from '../lib/sample.mjs';

const part = (page, title) => page.getByRole('heading', { level: 3, name: title }).locator('xpath=following-sibling::ul[1]');

async function put(field, text) {
  await field.fill(text);
  await field.press('Enter');
}

export const stories = [
  {
    name: 'holidays have a range and a calendar, and an extra working day; each is a step of its own',
    async run(ctx) {
      const page = await sample(ctx, 'settings?section=calendar');
      const lines = part(page, 'Own holidays').getByRole('listitem');
      await lines.first().waitFor();
      const before = await lines.count();
      await page.getByRole('button', { name: 'Add holiday' }).click();
      await ctx.until(async () => (await lines.count()) === before + 1, 'a line more');
      const line = lines.nth(await lines.evaluateAll((all) => all.findIndex((one) => [...one.querySelectorAll('input')].some((field) => field.value === '18 May 2026'))));
      await put(line.getByLabel('First day'), '3 aug 2026');
      await put(line.getByLabel('Last day'), '1 aug 2026');
      await line.getByText('First day would be after last day').waitFor();
      await put(line.getByLabel('Last day'), '14 aug 2026');
      await put(line.getByLabel('Name'), 'Summer closing');
      await line.getByLabel('Calendar').selectOption({ label: 'Germany' });
      await line.getByRole('switch', { name: 'Worked' }).click();
      await ctx.until(async () => (await line.getByLabel('Last day').inputValue()) === '14 Aug 2026', 'the last day as entered');
      await ctx.axe(page);
      await page.locator('.bar h1').click();
      for (let step = 0; step < 6; step += 1) await page.keyboard.press('Control+z');
      await ctx.until(async () => (await lines.count()) === before, 'every step taken back');
    },
  },
  {
    name: 'another calendar is made under a name of its own, and cleared where it is chosen when it goes',
    async run(ctx) {
      const page = await sample(ctx, 'settings?section=calendar');
      const lines = part(page, 'Other calendars').getByRole('listitem');
      await lines.nth(1).waitFor();
      ctx.expect.equal(await lines.count(), 2);
      await page.getByRole('button', { name: 'Add calendar' }).click();
      await ctx.until(async () => (await lines.count()) === 3, 'a calendar more');
      const line = lines.last();
      await put(line.getByLabel('Name *'), 'Germany');
      await line.getByText('Name is already used by Germany').waitFor();
      await put(line.getByLabel('Name *'), 'Night crew');
      await put(line.getByLabel('Working days'), 'mon tue wed thu');
      await put(line.getByLabel('Working hours'), '20:00-24:00');
      const freezes = part(page, 'Freeze periods').getByRole('listitem');
      ctx.expect.equal(await freezes.count(), 1);
      await page.getByRole('button', { name: 'Add freeze period' }).click();
      await ctx.until(async () => (await freezes.count()) === 2, 'a freeze more');
      await ctx.axe(page);
      // A holiday of a calendar that is deleted is one of the company again, until that is undone.
      const holiday = part(page, 'Own holidays').getByRole('listitem').first().getByLabel('Calendar');
      await holiday.selectOption({ label: 'Night crew' });
      const chosen = () => holiday.evaluate((field) => field.selectedOptions[0]?.textContent ?? '');
      await ctx.until(async () => (await chosen()) === 'Night crew', 'the calendar of the holiday');
      await line.getByRole('button', { name: 'Delete' }).click();
      await ctx.until(async () => (await lines.count()) === 2 && (await chosen()) !== 'Night crew', 'cleared with its calendar');
      await page.locator('.bar h1').click();
      await page.keyboard.press('Control+z');
      await ctx.until(async () => (await chosen()) === 'Night crew', 'back with its calendar');
    },
  },
];

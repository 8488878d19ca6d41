// The chain that sets the end, the cheapest days to win, and the milestone trend.
import { sample, everyLook } from '../lib/sample.mjs';

const CHAIN = 'projects/SOV-1/plan?view=chain';

export const stories = [
  {
    name: 'the chain is told task by task, and the cheapest days are asked for, previewed, applied and taken back',
    async run(ctx) {
      const page = await sample(ctx, CHAIN);
      await page.getByText(/This week the chain runs through “Zone 3 racks and power”/).waitFor();
      const steps = page.locator('.chain-steps tbody tr');
      ctx.expect.equal(await steps.count(), 7);
      await steps.nth(1).getByText('“Zone 3 racks and power” is to be finished').waitFor();
      await page.locator('.chain-units').getByText('Enterprise & Public').waitFor();
      await page.getByRole('spinbutton', { name: 'Working days to win' }).fill('3');
      await page.getByRole('button', { name: 'Find the cheapest days' }).click();
      await page.getByText(/^3 of 3 working days won for SOV-1 at /).waitFor();
      await page.locator('.chain-win').getByRole('button', { name: 'Preview and apply', exact: true }).first().click();
      const dialog = page.getByRole('dialog', { name: 'What changes' });
      await dialog.getByText(/working days become/).first().waitFor();
      await dialog.getByText(/^In all €/).waitFor();
      const end = () => page.locator('.chain .facts dd').first().innerText();
      const before = await end();
      await dialog.getByRole('button', { name: 'Apply' }).click();
      await ctx.until(async () => (await end()) !== before, 'the end moved');
      await page.keyboard.press('Control+z');
      await ctx.until(async () => (await end()) === before, 'one undo takes it back');
      // What cannot be won is said with its reason.
      await page.goto(ctx.address('projects/STO-3/plan?view=chain&win=5'));
      await page.getByText('No day can be won').waitFor();
      await page.getByText(/No task that has not begun has both/).waitFor();
      // The chain of the portfolio comes over a promise from another unit: several projects have a part in it.
      await page.goto(ctx.address('plan?view=chain'));
      await steps.nth(5).waitFor();
      const codes = new Set(await page.locator('.chain-steps td.code').allInnerTexts());
      ctx.expect.deepEqual([...codes], ['BBN-1', 'GRN-2']);
      for (const unit of ['Network', 'Datacentres']) await page.locator('.chain-units').getByText(unit).waitFor();
      await page.getByRole('combobox', { name: 'Way to the end of' }).selectOption({ label: 'SOV-3 Customer-managed keys' });
      await ctx.until(async () => (await page.locator('.chain-steps td.code').allInnerTexts()).every((one) => one === 'SOV-3'), 'the way to the end of another');
    },
  },
  {
    name: 'the milestone trend names in words what slips report after report, and shows its dates as a table',
    async run(ctx) {
      const page = await sample(ctx, 'projects/SOV-1/plan?view=trend');
      await page.getByText('“G3 Qualification”: later at each of the last 3 reports, by 45 days in all. 13 Oct 2026 was said, now 27 Nov 2026.').waitFor();
      await page.getByRole('img', { name: /3 of 5 dates moved later/ }).waitFor();
      await page.getByRole('button', { name: 'Milestones', exact: true }).click();
      await page.getByRole('menuitemcheckbox', { name: 'Finish' }).click();
      ctx.expect.match(page.url(), /lines=/);
      await page.keyboard.press('Escape');
      await page.getByRole('button', { name: 'Show as table' }).click();
      await page.getByRole('cell', { name: 'G1 Design accepted' }).first().waitFor();
      // A project that no report spoke of says how a trend begins.
      await page.goto(ctx.address('projects/STO-3/plan?view=trend'));
      await page.getByText('No trend yet').waitFor();
    },
  },
  {
    name: 'chain and trend are accessible in both languages and themes, wide and narrow',
    async run(ctx) {
      const ready = (page) => page.locator('.chain .table').first().waitFor();
      await everyLook(ctx, `${CHAIN}&win=3`, ready);
      await everyLook(ctx, 'plan?view=trend', ready);
    },
  },
];

// The odds of a plan where people look for them: in its columns, on its bars, and for the whole portfolio.
import { sample, everyLook } from '../lib/sample.mjs';

const COLUMNS = 'cols=length,p50,p80,chance,criticality&odds=1';
const row = (page, name) => page.locator('[role=treegrid] .tl-rows [role=row]', { hasText: name }).first();
const cell = (page, name, place) => row(page, name).locator(':scope > [role]').nth(place);
const text = async (page, name, place) => (await cell(page, name, place).innerText()).trim();
const [LENGTH, P50, P80, CHANCE, CRITICALITY] = [1, 2, 3, 4, 5];

async function drawn(ctx, route, options) {
  const page = await sample(ctx, route, options);
  await page.getByRole('button', { name: /^(Odds: 2,000 draws|Probabilités.*2.000 tirages)$/ }).waitFor();
  return page;
}

export const stories = [
  {
    name: 'odds are columns and marks of the plan once they are switched on, and a figure tells where it comes from',
    async run(ctx) {
      const page = await sample(ctx, 'projects/SOV-1/plan');
      await row(page, 'Requirements and design').waitFor();
      ctx.expect.equal(await page.getByText('P50, P80 by odds').count(), 0);
      await page.getByRole('button', { name: /^Show/ }).click();
      for (const name of ['Odds on the bars', 'Column: P80 finish', 'Column: Chance', 'Column: Criticality']) {
        await page.getByRole('menuitemcheckbox', { name }).click();
      }
      await page.keyboard.press('Escape');
      await page.getByText('P50, P80 by odds').waitFor();
      await page.getByRole('button', { name: 'Odds: 2,000 draws' }).waitFor();
      ctx.expect.match(page.url(), /odds=1/);
      ctx.expect.match(page.url(), /cols=[^&]*p80[^&]*chance[^&]*criticality|cols=[^&]*p80%2Cchance%2Ccriticality/);
      await page.goto(ctx.address(`projects/SOV-1/plan?${COLUMNS}`));
      await page.getByRole('button', { name: 'Odds: 2,000 draws' }).waitFor();
      await ctx.until(async () => /^\d/.test(await text(page, 'Zone 2 hall', P80)), 'a day');
      ctx.expect.match(await text(page, 'Zone 2 hall', CRITICALITY), /^\d+%$/);
      // The keyboard asks for the reason as it asks for an edit elsewhere.
      await cell(page, 'Zone 2 hall', P80).click();
      await page.keyboard.press('F2');
      const why = page.getByRole('dialog', { name: 'P80 finish' });
      await why.getByText('Four draws in five').waitFor();
      await why.getByText('2,000 draws, seed 0').waitFor();
      await ctx.axe(page);
      await page.keyboard.press('Escape');
      await why.waitFor({ state: 'detached' });
    },
  },
  {
    name: 'an edit takes the odds away until they are drawn again, and undo brings the same ones back',
    async run(ctx) {
      const page = await drawn(ctx, `projects/SOV-1/plan?${COLUMNS}`);
      const before = await text(page, 'Zone 3 network', P80);
      // Every moment from the edit on: a figure of before never stands there again.
      await page.evaluate(() => {
        window.told = [];
        const look = () => {
          const row = [...document.querySelectorAll('[role=treegrid] .tl-rows [role=row]')].find((one) => one.innerText.includes('Zone 3 network'));
          const cells = row?.querySelectorAll(':scope > [role]') ?? [];
          window.told.push([...cells].map((one) => one.innerText.trim()).join('|'));
        };
        new MutationObserver(look).observe(document.querySelector('.tl-rows'), { subtree: true, childList: true, characterData: true });
      });
      await cell(page, 'Zone 3 network', LENGTH).click();
      await page.keyboard.press('F2');
      await page.locator('.plan-edit input').fill('200d');
      await page.locator('.plan-edit input').press('Enter');
      await ctx.until(async () => { const now = await text(page, 'Zone 3 network', P80); return /^\d/.test(now) && now !== before; }, 'other odds');
      const told = await page.evaluate(() => window.told);
      const edited = told.filter((line) => line.includes('200 d'));
      ctx.expect.ok(edited.some((line) => line.includes('…')), 'the odds are said to be drawn again');
      ctx.expect.ok(!edited.some((line) => line.split('|')[P80] === before), 'a figure of before the edit was never told of the plan after it');
      await page.keyboard.press('Control+z');
      await ctx.until(async () => (await text(page, 'Zone 3 network', P80)) === before, 'the same plan has the same odds');
    },
  },
  {
    name: 'the marks of the odds are in the file of the plan as on the screen, with their key',
    async run(ctx) {
      const page = await drawn(ctx, `projects/SOV-1/plan?${COLUMNS}`);
      const day = await text(page, 'Zone 3 network', P80);
      await page.getByRole('button', { name: 'Export' }).click();
      const file = await ctx.download(page, () => page.getByRole('menuitem', { name: /SVG/ }).click());
      const svg = file.bytes.toString('utf8');
      ctx.expect.match(svg, /finish by odds: P50, P80/);
      ctx.expect.ok(svg.includes(`P80 ${day.replace(/ ’(\d\d)$/, ' 20$1')}`) || svg.includes(`P80 ${day} 2026`), `said of the bar: ${day}`);
      ctx.expect.match(await text(page, 'Zone 3 network', P50), /^\d/);
      ctx.expect.match(await text(page, 'Zone 3 network', CHANCE), /%$/);
    },
  },
  {
    name: 'the plan of the portfolio has the odds of its projects, and a list of those least likely to keep their dates',
    async run(ctx) {
      const page = await drawn(ctx, `plan?${COLUMNS}`);
      await ctx.until(async () => /^\d/.test(await text(page, 'Trusted Zone Paris', P80)), 'a day of a project');
      const p80 = await text(page, 'Trusted Zone Paris', P80);
      await page.getByRole('radio', { name: 'Odds' }).click();
      await page.getByText('2,000 draws with a fixed seed').waitFor();
      const list = page.getByRole('table', { name: 'Odds' });
      const first = list.getByRole('row').nth(1);
      ctx.expect.match(await first.innerText(), /%/);
      await ctx.until(async () => (await list.innerText()).includes(p80.replace(/ ’\d\d$/, '')), 'the same day as in the plan');
      await list.getByRole('row').nth(1).getByRole('button').first().click();
      await page.getByRole('dialog').getByText('seed 0').waitFor();
      await ctx.axe(page);
      await page.keyboard.press('Escape');
      await page.getByRole('radio', { name: 'Milestones' }).click();
      await ctx.until(async () => /ends=milestones/.test(page.url()), 'the address says so');
      const all = Number(await list.getAttribute('aria-rowcount'));
      await page.getByRole('button', { name: /^Scope/ }).click();
      await page.getByRole('menuitemcheckbox', { name: 'Sovereign Cloud' }).or(page.getByRole('menuitemradio', { name: 'Sovereign Cloud' })).first().click();
      await ctx.until(async () => Number(await list.getAttribute('aria-rowcount')) < all, 'those of the scope alone');
    },
  },
  {
    name: 'the quality of the portfolio lists who offends by project, and repairs across projects as one step',
    async run(ctx) {
      const page = await sample(ctx, 'plan?view=quality');
      await page.locator('.plan-check').nth(13).waitFor();
      const check = page.locator('details.plan-check-box', { hasText: 'Tasks without predecessor or successor' });
      const all = () => page.locator('.plan-quality').innerText();
      await check.locator('summary').click();
      const list = check.getByRole('group', { name: /without predecessor/ });
      await list.getByRole('listitem').first().waitFor();
      ctx.expect.match(await list.getByRole('listitem').first().innerText(), /offends?/);
      ctx.expect.match(await list.getByRole('link').first().getAttribute('href'), /projects\/[A-Z]+-\d+\/plan\?.*view=quality/);
      await ctx.axe(page);
      const before = await all();
      await check.getByRole('button', { name: /^Repair \d+$/ }).last().click();
      const dialog = page.getByRole('dialog', { name: 'What the repair changes' });
      await dialog.getByRole('listitem').first().waitFor();
      const codes = new Set((await dialog.getByRole('listitem').allInnerTexts()).map((line) => line.split(':')[0]));
      ctx.expect.ok(codes.size > 1, `several projects: ${[...codes]}`);
      await dialog.getByRole('button', { name: 'Apply' }).click();
      await ctx.until(async () => (await all()) !== before, 'the plan is another one');
      // The list stays open, and one step takes all of it back.
      await list.getByRole('listitem').first().waitFor();
      await page.keyboard.press('Control+z');
      await ctx.until(async () => (await all()) === before, 'as before');
    },
  },
  {
    name: 'odds in the plan have no accessibility violation in light and dark, English and French, wide and narrow',
    async run(ctx) {
      await everyLook(ctx, `projects/SOV-1/plan?${COLUMNS}`, (page) => page.locator('.plan-odds button.why').waitFor());
    },
  },
  {
    name: 'the odds of the portfolio have no accessibility violation in light and dark, English and French, wide and narrow',
    async run(ctx) {
      await everyLook(ctx, 'plan?view=odds', (page) => page.locator('.plan-ends .long-body .long-row').nth(2).waitFor());
    },
  },
  {
    name: 'the quality of the portfolio has no accessibility violation in light and dark, English and French, wide and narrow',
    async run(ctx) {
      await everyLook(ctx, 'plan?view=quality', async (page) => {
        await page.locator('details.plan-check-box summary').first().click();
        await page.locator('.plan-offences .long-row').nth(1).waitFor();
      });
    },
  },
];

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
    name: 'a project type has a template: edited in place, brought by a new project in one step, offered where it is missing',
    async run(ctx) {
      const page = await sample(ctx, 'settings?section=types');
      const type = page.getByRole('listitem', { name: 'Construction', exact: true });
      await type.getByText('3 projects').waitFor();
      const names = () => type.getByRole('textbox', { name: /^Name, / }).evaluateAll((all) => all.map((one) => one.value));
      const before = await names();

      // A gate at the half, by keyboard, before those behind it.
      await type.getByRole('button', { name: 'Add' }).press('Enter');
      await page.getByRole('menuitem', { name: 'Gate', exact: true }).click();
      await ctx.until(() => page.evaluate(() => document.activeElement.value === 'Gate'), 'the focus in the name of the new gate');
      await page.keyboard.press('Control+a');
      await page.keyboard.type('Roof closed');
      await page.keyboard.press('Enter');
      const position = type.getByRole('textbox', { name: 'Position in the plan, Roof closed' });
      await position.fill('140');
      await position.press('Enter');
      await page.getByText('Enter a share from 0% to 100%.').waitFor();
      await position.fill('50');
      await position.press('Enter');
      await ctx.until(async () => (await names())[3] === 'Roof closed', 'the gate at its place');
      await ctx.axe(page);

      // A block with dates: the project comes with everything, in one step.
      await go(ctx, page, 'projects?sort=code');
      await page.getByRole('button', { name: 'Paste from a sheet' }).click();
      await page.getByRole('textbox', { name: 'Rows from the spreadsheet' }).fill('Code\tName\tProject type\tFirst planned start\tFirst planned finish\nGRN-9\tHall D\tConstruction\t2026-06-01\t2027-03-28\n');
      await page.getByRole('button', { name: 'Next' }).click();
      await page.getByText(/0 changed, 1 new/).waitFor();
      await page.getByRole('button', { name: 'Apply', exact: true }).click();
      await go(ctx, page, 'projects/GRN-9');
      const stones = page.locator('.pj-stone');
      await ctx.until(async () => (await stones.count()) === 6, 'the gates of the template');
      // 30 % of 300 days is a Sunday, 100 % too: the next working day, and the last one before the end.
      const found = await stones.allInnerTexts();
      for (const [place, name, day] of [[1, 'Permits granted', '31 Aug 2026'], [3, 'Roof closed', '29 Oct 2026'], [5, 'Site handed over', '26 Mar 2027']]) {
        ctx.expect.match(found[place].replace(/\s+/g, ' '), new RegExp(`${name} ${day}`));
      }
      ctx.expect.equal(await page.getByRole('button', { name: /of type Construction/ }).count(), 0);
      await page.keyboard.press('Control+z');
      await page.getByText('No project has this code').waitFor();

      // By the button: without dates the gates have no day and say that they wait.
      await go(ctx, page, 'projects');
      await page.getByRole('button', { name: 'Add a project of a type, with its template' }).click();
      await page.getByRole('menuitem', { name: 'Construction' }).click();
      const form = page.getByRole('dialog', { name: 'New project' });
      await form.getByText('8 items of the template wait for the first and last day of the project.').waitFor();
      const date = async (name, day) => {
        const box = form.getByRole('textbox', { name });
        await box.fill(day);
        await box.press('Enter');
      };
      await date('Forecast start', '2026-06-01');
      await date('Forecast finish', '2027-03-28');
      await form.getByRole('button', { name: 'Add 2 budget lines and 6 dates of type Construction' }).click();
      await form.getByText(/^Budget lines \(2\)/).waitFor();
      await page.keyboard.press('Escape');
      for (const _ of [1, 2, 3, 4]) await page.keyboard.press('Control+z');
      await page.getByText('24 projects, ').waitFor();

      // From the palette, too.
      await page.keyboard.press('Control+k');
      await page.getByRole('combobox').fill('study');
      await page.getByRole('option', { name: 'Add project: Study' }).waitFor();
      await page.keyboard.press('Enter');
      await page.getByRole('dialog', { name: 'New project' }).getByText(/^Milestones|^Tasks \(4\)/).first().waitFor();
      await page.keyboard.press('Escape');
      await page.keyboard.press('Control+z');
      await page.getByText('24 projects, ').waitFor();

      // A project that is there: what it lacks is offered and taken back as one step.
      await go(ctx, page, 'projects/DAI-3');
      const offer = page.getByRole('button', { name: 'Add 2 gates, 2 milestones, 1 budget line and 1 risk of type Study' });
      await offer.click();
      await offer.waitFor({ state: 'detached' });
      await page.locator('.pj-stone', { hasText: 'Question agreed' }).waitFor();
      await page.keyboard.press('Control+z');
      await offer.waitFor();

      // A type is called otherwise everywhere at once.
      await go(ctx, page, 'settings?section=types');
      const study = page.getByRole('listitem', { name: 'Study', exact: true });
      await study.getByRole('textbox', { name: 'Name of the type' }).fill('Inquiry');
      await page.keyboard.press('Enter');
      await page.getByRole('listitem', { name: 'Inquiry', exact: true }).getByText('1 project', { exact: true }).waitFor();
      await page.locator('.bar h1').click();
      await page.keyboard.press('Control+z');
      await study.waitFor();
      await page.keyboard.press('Control+z');
      await page.keyboard.press('Control+z');
      await page.keyboard.press('Control+z');
      await ctx.until(async () => String(await names()) === String(before), 'the template as it was');
    },
  },
  {
    name: 'the work of a template comes into the plan with its days and links, whatever the order it was written in; a circle is refused',
    async run(ctx) {
      const page = await sample(ctx, 'settings?section=types');
      const type = page.getByRole('listitem', { name: 'Study', exact: true });
      const add = async (name, part = 'Task') => {
        await type.getByRole('button', { name: 'Add' }).press('Enter');
        await page.getByRole('menuitem', { name: part, exact: true }).click();
        await ctx.until(() => page.evaluate((part) => document.activeElement.value === part, part), 'the focus in the name of the new item');
        await page.keyboard.press('Control+a');
        await page.keyboard.type(name);
        await page.keyboard.press('Enter');
      };
      const fill = async (label, value) => {
        const field = type.getByRole('textbox', { name: label });
        await field.fill(value);
        await field.press('Enter');
      };
      const giver = (name) => type.getByRole('combobox', { name: `Waits for, ${name}`, exact: true });
      const waits = async (name, other) => {
        await giver(name).focus();
        await giver(name).selectOption({ label: other });
      };
      // What waits has no share of its own, so it stands before what it waits for.
      await add('Write it up');
      await add('Ask around');
      await fill('Duration, Write it up', '3d');
      await fill('Duration, Ask around', '5d');
      await fill('Position in the plan, Ask around', '0');
      await waits('Write it up', 'Ask around');
      await waits('Ask around', 'Write it up');
      await page.getByText('These tasks would wait for each other: Ask around → Write it up → Ask around.').waitFor();
      await ctx.until(async () => (await giver('Ask around').inputValue()) === '', 'what was refused is not shown as if it were kept');

      await go(ctx, page, 'projects?sort=code');
      await page.getByRole('button', { name: 'Paste from a sheet' }).click();
      await page.getByRole('textbox', { name: 'Rows from the spreadsheet' }).fill('Code\tName\tProject type\tFirst planned start\tFirst planned finish\nSTU-9\tWhich way\tStudy\t2026-06-01\t2026-08-28\n');
      await page.getByRole('button', { name: 'Next' }).click();
      await page.getByText(/0 changed, 1 new/).waitFor();
      await page.getByRole('button', { name: 'Apply', exact: true }).click();
      await go(ctx, page, 'projects/STU-9/plan?cols=length,start,finish,needs');
      const row = (name) => page.locator('[role=treegrid] .tl-rows [role=row]', { hasText: name }).first();
      const code = async (name) => row(name).locator('.tl-code').innerText();
      const cells = (name) => row(name).locator(':scope > [role]').allInnerTexts();
      await row('Write it up').waitFor();
      const [given, taken] = [await cells('Ask around'), await cells('Write it up')].map((all) => all.map((text) => text.trim()));
      ctx.expect.deepEqual(given.slice(1, 4), ['5 d', '1 Jun', '5 Jun']);
      ctx.expect.deepEqual(taken.slice(1, 5), ['3 d', '8 Jun', '10 Jun', await code('Ask around')]);
      await page.keyboard.press('Control+z');
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
      await everyLook(ctx, 'settings?section=status', (page) => page.locator('#settings-types').waitFor());
    },
  },
];

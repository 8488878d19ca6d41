// The pages of records: a project with its tabs, programmes, units, objectives and key figures. What is
// read there is edited there, sums follow at once, and every step can be taken back.

async function sample(ctx, options = {}) {
  const page = await ctx.open('cockpit', options);
  await page.getByRole('button', { name: /sample portfolio|portefeuille d’exemple/i }).click();
  await page.locator('.app').waitFor();
  return page;
}

/** Goes to another address of the app that is open. */
async function go(ctx, page, route) {
  await page.evaluate((hash) => { location.hash = hash; }, ctx.address(route).split('#')[1]);
}

/** The figure of a name: its text without what stands beside it. */
const fact = (page, name) => page.locator('.facts > div', { has: page.locator('dt', { hasText: new RegExp(`^${name}$`) }) }).last().locator('.why');

const text = async (locator) => (await locator.textContent()).trim();
const field = (page, name) => page.getByRole('textbox', { name, exact: true });

/** Types into a field in its place and commits. */
async function type(page, name, value) {
  const box = field(page, name);
  await box.fill(value);
  await box.press('Enter');
}

const PAGES = [
  ['plan', '.tl-rows [role=row]'],
  ['projects/SOV-1', '.pj-two'],
  ['projects/SOV-1/plan', '.tl-rows [role=row]'],
  ['projects/SOV-1/plan?view=events', '.lines'],
  ['projects/SOV-1/plan?view=odds', '.mod tbody tr'],
  ['projects/SOV-1/plan?view=quality', '.plan-check'],
  ['projects/SOV-1/budget', '.lines'],
  ['projects/SOV-1/risks', '.risk-table'],
  ['projects/SOV-1/benefits', '.kpi-card'],
  ['projects/SOV-1/history', '.pj-strip'],
  ['programmes', '.lines'],
  ['programmes/SOV', '.group-top'],
  ['units', '.lines'],
  ['units/ENT', '.group-top'],
  ['objectives', '.lines'],
  ['objectives/O1', '.group-top'],
  ['kpis/K-01', '.kpi-card'],
];

/** Every page, without an accessibility violation and without a page wider than the screen. */
function clean(name, options) {
  return {
    name: `record pages are accessible ${name}`,
    browsers: ['chromium'],
    async run(ctx) {
      const page = await sample(ctx, options);
      for (const [route, sign] of PAGES) {
        await go(ctx, page, route);
        await page.locator(sign).first().waitFor();
        await ctx.axe(page);
        const wide = await page.evaluate(() => [document.documentElement, document.querySelector('.body')]
          .some((box) => box.scrollWidth > box.clientWidth + 1));
        ctx.expect.equal(wide, false, `${route} is wider than its screen`);
      }
    },
  };
}

const phone = { width: 390, height: 844 };

export const stories = [
  {
    name: 'a project is opened from the list and its tabs are walked by keyboard',
    async run(ctx) {
      const page = await sample(ctx);
      await go(ctx, page, 'programmes/SOV');
      await page.getByRole('link', { name: 'Trusted Zone Paris' }).last().click();
      const tabs = page.getByRole('tab');
      await tabs.first().focus();
      for (const tab of ['Plan', 'Budget', 'Risks', 'Benefits & KPIs', 'History']) {
        await page.keyboard.press('ArrowRight');
        await page.keyboard.press('Enter');
        await page.getByRole('tabpanel', { name: tab }).waitFor();
        ctx.expect.equal(await page.evaluate(() => document.activeElement.textContent), tab);
      }
      await page.keyboard.press('Home');
      await page.keyboard.press('Enter');
      await page.getByRole('tabpanel', { name: 'Overview' }).waitFor();
    },
  },
  {
    name: 'every figure of a project says rule, inputs and source',
    async run(ctx) {
      const page = await sample(ctx);
      await go(ctx, page, 'projects/SOV-1/budget');
      const landing = fact(page, 'Landing');
      await landing.focus();
      await page.keyboard.press('Enter');
      const why = page.getByRole('dialog', { name: 'Landing' });
      await why.waitFor();
      const said = await why.textContent();
      ctx.expect.match(said, /Consumed in the periods that ended/);
      ctx.expect.match(said, /€3\.48 M consumed so far and €3\.67 M still to come/);
      ctx.expect.match(said, /Source: \d+ budget lines/);
      await page.keyboard.press('Escape');
      await why.waitFor({ state: 'detached' });
      ctx.expect.equal(await landing.evaluate((node) => node === document.activeElement), true, 'the focus is back');
    },
  },
  {
    name: 'a field, a milestone and a budget line change a project, and undo takes each back',
    async run(ctx) {
      const page = await sample(ctx);
      await go(ctx, page, 'projects/SOV-1');
      // A date moves the finish in the head.
      await type(page, 'Forecast finish, Trusted Zone Paris', '30 oct 2026');
      await ctx.until(async () => (await text(fact(page, 'Finish'))) === '30 Oct 2026', 'the new finish in the head');
      await page.keyboard.press('Control+z');
      await ctx.until(async () => (await text(fact(page, 'Finish'))) === '18 Dec 2026', 'the old finish');
      // What cannot be read stays as typed, with the reason.
      const finish = field(page, 'Forecast finish, Trusted Zone Paris');
      await finish.fill('soon');
      await finish.press('Enter');
      await page.getByRole('alert').waitFor();
      await finish.press('Escape');
      ctx.expect.equal(await finish.inputValue(), '18 Dec 2026');

      await page.getByRole('tab', { name: 'Plan' }).click();
      await page.getByRole('radio', { name: 'Milestones' }).click();
      await page.getByRole('button', { name: 'Add milestone' }).click();
      const name = field(page, 'Name, New milestone');
      await ctx.until(() => name.evaluate((node) => node === document.activeElement), 'the focus in the new line');
      await name.fill('Dress rehearsal');
      await name.press('Enter');
      await type(page, 'Forecast finish, Dress rehearsal', '2026-09-01');
      await page.getByRole('button', { name: 'Passed today, Dress rehearsal' }).click();
      await ctx.until(async () => (await field(page, 'Actual finish, Dress rehearsal').inputValue()) === '18 May 2026', 'the day passed');
      await page.getByRole('button', { name: 'Delete, Dress rehearsal' }).click();
      await field(page, 'Name, Dress rehearsal').waitFor({ state: 'detached' });
      await page.getByRole('button', { name: /^Undo$/ }).click();
      await field(page, 'Name, Dress rehearsal').waitFor();

      await page.getByRole('tab', { name: 'Budget' }).click();
      ctx.expect.equal(await text(fact(page, 'Approved')), '€6.40 M');
      await page.getByRole('button', { name: 'Add line' }).click();
      const line = page.locator('.lines tbody tr', { has: page.locator('[data-key="approved"]:focus, [data-key="category"]:focus') });
      await line.waitFor();
      const id = await line.getAttribute('data-line');
      const cell = (key) => page.locator(`[data-line="${id}"] [data-key="${key}"]`);
      await cell('approved').fill('100k');
      await cell('approved').press('Enter');
      await ctx.until(async () => (await text(fact(page, 'Approved'))) === '€6.50 M', 'the sum with the new line');
      await cell('forecast').fill('150k');
      await cell('forecast').press('Enter');
      await ctx.until(async () => (await text(fact(page, 'Landing'))) === '€7.30 M', 'the landing with the new line');
      for (const sum of ['€6.50 M', '€6.40 M']) {
        await page.keyboard.press('Control+z');
        await ctx.until(async () => (await text(fact(page, 'Approved'))) === sum, `approved ${sum}`);
      }
    },
  },
  {
    name: 'risks are read and closed from a table of probability and impact, by keyboard',
    async run(ctx) {
      const page = await sample(ctx);
      await go(ctx, page, 'projects/SOV-1/risks');
      const cell = (words) => page.getByRole('button', { name: words });
      await cell(/^Probability very high, impact very high/).focus();
      for (const key of ['ArrowDown', 'ArrowLeft', 'ArrowLeft', 'Enter']) await page.keyboard.press(key);
      const high = cell(/^Probability high, impact medium: open risks 2, level high/);
      ctx.expect.equal(await high.getAttribute('aria-pressed'), 'true');
      await ctx.until(async () => await page.locator('.lines tbody tr').count() === 2, 'the two risks of the cell');
      await page.getByRole('button', { name: 'Add risk' }).click();
      await type(page, 'Name, New risk', 'Badge printer fails');
      await cell(/impact medium: open risks 3/).waitFor();
      await page.getByRole('button', { name: 'Close the risk, Badge printer fails' }).click();
      await high.waitFor();
      await page.getByRole('button', { name: 'Show all risks' }).click();
      await ctx.until(async () => await page.locator('.lines tbody tr').count() === 4, 'the closed risk among all');
    },
  },
  {
    name: 'a programme is made, gets a project, is deleted and comes back',
    async run(ctx) {
      const page = await sample(ctx);
      await go(ctx, page, 'programmes');
      await page.getByRole('button', { name: 'Add programme' }).click();
      const name = field(page, 'Name, New programme');
      await ctx.until(() => name.evaluate((node) => node === document.activeElement), 'the focus in the name');
      await name.fill('Quantum links');
      await name.press('Enter');
      await page.getByRole('heading', { name: 'Quantum links', level: 1 }).waitFor();
      await page.getByLabel('Bring in a project').selectOption({ label: 'Trusted Zone Paris SOV-1' });
      await ctx.until(async () => (await text(fact(page, 'Budget'))) === '€6.40 M', 'the budget of the project');
      await page.getByRole('button', { name: 'Take out, Trusted Zone Paris' }).click();
      await ctx.until(async () => (await text(fact(page, 'Budget'))) === '–', 'no budget');
      await page.getByRole('button', { name: 'Delete Quantum links' }).click();
      await page.getByRole('heading', { name: 'Programmes', level: 1 }).waitFor();
      ctx.expect.equal(await page.getByRole('link', { name: 'Quantum links' }).count(), 0);
      await page.getByRole('button', { name: /^Undo$/ }).click();
      await page.getByRole('link', { name: 'Quantum links' }).first().waitFor();
    },
  },
  {
    name: 'a unit has a mission and a pair that leads it',
    async run(ctx) {
      const page = await sample(ctx);
      await go(ctx, page, 'units');
      await page.getByRole('button', { name: 'Add unit' }).click();
      await type(page, 'Name, New unit', 'Satellite access');
      await page.getByRole('button', { name: 'Edit Mission' }).click();
      const mission = page.getByRole('textbox', { name: 'Mission' });
      await mission.fill('Reach what fibre does not.');
      await mission.press('Control+Enter');
      await page.getByText('Reach what fibre does not.').waitFor();
      for (const [label, person] of [['PMO, Satellite access', 'Sofia Karvonen'], ['Programme manager, Satellite access', 'Étienne Roussel']]) {
        const list = page.getByRole('combobox', { name: label });
        await list.focus();
        await list.selectOption({ label: person });
        ctx.expect.equal(await list.evaluate((node) => node.selectedOptions[0].textContent), person);
      }
    },
  },
  {
    name: 'an objective is measured by a key figure with readings, and a project contributes to it',
    async run(ctx) {
      const page = await sample(ctx);
      await go(ctx, page, 'objectives');
      await page.getByRole('button', { name: 'Add KPI' }).click();
      await type(page, 'Name, New KPI', 'Customers on orbit');
      await type(page, 'Baseline, Customers on orbit', '0');
      await type(page, 'Target, Customers on orbit', '200');
      await page.getByRole('button', { name: 'Add reading' }).click();
      const value = page.locator('.kpi-readings [data-key="value"]').first();
      await value.fill('50');
      await value.press('Enter');
      await ctx.until(async () => (await text(fact(page, 'Attainment'))) === '25%', 'a quarter of the way');
      await page.getByRole('button', { name: /^Delete, Reading/ }).click();
      await ctx.until(async () => (await text(fact(page, 'Attainment'))) === '–', 'no reading, no attainment');
      await page.getByRole('button', { name: /^Undo$/ }).click();
      await ctx.until(async () => (await text(fact(page, 'Attainment'))) === '25%', 'the reading is back');

      await go(ctx, page, 'objectives');
      await page.getByRole('button', { name: 'Add objective' }).click();
      await type(page, 'Name, New objective', 'Coverage');
      const kpi = page.getByRole('combobox', { name: 'Measured by, Coverage' });
      await kpi.focus();
      await kpi.selectOption({ label: 'Customers on orbit' });
      await page.getByRole('link', { name: 'Customers on orbit' }).waitFor();
      await page.getByLabel('Bring in a project').selectOption({ label: 'Trusted Zone Paris SOV-1' });
      const share = page.locator('[data-key="contribution"]');
      await share.fill('40');
      await share.press('Enter');
      await page.getByText('40% in all').waitFor();
      await page.getByRole('button', { name: 'Add key result' }).click();
      await type(page, 'Name, New key result', '200 customers by June');
      await go(ctx, page, 'projects/SOV-1/benefits');
      await page.getByRole('link', { name: 'Coverage' }).waitFor();
    },
  },
  {
    name: 'the one-pager of a project, the cockpit and the matrix each print on one page',
    // Only this engine hands over what it would print.
    browsers: ['chromium'],
    async run(ctx) {
      const page = await sample(ctx);
      for (const [route, sign] of [['projects/SOV-1', '.pj-two'], ['cockpit', '.cockpit figure svg'], ['status', '.mx-row']]) {
        await go(ctx, page, route);
        await page.locator(sign).first().waitFor();
        const paper = (await page.pdf({ preferCSSPageSize: true })).toString('latin1');
        ctx.expect.equal(paper.match(/\/Type\s*\/Page\b(?!s)/g).length, 1, `${route} on one page`);
      }
    },
  },
  {
    name: 'the edits of a project are listed with their author, and still after a reload',
    async run(ctx) {
      const page = await sample(ctx);
      await go(ctx, page, 'settings');
      await type(page, 'Your name under edits', 'Nora Weiss');
      await go(ctx, page, 'projects/SOV-1/history');
      await page.getByText('No edit of this project is kept in this browser').waitFor();
      await go(ctx, page, 'projects/SOV-1');
      await type(page, 'Name, Trusted Zone Paris', 'Trusted Zone Île-de-France');
      await go(ctx, page, 'projects/SOV-1/history');
      const edit = page.locator('.edit-list li').filter({ hasText: 'Nora Weiss' });
      await edit.waitFor();
      await page.reload();
      await ctx.started(page);
      await edit.waitFor();
      ctx.expect.match(await edit.textContent(), /Changed name of Trusted Zone Paris/);
      ctx.expect.match(await edit.locator('.edit-when').textContent(), /\d\d:\d\d/);
    },
  },
  {
    name: 'a project shows its type, the fields of the portfolio and what each reviewer says',
    async run(ctx) {
      const page = await sample(ctx);
      await go(ctx, page, 'projects/SOV-1');
      ctx.expect.equal(await field(page, 'Project type, Trusted Zone Paris').inputValue(), 'Launch');
      // Own fields are edited where they stand; what cannot be read says so.
      const site = page.getByRole('combobox', { name: 'Main site, Trusted Zone Paris' });
      await site.focus();
      await site.selectOption('Lille');
      const reach = page.getByRole('textbox', { name: 'Customers reached, Trusted Zone Paris' });
      await reach.fill('many');
      await reach.press('Enter');
      await page.getByText('enter a number, such as 12.5.').waitFor();
      await reach.press('Escape');
      await page.locator('h2').first().click();
      await page.keyboard.press('Control+z');
      await ctx.until(async () => (await site.inputValue()) === 'Paris', 'the site from before');
      const rated = page.locator('.mod', { has: page.getByRole('heading', { name: 'Delivery confidence' }) });
      await rated.getByRole('listitem').first().waitFor();
    },
  },
  {
    name: 'a unit lists its people, and one more joins it',
    async run(ctx) {
      const page = await sample(ctx);
      await go(ctx, page, 'units/ENT');
      const people = page.locator('.mod', { has: page.getByRole('heading', { name: 'People', exact: true }) });
      await people.getByRole('button', { name: 'Add person' }).click();
      await type(page, 'Name, New person', 'Ada Berg');
      await people.locator('[aria-label="Name, Ada Berg"]').waitFor();
      await page.keyboard.press('Escape');
    },
  },
  clean('in light, English, 1440 px', { colorScheme: 'light' }),
  clean('in dark, French, 1440 px', { colorScheme: 'dark', locale: 'fr-FR' }),
  clean('in light, French, 390 px', { colorScheme: 'light', locale: 'fr-FR', viewport: phone }),
  clean('in dark, English, 390 px', { colorScheme: 'dark', viewport: phone }),
];

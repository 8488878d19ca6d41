// The roadmap and a plan on paper: prepared in a preview, printed as the pages that it showed.

/** The sample at a place. */
async function sample(ctx, route, options = {}) {
  const page = await ctx.open('', options);
  await page.getByRole('button', { name: /sample portfolio|portefeuille d’exemple/i }).click();
  await page.getByRole('heading', { level: 1, name: /^(Cockpit|Tableau de bord)$/ }).waitFor();
  await page.goto(ctx.address(route));
  await page.getByRole('treegrid').waitFor();
  return page;
}

/** The dialog, opened from the menu of exports. */
async function prepare(page, menu = 'Export', item = 'Print…') {
  await page.getByRole('button', { name: menu, exact: true }).click();
  await page.getByRole('menuitem', { name: item }).click();
  const dialog = page.getByRole('dialog');
  await dialog.waitFor();
  return dialog;
}

/** Pages of paper with their sizes in millimetres. */
async function sheets(page) {
  const paper = (await page.pdf({ preferCSSPageSize: true })).toString('latin1');
  const boxes = [...paper.matchAll(/\/MediaBox\s*\[\s*0\s+0\s+([\d.]+)\s+([\d.]+)/g)];
  const size = ([, width, height]) => [width, height].map((points) => Math.round(Number(points) / 72 * 25.4)).join('×');
  return { count: paper.match(/\/Type\s*\/Page\b(?!s)/g).length, size: [...new Set(boxes.map(size))].join(' ') };
}

/** The texts of each page as the printer gets them. */
const texts = (page) => page.evaluate(() => {
  window.dispatchEvent(new Event('beforeprint'));
  const all = [...document.querySelectorAll('.print-pages .print-page')].map((one) => [...one.querySelectorAll('text')].map((text) => text.textContent));
  window.dispatchEvent(new Event('afterprint'));
  return all;
});

const picture = (dialog) => dialog.locator('.print-sheet');
const said = (dialog) => picture(dialog).getAttribute('aria-label');

export const stories = [
  {
    name: 'who may read it stands on every printed page',
    // Only this engine can be made to show what it would print.
    browsers: ['chromium'],
    async run(ctx) {
      const page = await sample(ctx, 'roadmap');
      await page.goto(ctx.address('settings'));
      const field = page.getByRole('textbox', { name: 'Classification (on paper and pictures)' });
      await field.fill('Internal only');
      await field.press('Enter');
      await page.goto(ctx.address('roadmap'));
      await page.getByRole('treegrid').waitFor();
      const dialog = await prepare(page);
      const pages = await texts(page);
      ctx.expect.ok(pages.length > 0);
      pages.forEach((one, number) => ctx.expect.ok(one.some((text) => text.includes('Internal only')), `page ${number + 1}`));
      await dialog.getByRole('button', { name: 'Close' }).first().click();
      // Other pages say it beside their title, on paper alone.
      await page.goto(ctx.address('projects'));
      const mark = page.getByText('Internal only');
      await mark.waitFor({ state: 'attached' });
      ctx.expect.equal(await mark.isVisible(), false);
      await page.emulateMedia({ media: 'print' });
      ctx.expect.equal(await mark.isVisible(), true);
    },
  },
  {
    name: 'the roadmap is prepared in a preview and printed as the pages that it showed',
    // Only this engine hands over what it would print.
    browsers: ['chromium'],
    async run(ctx) {
      const page = await sample(ctx, 'roadmap');
      const dialog = await prepare(page);
      ctx.expect.match(await said(dialog), /^Page 1 of \d+: .*rows 1 to \d+ of \d+$/);
      ctx.expect.match(await picture(dialog).textContent(), /end after the baseline, .+ most: \+\d+ d/);
      const whole = await texts(page);
      const paper = await sheets(page);
      ctx.expect.deepEqual(paper, { count: whole.length, size: '297×210' });

      // Three pages side by side, upright: the heads stand on each.
      await dialog.getByRole('radio', { name: 'Portrait' }).click();
      await dialog.getByLabel('Scale').selectOption({ label: 'Several pages wide' });
      await dialog.getByLabel('Pages side by side').fill('3');
      await dialog.getByLabel('Pages side by side').press('Enter');
      await ctx.until(async () => /3 × \d/.test(await dialog.locator('.print-turn').innerText()), 'three pages side by side');
      const tiled = await texts(page);
      ctx.expect.equal(tiled.length % 3, 0);
      const names = await page.locator('[role=treegrid] .tl-rows [role=rowheader] .tl-name').allInnerTexts();
      tiled.forEach((one, number) => {
        for (const head of ['Project', 'Finish', 'Not reported', `Page ${number + 1} of ${tiled.length}`]) ctx.expect.ok(one.includes(head), `${head} on page ${number + 1}`);
        ctx.expect.ok(one.some((text) => /^(Q\d )?20\d\d$/.test(text)), `the axis of page ${number + 1}`);
      });
      // Each row is on one row of pages: three times in all.
      for (const name of names.slice(0, 12)) ctx.expect.equal(tiled.filter((one) => one.some((text) => text === name)).length, 3, name);
      ctx.expect.deepEqual(await sheets(page), { count: tiled.length, size: '210×297' });
      await dialog.getByRole('radio', { name: 'A3' }).click();
      await ctx.until(async () => (await sheets(page)).size === '297×420', 'paper of A3');

      // Days of a person's own, and a word on those that are none.
      await dialog.getByRole('radio', { name: 'A4' }).click();
      await dialog.getByLabel('Scale').selectOption({ label: '1 page wide' });
      await dialog.getByLabel('First day').fill('no day');
      await dialog.getByLabel('First day').press('Enter');
      await dialog.getByText('Enter a day such as').waitFor();
      await dialog.getByLabel('First day').fill('2026-04-01');
      await dialog.getByLabel('First day').press('Enter');
      await dialog.getByLabel('Last day').fill('2026-09-30');
      await dialog.getByLabel('Last day').press('Enter');
      await ctx.until(async () => /1 Apr to 30 Sept? 2026/.test(await said(dialog)), 'half a year');
      // A column less.
      ctx.expect.ok((await texts(page))[0].includes('Unit'));
      await dialog.getByRole('checkbox', { name: 'Unit' }).uncheck();
      await ctx.until(async () => !(await texts(page))[0].includes('Unit'), 'no column of units');
      await dialog.getByRole('button', { name: 'Close' }).first().click();
      await dialog.waitFor({ state: 'detached' });
      // The page itself prints as ever, and the pages are gone.
      await ctx.until(async () => await page.locator('.print-host').count() === 0 && await page.locator('html[data-pages]').count() === 0, 'the page alone again');
      ctx.expect.ok((await sheets(page)).count >= 1);
    },
  },
  {
    name: 'the pages of a plan are turned with keys, and Escape gives the focus back',
    async run(ctx) {
      const page = await sample(ctx, 'projects/SOV-1/plan');
      await page.getByRole('button', { name: 'Export', exact: true }).focus();
      await page.keyboard.press('Enter');
      await page.keyboard.press('End');
      for (let turn = 0; turn < 9 && !/Print/.test(await page.evaluate(() => document.activeElement.textContent)); turn += 1) await page.keyboard.press('ArrowUp');
      await page.keyboard.press('Enter');
      const dialog = page.getByRole('dialog');
      await dialog.waitFor();
      await dialog.getByLabel('Scale').selectOption({ label: 'Millimetres for a week' });
      await dialog.getByLabel('Width of a week').fill('12,5');
      await dialog.getByLabel('Width of a week').press('Enter');
      await ctx.until(async () => /^Page 1 of ([2-9]|\d\d)/.test(await said(dialog)), 'several pages');
      const look = dialog.getByRole('group', { name: 'Preview' });
      await look.focus();
      await page.keyboard.press('ArrowRight');
      await ctx.until(async () => /^Page 2 of/.test(await said(dialog)), 'the second page');
      await page.keyboard.press('End');
      await ctx.until(async () => { const [, at, of] = /Page (\d+) of (\d+)/.exec(await said(dialog)); return at === of; }, 'the last page');
      await page.keyboard.press('PageUp');
      await page.keyboard.press('Home');
      await ctx.until(async () => /^Page 1 of/.test(await said(dialog)), 'the first page');
      await ctx.axe(page);
      await page.keyboard.press('Escape');
      await dialog.waitFor({ state: 'detached' });
      ctx.expect.equal(await page.evaluate(() => document.activeElement.getAttribute('aria-label') ?? document.activeElement.textContent.trim()), 'Export');
      // What is too much to print at once is said instead.
      const again = await prepare(page);
      await again.getByLabel('Scale').selectOption({ label: 'Millimetres for a week' });
      await again.getByLabel('Width of a week').fill('200');
      await again.getByLabel('Width of a week').press('Enter');
      await ctx.until(async () => await again.getByRole('alert').count() > 0 || Number(/of (\d+)/.exec(await said(again))[1]) > 20, 'many pages');
      // The browser's own way back leaves no dialog over another page.
      await page.goBack();
      await again.waitFor({ state: 'detached' });
    },
  },
  {
    name: 'a plan is written for MS Project from its own menu, with what is lost, and its milestones as a calendar',
    async run(ctx) {
      const page = await sample(ctx, 'projects/SOV-1/plan');
      const dialog = await prepare(page, 'Export', /MS Project/);
      const which = dialog.getByRole('combobox');
      ctx.expect.equal(await which.locator('option:checked').innerText(), 'Trusted Zone Paris');
      await dialog.getByText(/no place in/i).first().waitFor();
      await ctx.axe(page);
      const plan = await ctx.download(page, () => dialog.getByRole('button', { name: 'Export for MS Project' }).click());
      ctx.expect.equal(plan.name, 'Trusted-Zone-Paris.xml');
      ctx.expect.match(plan.bytes.toString(), /<Project xmlns="http:\/\/schemas.microsoft.com\/project">/);
      const stones = await ctx.download(page, () => dialog.getByRole('button', { name: 'Milestones as a calendar' }).click());
      ctx.expect.match(stones.bytes.toString(), /^BEGIN:VCALENDAR/);
      await page.keyboard.press('Escape');
      await dialog.waitFor({ state: 'detached' });
      // From the milestones of the whole portfolio it is all of them.
      await page.goto(ctx.address('roadmap?view=milestones'));
      await page.getByRole('treegrid').waitFor();
      const all = await prepare(page, 'Export', /MS Project/);
      ctx.expect.match(await all.getByRole('combobox').locator('option:checked').innerText(), /^All/);
      const every = await ctx.download(page, () => all.getByRole('button', { name: 'Milestones as a calendar' }).click());
      const count = (bytes) => bytes.toString().match(/BEGIN:VEVENT/g).length;
      ctx.expect.ok(count(every.bytes) > count(stones.bytes));
    },
  },
  {
    name: 'the preview speaks French and is reachable on a phone, in light and dark',
    async run(ctx) {
      const page = await sample(ctx, 'roadmap', { locale: 'fr-FR' });
      const dialog = await prepare(page, 'Exporter', 'Imprimer…');
      ctx.expect.match(await said(dialog), /^Page 1 sur \d+ ?: .*lignes 1 à \d+ sur \d+$/);
      ctx.expect.match(await picture(dialog).textContent(), /après la référence, surtout/);
      await ctx.looks(page, 'paper-fr');
    },
  },
];

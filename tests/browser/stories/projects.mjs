// The table of projects: found, arranged, edited in place and in bulk, pasted into, and kept as a link.

async function table(ctx, query = '', options = {}) {
  const page = await ctx.open('', options);
  await page.getByRole('button', { name: /sample portfolio|portefeuille d’exemple/i }).click();
  await page.locator('.app').waitFor();
  await page.goto(ctx.address(`projects${query}`));
  await page.locator('.grid-body .grid-row').first().waitFor();
  return page;
}

/** The texts of a column, from above to below, as they stand. */
const column = (page, place) => page.locator(`.grid-body [id^=cell-][id$="-${place}"]`).evaluateAll((cells) => cells
  .sort((a, b) => Number(a.id.split('-')[1]) - Number(b.id.split('-')[1]))
  .map((cell) => (cell.querySelector('.trunc')?.textContent ?? '').trim()));

const heads = (page) => page.locator('.grid-head .grid-sort').allInnerTexts();
const head = (page, name) => page.locator('.grid-head .grid-sort', { hasText: name });
const query = (page) => new URLSearchParams(new URL(page.url()).hash.split('?')[1] ?? '');

/** Puts a text on the clipboard of the page and pastes it into the table. */
const paste = (page, text) => page.locator('.grid').evaluate((grid, text) => {
  const data = new DataTransfer();
  data.setData('text/plain', text);
  // Chromium takes the first, Firefox the other two.
  grid.dispatchEvent(new ClipboardEvent('paste', { clipboardData: data, data: text, dataType: 'text/plain', bubbles: true, cancelable: true }));
}, text);

export const stories = [
  {
    name: 'the table is sorted, filtered, grouped, and the view is a link that survives a reload',
    async run(ctx) {
      const page = await table(ctx);
      await head(page, 'Landing').click();
      await ctx.until(async () => (await page.locator('[data-column=landing]').getAttribute('aria-sort')) === 'ascending', 'sorted');
      await head(page, 'Landing').click();
      await ctx.until(async () => (await column(page, 1))[0] === 'GRN-2', 'the dearest project on top');

      await page.locator('.tools').getByRole('button', { name: 'Group' }).click();
      await page.getByRole('menuitem', { name: 'Unit', exact: true }).click();
      await page.getByRole('button', { name: 'Close group Network & Edge' }).waitFor();
      // The sums stand below, whether the rows are in groups or not.
      const sums = page.locator('.grid-foot');
      ctx.expect.match(await sums.innerText(), /Total[^]*€70\.2 M[^]*€72\.9 M/);
      await page.locator('.tools').getByRole('button', { name: 'Then by' }).click();
      await page.getByRole('menuitem', { name: 'Phase', exact: true }).click();
      await page.locator('.grid-row.inner').first().waitFor();
      ctx.expect.equal(query(page).get('group'), 'unit,phase');
      const lines = await page.locator('.grid').getAttribute('aria-rowcount');
      await page.getByRole('button', { name: 'Close group Network & Edge' }).click();
      await page.getByRole('button', { name: 'Open group Network & Edge' }).waitFor();

      await page.locator('.tools').getByRole('button', { name: 'Filter', exact: true }).click();
      await page.getByRole('menuitem', { name: 'Status', exact: true }).click();
      await page.locator('.tools').getByRole('button', { name: 'Status', exact: true }).click();
      await page.getByRole('menuitemcheckbox', { name: 'Red' }).click();
      await page.keyboard.press('Escape');
      await ctx.until(async () => Number(await page.locator('.grid').getAttribute('aria-rowcount')) < Number(lines), 'fewer lines');
      await page.getByText(/2 of 24/).waitFor();

      await page.reload();
      await ctx.started(page);
      await page.getByText(/2 of 24/).waitFor();
      await page.getByRole('button', { name: 'Open group Network & Edge' }).waitFor();
    },
  },
  {
    name: 'columns are chosen, moved, widened and kept at the left, with the pointer and the keyboard; a saved view holds them',
    async run(ctx) {
      const page = await table(ctx);
      // Pointer: the head of Status to where Code is, then its right edge outwards.
      const centre = async (name) => {
        const box = await page.locator(`[data-column=${name}]`).boundingBox();
        return [box.x + box.width / 2, box.y + box.height / 2, box];
      };
      const [x, y] = await centre('status');
      const [toX] = await centre('code');
      await page.mouse.move(x, y);
      await page.mouse.down();
      await page.mouse.move(x - 20, y);
      await page.mouse.move(toX, y);
      await page.mouse.up();
      await ctx.until(async () => (await heads(page)).slice(0, 3).join() === 'Name,Status,Code', 'the column moved');
      const [, , box] = await centre('status');
      await page.mouse.move(box.x + box.width - 3, y);
      await page.mouse.down();
      await page.mouse.move(box.x + box.width + 57, y);
      await page.mouse.up();
      await ctx.until(async () => Math.abs((await centre('status'))[2].width - box.width - 60) < 2, 'the column is wider');

      // Keyboard: everything in the list of columns.
      await page.getByRole('button', { name: 'Columns' }).press('Enter');
      await page.getByRole('searchbox', { name: 'Find a column' }).fill('cod');
      await page.getByRole('button', { name: 'Keep Code at the left' }).press('Enter');
      await ctx.until(async () => (await heads(page))[0] === 'Code', 'the column is at the left');
      await page.getByRole('searchbox', { name: 'Find a column' }).fill('goal');
      await page.getByRole('checkbox', { name: 'Goal' }).press('Space');
      await page.getByRole('button', { name: 'Move Goal to the front' }).press('Enter');
      await page.getByRole('spinbutton', { name: 'Width of Goal, pixels' }).press('Control+a');
      await page.keyboard.type('300');
      await page.keyboard.press('Tab');
      await ctx.axe(page);
      await page.keyboard.press('Escape');
      const wanted = query(page).get('cols');
      ctx.expect.match(wanted, /^name,status:186,\*code,.*goal:300,phase$/);

      await page.locator('.bar').getByRole('button', { name: 'Views' }).click();
      await page.getByRole('menuitem', { name: 'Save view' }).click();
      await page.getByRole('textbox', { name: 'Name of the view' }).fill('With goals');
      await page.getByRole('button', { name: 'Save', exact: true }).click();
      await page.getByRole('button', { name: 'Columns' }).click();
      await page.getByRole('button', { name: 'Reset' }).click();
      await page.keyboard.press('Escape');
      await ctx.until(async () => (await heads(page))[0] === 'Name', 'the first order is back');
      await page.locator('.bar').getByRole('button', { name: 'Views' }).click();
      await page.getByRole('menuitem', { name: 'With goals' }).click();
      await ctx.until(() => query(page).get('cols') === wanted, 'the columns of the saved view');
      await page.reload();
      await ctx.started(page);
      await ctx.until(async () => (await heads(page))[0] === 'Code', 'the columns after the reload');
    },
  },
  {
    name: 'cells are edited in place and in bulk, a block is pasted, and each is one step back',
    async run(ctx) {
      const page = await table(ctx, '?sort=code');
      await page.getByRole('gridcell', { name: /^400G core ring/ }).click();
      await page.keyboard.press('F2');
      await page.locator('.grid-input').fill('');
      await page.keyboard.press('Enter');
      await page.getByRole('alert').filter({ hasText: /required/ }).waitFor();
      await page.locator('.grid-input').fill('Core ring 800G');
      await page.keyboard.press('Enter');
      await ctx.until(async () => (await column(page, 0))[0] === 'Core ring 800G', 'the new name');
      await page.keyboard.press('Control+z');
      await ctx.until(async () => (await column(page, 0))[0] === '400G core ring', 'the old name');

      // Bulk: three leads in one step.
      await page.getByRole('checkbox', { name: 'Select 400G core ring' }).click();
      await page.getByRole('checkbox', { name: 'Select Edge PoPs Iberia' }).click({ modifiers: ['Shift'] });
      const bar = page.getByRole('toolbar', { name: 'Actions on the selection' });
      await bar.getByText('3 selected').waitFor();
      await bar.getByRole('button', { name: 'Edit' }).click();
      await page.getByRole('menuitem', { name: 'Lead', exact: true }).click();
      await bar.getByRole('combobox').fill('Giulia Ricci');
      await bar.getByText('Changes 3 records in one step').waitFor();
      await bar.getByRole('button', { name: 'Apply' }).click();
      await ctx.until(async () => (await column(page, 5)).slice(0, 3).every((lead) => lead === 'Giulia Ricci'), 'three leads');
      const toast = await page.locator('.toast').first().boundingBox();
      const under = await bar.boundingBox();
      ctx.expect.ok(toast.y + toast.height <= under.y, 'the message lies over the bar');
      await page.keyboard.press('Control+z');
      await ctx.until(async () => (await column(page, 5))[0] === 'Diego Santos', 'the leads from before');
      await bar.getByRole('button', { name: 'Clear selection' }).click();

      // A block from a spreadsheet waits hatched until it is applied; what cannot be read says so.
      await page.locator('.grid').focus();
      await paste(page, 'Code\tProgress\tForecast finish\nBBN-1\t61%\t16 Oct 2026\nBBN-2\tmany\t2026-11-30\n');
      await page.locator('[data-pasted=wrong]').first().waitFor();
      await page.getByRole('button', { name: 'Cancel' }).click();
      await page.locator('.grid').focus();
      await paste(page, 'Code\tProgress\nBBN-1\t61%\nBBN-2\t62%\nNEW-1\t5%\n');
      await page.getByText(/Pasted: 2 changed, 1 new/).waitFor();
      ctx.expect.deepEqual((await column(page, 13)).slice(0, 2), ['61', '62'].map((n) => `${n}%`));
      await page.getByRole('button', { name: 'Cancel' }).click();
      await page.locator('.grid').focus();
      await paste(page, 'Code\tProgress\nBBN-1\t61%\nBBN-2\t62%\n');
      await page.getByRole('button', { name: 'Apply', exact: true }).click();
      await page.locator('[data-pasted]').first().waitFor({ state: 'detached' });
      ctx.expect.deepEqual((await column(page, 13)).slice(0, 2), ['61%', '62%']);
      await page.keyboard.press('Control+z');
      await ctx.until(async () => (await column(page, 13))[0] !== '61%', 'the progress from before');
    },
  },
  {
    name: 'own fields of the portfolio are edited, pasted, sorted, filtered, grouped and set in bulk as the others are',
    async run(ctx) {
      const page = await table(ctx, '?sort=code&cols=name,code,x_site,x_customers');
      const cell = (line, place) => page.locator(`#cell-${line}-${place}`);
      const edit = async (line, place) => {
        await cell(line, place).click();
        await page.keyboard.press('F2');
      };
      await edit(0, 2);
      await page.locator('.grid-input').fill('Nowhere');
      await page.keyboard.press('Enter');
      await page.getByRole('alert').filter({ hasText: /list/ }).waitFor();
      await page.locator('.grid-input').fill('warsaw');
      await page.keyboard.press('Enter');
      await ctx.until(async () => (await column(page, 2))[0] === 'Warsaw', 'the option as it is written in the list');
      await edit(0, 3);
      await page.locator('.grid-input').fill('1,250');
      await page.keyboard.press('Enter');
      await ctx.until(async () => (await column(page, 3))[0] === '1,250', 'the number');
      await page.keyboard.press('Control+z');
      await page.keyboard.press('Control+z');
      await ctx.until(async () => (await column(page, 2))[0] === 'All sites', 'both taken back');

      await cell(0, 2).click();
      await paste(page, 'Lille\t7\nParis\t8\n');
      await page.getByText(/Pasted: 2 changed, 0 new/).waitFor();
      await page.getByRole('button', { name: 'Apply', exact: true }).click();
      await ctx.until(async () => String((await column(page, 3)).slice(0, 2)) === '7,8', 'the block');
      await page.keyboard.press('Control+z');

      // A list is in the order of its options, not of its letters.
      await page.locator('.tools').getByRole('button', { name: 'Group' }).click();
      await page.getByRole('menuitem', { name: 'Main site', exact: true }).click();
      await page.locator('.grid-row.group').first().waitFor();
      await ctx.until(async () => /^Paris/.test(await page.locator('.grid-row.group').first().innerText()), 'Paris first');
      await page.goto(ctx.address('projects?f.x_site=Warsaw&cols=name,x_site'));
      await page.getByText(/1 of 24/).waitFor();
      await page.goto(ctx.address('projects?q=limburg&sort=code&cols=name,x_site'));
      await page.locator('.grid-body .check-box').first().click();
      const bar = page.getByRole('toolbar', { name: 'Actions on the selection' });
      await bar.getByRole('button', { name: 'Edit' }).click();
      await page.getByRole('menuitem', { name: 'Main site', exact: true }).click();
      await bar.getByRole('combobox').fill('Iberia');
      await bar.getByRole('button', { name: 'Apply' }).click();
      await ctx.until(async () => (await column(page, 1))[0] === 'Iberia', 'set in bulk');
    },
  },
  {
    name: 'the form of a project edits its fields and what belongs to it, deletes and undoes, and gives the focus back',
    async run(ctx) {
      const page = await table(ctx, '?sort=code');
      await page.locator('.grid').focus();
      await page.keyboard.press('Control+Enter');
      const form = page.getByRole('dialog', { name: '400G core ring' });
      await form.waitFor();
      await ctx.until(() => page.evaluate(() => document.activeElement.closest('.drawer-body') !== null), 'the focus in the first field');
      await form.getByRole('textbox', { name: 'Forecast finish' }).fill('+2w');
      await page.keyboard.press('Enter');
      await ctx.until(async () => /2026/.test(await form.getByRole('textbox', { name: 'Forecast finish' }).inputValue()), 'the date');
      await form.getByRole('textbox', { name: 'Progress' }).fill('lots');
      await page.keyboard.press('Enter');
      await form.getByText('1 to fix').waitFor();
      await page.keyboard.press('Escape');

      await form.getByText(/^Risks \(3\)/).click();
      await form.getByRole('button', { name: 'Add: risk' }).click();
      const risk = page.getByRole('dialog', { name: 'New risk' });
      await risk.getByRole('textbox', { name: 'Name' }).first().fill('Crane is late');
      await page.keyboard.press('Enter');
      const named = page.getByRole('dialog', { name: 'Crane is late' });
      await named.getByRole('combobox', { name: 'Probability' }).selectOption({ label: 'High' });
      await named.getByRole('button', { name: 'Delete' }).click();
      await form.getByText(/^Risks \(3\)/).waitFor();
      await page.getByRole('button', { name: 'Undo' }).click();
      await page.getByRole('dialog', { name: 'Crane is late' }).waitFor();
      await page.getByRole('button', { name: 'Back to 400G core ring' }).click();
      await form.getByText(/^Risks \(4\)/).waitFor();
      await ctx.axe(page);
      await form.getByRole('button', { name: 'Next record' }).click();
      await page.getByRole('dialog', { name: 'Anti-DDoS scrubbing v4' }).waitFor();
      await page.keyboard.press('Escape');
      await ctx.until(() => page.evaluate(() => document.activeElement.matches('.grid')), 'the focus back in the table');
    },
  },
  {
    name: 'the table is handed over as CSV: the columns in sight, the rows that the filters leave, formulas as text',
    async run(ctx) {
      const page = await table(ctx, '?q=bbn&cols=code,name,approved,forecast_finish,status');
      await page.getByRole('gridcell', { name: /^400G core ring/ }).click();
      await page.keyboard.press('F2');
      await page.locator('.grid-input').fill('=cmd()');
      await page.keyboard.press('Enter');
      await page.getByRole('gridcell', { name: /^=cmd/ }).first().waitFor();
      const file = await ctx.download(page, () => page.getByRole('button', { name: 'Export' }).click());
      const [names, first, ...more] = file.bytes.toString('utf8').replace('\ufeff', '').trim().split('\r\n');
      ctx.expect.equal(names, '"Code","Name","Approved","Forecast finish","Status"');
      ctx.expect.match(first, /^"BBN-1","'=cmd\(\)",7200000\.00,\d{4}-\d\d-\d\d,"Red"$/);
      ctx.expect.equal(more.length, 3);
    },
  },
  {
    name: 'what is printed holds every row, not those in sight alone',
    async run(ctx) {
      const page = await table(ctx, '', { viewport: { width: 1440, height: 320 } });
      const rows = page.locator('.grid-body [role=row]');
      await rows.first().waitFor();
      await page.locator('.grid').focus();
      await ctx.until(async () => await rows.count() < 24, 'the rows in sight');
      await page.evaluate(() => window.dispatchEvent(new Event('beforeprint')));
      await ctx.until(async () => await rows.count() === 24, 'every row');
      await page.evaluate(() => window.dispatchEvent(new Event('afterprint')));
      await ctx.until(async () => await rows.count() < 24, 'the rows in sight');
    },
  },
  {
    name: 'the palette finds by name, code and initials, best first, and strewn letters are no match',
    async run(ctx) {
      const page = await table(ctx);
      await page.keyboard.press('Control+k');
      const find = page.getByRole('combobox');
      const lines = page.getByRole('option');
      await lines.first().waitFor();
      ctx.expect.match(await lines.first().textContent(), /^Cockpit/);
      await find.fill('sov-1');
      await ctx.until(async () => /^Trusted Zone Paris/.test(await lines.first().textContent()), 'the project of the code');
      await find.fill('tzp');
      await ctx.until(async () => /^Trusted Zone Paris/.test(await lines.first().textContent()), 'the project of the initials');
      await find.fill('sov');
      await ctx.until(async () => /Sovereign|SOV-/.test(await lines.first().textContent()), 'a match');
      ctx.expect.equal(await lines.filter({ hasText: 'Object storage v3' }).count(), 0);
    },
  },
  {
    name: 'the table has no accessibility violation in light and dark, English and French, wide and narrow',
    async run(ctx) {
      for (const [locale, colorScheme, width] of [['en-GB', 'light', 1440], ['fr-FR', 'dark', 1440], ['fr-FR', 'light', 390], ['en-GB', 'dark', 390]]) {
        const page = await table(ctx, '', { locale, colorScheme, viewport: { width, height: 844 } });
        await page.goto(ctx.address('projects?group=unit,phase'));
        await page.locator('.grid-row.group').first().waitFor();
        await ctx.axe(page);
        await page.locator('.grid-body .check-box').first().click();
        await page.locator('.bulk').waitFor();
        await ctx.axe(page);
        await page.context().close();
      }
    },
  },
];

// The main job: a new user brings a real portfolio in, works on it, keeps it and hands it on.

import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import path from 'node:path';

const data = path.join(import.meta.dirname, '../../../../shared/data/portfolio-gmpp');
const skipped = () => {
  if (existsSync(data)) return false;
  console.log('          skipped: no ../shared/data');
  return true;
};

/** The published counts and sums of one file, by name. */
async function published(file) {
  const [head, ...rows] = (await readFile(path.join(data, 'gmpp-oracle.csv'), 'utf8')).trim().split('\n');
  const names = head.split(',');
  // The only quoted cell is the comma itself.
  const row = rows.map((each) => each.replace('","', 'comma').split(',')).find(([name]) => name === file);
  return Object.fromEntries(names.map((name, i) => [name, row[i]]));
}

async function sample(ctx, options = {}) {
  const page = await ctx.open('', options);
  await page.getByRole('button', { name: /sample portfolio|portefeuille d’exemple/i }).click();
  await page.locator('.app').waitFor();
  return page;
}

async function go(ctx, page, route, asOf) {
  await page.goto(ctx.address(route, { asOf }));
  await page.locator('#main:not([aria-busy]) h1').waitFor();
}

const shows = (ctx, page, text) => ctx.until(async () => (await page.locator('#main').innerText()).includes(text), `${text} on the page`);

/** Chooses a file on the page of imports and waits for its preview. */
async function choose(page, file) {
  await page.locator('#main input[type=file]').first().setInputFiles(file);
  const apply = page.getByRole('button', { name: /^Import \d/ });
  await apply.waitFor();
  return apply;
}

/** What a mapping row says: from heading to meaning. */
const becomes = (page, heading) => page.getByLabel(`What ${heading} becomes`, { exact: true });

async function exported(ctx, page, asOf) {
  await go(ctx, page, 'data', asOf);
  const file = await ctx.download(page, () => page.getByRole('button', { name: 'Save JSON' }).click());
  return file.bytes.toString('utf8');
}

/** `£494.18 bn` of the Cockpit, as a sum in millions rounded as shown there. */
const billions = (millions) => `£${(Number(millions) / 1000).toFixed(2)} bn`;

/** A file let go over the window, as from a folder of the desktop. */
async function drop(page, name, bytes) {
  await page.evaluate(({ name, text }) => {
    const transfer = new DataTransfer();
    transfer.items.add(new File([Uint8Array.from(atob(text), (letter) => letter.charCodeAt(0))], name));
    for (const type of ['dragover', 'drop']) {
      document.body.dispatchEvent(new DragEvent(type, { dataTransfer: transfer, bubbles: true, cancelable: true }));
    }
  }, { name, text: bytes.toString('base64') });
}

export const stories = [
  {
    name: 'a real portfolio comes in with the published counts, is edited, kept and handed on',
    async run(ctx) {
      if (skipped()) return;
      const asOf = '2022-03-31';
      const oracle = await published('uk_2022.csv');
      const page = await sample(ctx, { asOf });
      await page.locator('.rail').getByRole('link', { name: 'Import' }).click();
      const apply = await choose(page, path.join(data, 'uk_2022.csv'));

      // The mapping is proposed and shown, as is how the file was read.
      await ctx.until(async () => (await page.getByLabel('Encoding').inputValue()) !== '', 'the encoding');
      ctx.expect.match(await page.getByLabel('Encoding').inputValue(), /1252/);
      const chosen = async (heading) => becomes(page, heading).evaluate((select) => select.selectedOptions[0].text);
      ctx.expect.equal(await chosen('project_number'), 'Code');
      ctx.expect.equal(await chosen('project_name'), 'Name');
      ctx.expect.equal(await chosen('department'), 'Unit');
      ctx.expect.equal(await chosen('colour_rating'), 'Delivery confidence rating');

      // The preview counts, and names what it could not read by row and column.
      ctx.expect.equal(await page.locator('.import-figure', { hasText: 'projects added' }).locator('b').innerText(), oracle.projects);
      await page.locator('.import-problems tbody tr').first().waitFor();
      ctx.expect.match(await page.locator('.import-problems').innerText(), /K · end_date/);
      await ctx.axe(page);

      // The sample is made up: the real portfolio gets a place of its own.
      ctx.expect.match(await page.getByLabel('Import into').evaluate((select) => select.selectedOptions[0].text), /new portfolio, uk_2022/);
      await apply.click();
      await page.getByRole('heading', { name: 'uk_2022.csv is imported' }).waitFor();
      await page.locator('.rail').getByRole('link', { name: /Projects\s*235/ }).waitFor();

      await go(ctx, page, 'cockpit', asOf);
      const cockpit = await page.locator('#main').innerText();
      for (const sum of [oracle.wlc_sum_gbp_m, oracle.fy_budget_sum_gbp_m, oracle.fy_forecast_sum_gbp_m]) {
        ctx.expect.ok(cockpit.includes(billions(sum)), `${billions(sum)} is not on the Cockpit`);
      }
      // The file says nothing of what was consumed: no curve of it, and the forecast ends at its sum.
      const curves = await page.locator('.cockpit figure [role=img] svg').first().textContent();
      ctx.expect.ok(curves.includes(billions(oracle.fy_forecast_sum_gbp_m)), 'the forecast on its curve');
      ctx.expect.ok(!curves.includes('Consumed'), 'a curve of what nobody recorded');
      for (const [name, key] of [['Green', 'green'], ['Amber', 'amber'], ['Red', 'red'], ['Exempt', 'exempt']]) {
        ctx.expect.match(cockpit, new RegExp(`${name}\\s+${oracle[key]}\\b`), `${name} on the Cockpit`);
      }
      await go(ctx, page, 'roadmap', asOf);
      await shows(ctx, page, '235');
      await go(ctx, page, 'status', asOf);
      // Its head and one row a project.
      await page.locator(`[aria-rowcount="${Number(oracle.projects) + 1}"]`).waitFor();

      // Edit, undo, redo; a reload changes nothing.
      await go(ctx, page, 'projects', asOf);
      await page.getByRole('searchbox', { name: 'Find in the table' }).fill('NZHF');
      const cell = page.getByRole('gridcell', { name: /^NZHF/ });
      await cell.click();
      await page.keyboard.press('F2');
      await page.locator('.grid-input').fill('Net Zero Hydrogen Fund');
      await page.keyboard.press('Enter');
      const renamed = page.getByRole('gridcell', { name: /^Net Zero Hydrogen Fund/ });
      await page.getByRole('searchbox', { name: 'Find in the table' }).fill('BEIS_0002_2122-Q2');
      await page.locator('.grid').focus();
      await page.keyboard.press('Control+z');
      await cell.waitFor();
      await page.keyboard.press('Control+Shift+z');
      await renamed.waitFor();
      await page.reload();
      await ctx.started(page);
      await renamed.waitFor();

      // The file opens as the same portfolio in a second, empty profile.
      const text = await exported(ctx, page, asOf);
      const file = { name: 'copy.json', mimeType: 'application/json', buffer: Buffer.from(text) };
      const other = await ctx.open('import', { asOf });
      await other.locator('#main input[type=file]').first().setInputFiles(file);
      await other.getByRole('button', { name: 'Open as a new portfolio' }).click();
      await other.locator('.rail').getByRole('link', { name: /Projects\s*235/ }).waitFor();
      ctx.expect.equal(await exported(ctx, other, asOf), text);
    },
  },
  {
    name: 'a table with one project per column is turned, applied and taken back as one step',
    async run(ctx) {
      if (skipped()) return;
      const oracle = await published('uk_2016.csv');
      const page = await sample(ctx);
      await go(ctx, page, 'import');
      const apply = await choose(page, path.join(data, 'uk_2016.csv'));
      ctx.expect.equal(await page.getByLabel('Layout').evaluate((select) => select.selectedOptions[0].text), 'One project per column');
      // Into the open portfolio, on purpose.
      await page.getByLabel('Import into').selectOption('open');
      await apply.waitFor();
      await apply.click();
      await page.getByRole('heading', { name: 'uk_2016.csv is imported' }).waitFor();
      const count = (number) => page.locator('.rail').getByRole('link', { name: new RegExp(`Projects\\s*${number}$`) });
      await count(24 + Number(oracle.projects)).waitFor();
      await page.keyboard.press('Control+z');
      await count(24).waitFor();
      await page.keyboard.press('Control+Shift+z');
      await count(24 + Number(oracle.projects)).waitFor();
    },
  },
  {
    name: 'a file dropped anywhere is read, on the first page and on any other',
    async run(ctx) {
      const table = Buffer.from('Code,Name,Unit,Budget\nX-1,Fibre north,Networks,120\nX-2,Fibre south,Networks,80\n');
      const page = await ctx.open('');
      await page.getByRole('button', { name: /sample portfolio/i }).waitFor();
      await drop(page, 'fibre.csv', table);
      await page.getByRole('button', { name: 'Import 2 projects' }).click();
      await page.getByRole('heading', { name: 'fibre.csv is imported' }).waitFor();
      await page.locator('.rail').getByRole('link', { name: /Projects\s*2$/ }).waitFor();

      await go(ctx, page, 'roadmap');
      await drop(page, 'more.csv', Buffer.from('Code;Nom\nX-2;Fibre sud\nX-3;Fibre est\n'));
      // What becomes another is shown field by field before anybody applies it.
      await page.getByText('The changes one by one').click();
      const change = page.locator('.import-changes tr', { hasText: 'Fibre south' });
      await change.filter({ hasText: 'Fibre sud' }).waitFor();
      await page.getByRole('button', { name: 'Import 2 projects' }).click();
      await page.getByText('1 project added, 1 changed').waitFor();
      await page.locator('.rail').getByRole('link', { name: /Projects\s*3$/ }).waitFor();
    },
  },
];

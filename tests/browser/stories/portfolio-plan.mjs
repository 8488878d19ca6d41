// The plan of the whole portfolio: one tree of programmes, projects and tasks, edited across projects.
import { sample } from '../lib/sample.mjs';

const row = (page, name) => page.locator('[role=treegrid] .tl-rows [role=row]', { hasText: name }).first();
const names = (page) => page.locator('[role=treegrid] .tl-rows .tl-name').allInnerTexts();
const cell = (page, name, place) => row(page, name).locator(':scope > [role]').nth(place);
const says = (ctx, page, name, place, wanted) =>
  ctx.until(async () => (await cell(page, name, place).innerText()).trim() === wanted, `${name}: ${wanted}`);

async function plan(ctx, query = '') {
  const page = await sample(ctx, `plan${query}`);
  await page.locator('[role=treegrid] .tl-rows [role=row]').nth(2).waitFor();
  return page;
}

export const stories = [
  {
    name: 'the portfolio is one tree: programmes and their projects, opened where one wants to see tasks',
    async run(ctx) {
      const page = await plan(ctx);
      ctx.expect.deepEqual((await names(page)).slice(0, 3), ['Sovereign Cloud', 'Trusted Zone Paris', 'EUCS High certification']);
      ctx.expect.equal(await row(page, 'Trusted Zone Paris').getAttribute('aria-level'), '2');
      ctx.expect.equal(await row(page, 'Trusted Zone Paris').getAttribute('aria-expanded'), 'false');
      await row(page, 'Trusted Zone Paris').locator('.tl-chevron').click();
      await row(page, 'Zone 2 hall').waitFor();
      ctx.expect.equal(await row(page, 'Zone 2 hall').getAttribute('aria-level'), '4');
      // A programme closes over all of it; the address keeps what is open and closed.
      await row(page, 'Sovereign Cloud').locator('.tl-chevron').click();
      await ctx.until(async () => (await names(page))[1] === 'Green Datacentres', 'the programme is closed');
      await page.reload();
      await ctx.until(async () => (await names(page))[1] === 'Green Datacentres', 'and stays so');
    },
  },
  {
    name: 'the plan of the portfolio is grouped by unit, narrowed to one, and finds tasks in what is closed',
    async run(ctx) {
      const page = await plan(ctx, '?group=none');
      ctx.expect.equal(await row(page, 'Trusted Zone Paris').getAttribute('aria-level'), '1');
      const all = Number(await page.getByRole('treegrid').getAttribute('aria-rowcount'));
      await page.getByRole('button', { name: /^Scope/ }).click();
      await page.getByRole('menuitemcheckbox', { name: 'Sovereign Cloud' }).or(page.getByRole('menuitemradio', { name: 'Sovereign Cloud' })).first().click();
      await ctx.until(async () => Number(await page.getByRole('treegrid').getAttribute('aria-rowcount')) < all, 'fewer rows');
      ctx.expect.match(page.url(), /scope=programme/);
      await page.getByRole('searchbox', { name: 'Filter by name' }).fill('zone 3');
      await ctx.until(async () => (await names(page)).join() === 'Trusted Zone Paris,Zones,Zone 3 racks and power,Zone 3 network', 'found with what it is part of');
    },
  },
  {
    name: 'an edit in one project moves the tasks of another that wait for it, in sight and as one step',
    async run(ctx) {
      const page = await plan(ctx, '?level=all&cols=length,start,finish&q=key');
      const [length, finish] = [1, 3];
      const text = async (name, place) => (await cell(page, name, place).innerText()).trim();
      const before = [await text('Keys for objects', length), await text('Keys held by customers', finish)];
      await cell(page, 'Keys for objects', length).click();
      await page.keyboard.press('F2');
      await page.locator('.plan-edit input').fill('120d');
      await page.locator('.plan-edit input').press('Enter');
      await says(ctx, page, 'Keys for objects', length, '120 d');
      await ctx.until(async () => (await text('Keys held by customers', finish)) !== before[1], 'the other project follows');
      await page.keyboard.press('Control+z');
      await says(ctx, page, 'Keys for objects', length, before[0]);
      await says(ctx, page, 'Keys held by customers', finish, before[1]);
    },
  },
  {
    name: 'a cell or a row of the plan is copied as a spreadsheet takes it',
    // Firefox gives an event that a page makes no clipboard to write to.
    browsers: ['chromium'],
    async run(ctx) {
      const page = await plan(ctx, '?level=all&cols=length,finish,float&q=key');
      const copied = () => page.locator('[role=treegrid]').evaluate((pane) => {
        const clipboardData = new DataTransfer();
        pane.dispatchEvent(new ClipboardEvent('copy', { clipboardData, bubbles: true, cancelable: true }));
        return clipboardData.getData('text/plain');
      });
      await cell(page, 'Keys for objects', 1).click();
      const length = (await cell(page, 'Keys for objects', 1).innerText()).trim();
      ctx.expect.equal(await copied(), length);
      await page.keyboard.press('Escape');
      const row = (await copied()).split('\t');
      ctx.expect.deepEqual(row.slice(0, 2), ['Keys for objects', length]);
      ctx.expect.match(row[2], /^\d{1,2} \w{3} \d{4}$/);
      ctx.expect.equal(row.length, 4);
    },
  },
];

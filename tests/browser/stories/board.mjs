// The board: cards moved by keys, by drag and by menu, sprints, and what can begin now.
import { sample, everyLook } from '../lib/sample.mjs';

const ROUTE = 'projects/SOV-3/plan?view=board';

const column = (page, name) => page.locator(`.board-col[aria-label^="${name},"]`).first();
const card = (page, name) => page.locator('.board-card', { hasText: name }).first();
const stands = (ctx, page, name, where) =>
  ctx.until(async () => (await column(page, where).locator('.board-card', { hasText: name }).count()) === 1, `${name} stands in ${where}`);

async function board(ctx, route = ROUTE, options = {}) {
  const page = await sample(ctx, route, options);
  await page.locator('.board-card').first().waitFor({ state: 'attached' });
  return page;
}

export const stories = [
  {
    name: 'a card is moved by keys, says what was set, keeps the focus and goes back with one undo',
    async run(ctx) {
      const page = await board(ctx);
      const name = 'Key service in the test region';
      await card(page, name).focus();
      await page.keyboard.press('Control+ArrowRight');
      await stands(ctx, page, name, 'Doing');
      await page.getByText(`${name}: doing, began 18 May 2026`).waitFor();
      const focused = () => page.evaluate(() => document.activeElement?.textContent ?? '');
      await ctx.until(async () => (await focused()).includes(name), 'the card has the focus again');
      await page.keyboard.press('Control+z');
      await stands(ctx, page, name, 'To do');
      await card(page, 'Keys for disks').focus();
      await page.keyboard.press('m');
      await page.getByRole('menuitem', { name: 'Move to Blocked' }).click();
      await stands(ctx, page, 'Keys for disks', 'Blocked');
      await page.getByRole('spinbutton', { name: /Doing at most/ }).fill('1');
      await page.keyboard.press('Tab');
      await ctx.until(() => /wip=1/.test(page.url()), 'the limit is in the address');
      await card(page, name).focus();
      await page.keyboard.press('Control+ArrowRight');
      await page.getByText('1 over the limit').waitFor();
    },
  },
  {
    // The driver of Firefox knows no drag between places of a page.
    browsers: ['chromium'],
    name: 'a card that is dragged to the last column is done, with its day and all of its progress',
    async run(ctx) {
      const page = await board(ctx);
      const name = 'Hardware module integration';
      await page.locator('.board-item', { hasText: name }).dragTo(column(page, 'Done'));
      await stands(ctx, page, name, 'Done');
      await page.getByText(`${name}: done, finished 18 May 2026, 100% done`).waitFor();
      // What waited for it can begin now.
      await page.getByText('Next actions').click();
      const next = page.locator('.board-next li', { hasText: 'Key service in the test region' });
      await next.getByRole('button', { name: /^Begin/ }).click();
      await stands(ctx, page, 'Key service in the test region', 'Doing');
    },
  },
  {
    name: 'a sprint is closed in one step, and what is unfinished goes to a new one',
    async run(ctx) {
      const page = await board(ctx, `${ROUTE}&lanes=sprint`);
      const lane = (name) => page.locator('.board-lane', { has: page.getByRole('heading', { name, exact: true }) });
      await lane('Sprint 21').getByText('0 of 2 done').waitFor();
      await lane('Sprint 21').getByText('9 working days left').waitFor();
      await page.getByRole('button', { name: 'Close Sprint 21: 2 unfinished tasks go to a new sprint' }).click();
      await lane('Sprint 22').getByText('0 of 2 done').waitFor();
      await ctx.until(async () => (await lane('Sprint 22').locator('.board-card').count()) === 2, 'both moved');
      await page.keyboard.press('Control+z');
      await lane('Sprint 21').getByText('0 of 2 done').waitFor();
      await page.getByRole('button', { name: 'Edit Sprint 21' }).click();
      await page.getByRole('dialog').getByRole('textbox', { name: 'Goal' }).waitFor();
    },
  },
  {
    name: 'the board is accessible in both languages and themes, wide and narrow, and says when it is empty',
    async run(ctx) {
      await everyLook(ctx, `${ROUTE}&lanes=sprint`, (page) => page.locator('.board-card').first().waitFor({ state: 'attached' }));
      const page = await sample(ctx, 'projects/SOV-3/plan?view=board&q=nothing%20of%20this', {});
      await page.getByText('No task fits the filters').waitFor();
    },
  },
];

// The map of dependencies: groups from giver to taker, late lines with their days, and the promises as a list.
import { sample, everyLook } from '../lib/sample.mjs';

const ROUTE = 'plan?view=promises';

export const stories = [
  {
    name: 'who gives to whom is walked by arrows, a group opens, late lines say their days, and filters leave what is asked for',
    async run(ctx) {
      const page = await sample(ctx, ROUTE);
      const nodes = page.locator('.map-node');
      await nodes.first().waitFor();
      await page.locator('.map-label[data-late="true"]').first().waitFor();
      ctx.expect.match(await page.locator('.map-label[data-late="true"]').first().textContent(), /^\d+ of \d+ late, up to \d+ d$/);
      const before = await nodes.count();
      // Along a line from giver to taker and back.
      const place = () => page.evaluate(() => document.activeElement?.dataset.place ?? '');
      await nodes.first().focus();
      const start = await place();
      await page.keyboard.press('ArrowRight');
      await ctx.until(async () => (await place()) !== start, 'the taker has the focus');
      await page.keyboard.press('ArrowLeft');
      // A unit opens to its projects, and all close again.
      await page.locator('.map-node[aria-expanded="false"]').first().click();
      await page.locator('.map-node[data-kind="project"]').first().waitFor();
      await ctx.until(async () => (await nodes.count()) >= before, 'its projects stand on the map');
      await page.getByRole('button', { name: 'Close all groups' }).click();
      await ctx.until(async () => (await page.locator('.map-node[data-kind="project"]').count()) === 0, 'only groups');
      const rows = page.locator('.map-list tbody tr');
      const all = await rows.count();
      await page.getByRole('checkbox', { name: 'Late only' }).check();
      await ctx.until(async () => (await rows.count()) < all, 'fewer promises');
      await rows.first().getByText(/days? late$/).waitFor();
      await page.getByText('fewer than 5 due: too few to tell').first().waitFor();
      await rows.first().getByRole('button').first().click();
      await page.getByRole('dialog').getByText('Promised').first().waitFor();
    },
  },
  {
    name: 'the map of dependencies is accessible in both languages and themes, wide and narrow',
    async run(ctx) {
      await everyLook(ctx, ROUTE, (page) => page.locator('.map-node').first().waitFor());
    },
  },
];

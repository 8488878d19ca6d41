// The app without a pointer: every place is reached, nothing is left behind, the focus is never lost.

/** Has this the focus? */
const has = (locator) => locator.evaluate((node) => node === document.activeElement);

const heading = (page, name) => page.getByRole('heading', { level: 1, name }).waitFor();

export const stories = [
  {
    name: 'the sample is opened, found in, steered and left with keys alone, and the focus is never lost',
    async run(ctx) {
      const page = await ctx.open('');
      const way = page.getByRole('button', { name: /sample portfolio/i });
      await way.waitFor();
      // The first way is the first stop after the link that skips.
      await ctx.until(async () => {
        await page.keyboard.press('Tab');
        return has(way);
      }, 'the sample by Tab');
      await page.keyboard.press('Enter');
      await heading(page, 'Cockpit');
      await ctx.until(() => has(page.locator('#main')), 'the focus on the page');

      // The palette: to a project and back out.
      await page.keyboard.press('Control+k');
      await page.getByRole('combobox').waitFor();
      await page.keyboard.type('sov-1');
      await page.getByRole('option', { name: /^Trusted Zone Paris/ }).waitFor();
      await page.keyboard.press('Enter');
      await heading(page, 'SOV-1');
      await ctx.until(() => has(page.locator('#main')), 'the focus on the project');

      // The matrix: a cell, its reasons, and back into the cell.
      await page.keyboard.press('g');
      await page.keyboard.press('s');
      await heading(page, 'Status');
      const cell = page.locator('#mx-1-1');
      await cell.waitFor();
      await ctx.until(() => has(page.locator('#main')), 'the focus on Status');
      await ctx.until(async () => {
        await page.keyboard.press('Tab');
        return page.evaluate(() => document.activeElement.id.startsWith('mx-'));
      }, 'the matrix by Tab');
      await page.keyboard.press('ArrowDown');
      await page.keyboard.press('ArrowRight');
      await ctx.until(() => has(cell), 'the cell by arrows');
      await page.keyboard.press('Enter');
      const why = page.locator('.popover');
      await why.waitFor();
      await ctx.until(() => why.evaluate((box) => box.contains(document.activeElement)), 'the focus in the reasons');
      await page.keyboard.press('Escape');
      await why.waitFor({ state: 'detached' });
      await ctx.until(() => has(cell), 'the focus back in the cell');

      // The table: a row, its form, and back into the table.
      await page.keyboard.press('g');
      await page.keyboard.press('p');
      await heading(page, 'Projects');
      const grid = page.locator('.grid');
      await grid.waitFor();
      await ctx.until(() => has(page.locator('#main')), 'the focus on Projects');
      await ctx.until(async () => {
        await page.keyboard.press('Tab');
        return has(grid);
      }, 'the table by Tab');
      await page.keyboard.press('ArrowDown');
      await page.keyboard.press('Control+Enter');
      const form = page.getByRole('dialog');
      await form.waitFor();
      await ctx.until(() => form.evaluate((box) => box.contains(document.activeElement)), 'the focus in the form');
      await page.keyboard.press('Escape');
      await form.waitFor({ state: 'detached' });
      await ctx.until(() => has(grid), 'the focus back in the table');
    },
  },
];

// The first screen, before anything is opened.

const title = (page, name) => page.getByRole('heading', { level: 1, name }).waitFor();

export const stories = [
  {
    name: 'the first screen says what Baton is, in both languages, light and dark, wide and narrow',
    async run(ctx) {
      for (const colorScheme of ['light', 'dark']) {
        for (const viewport of [{ width: 1440, height: 900 }, { width: 390, height: 844 }]) {
          const page = await ctx.open('', { colorScheme, viewport });
          await title(page, /Steer the whole portfolio/);
          // The glimpse is decoration: seen where there is room for it, and never read out.
          const glimpse = page.locator('.first-shot svg');
          ctx.expect.equal(await glimpse.isVisible(), viewport.width > 1100);
          ctx.expect.equal(await glimpse.evaluate((svg) => svg.closest('[aria-hidden=true]') !== null), true);
          await ctx.axe(page);
          await page.getByRole('radio', { name: 'Français' }).click();
          await title(page, /Pilotez tout le portefeuille/);
          await ctx.axe(page);
          const wide = await page.evaluate(() => document.documentElement.scrollWidth);
          ctx.expect.ok(wide <= viewport.width, `${wide} px at ${viewport.width} px`);
          await page.context().close();
        }
      }
    },
  },
  {
    name: 'every way in of the first screen has its key, and the pages that need no portfolio lead back',
    async run(ctx) {
      const page = await ctx.open('');
      await title(page, /Steer/);
      await page.keyboard.press('?');
      await title(page, 'Keyboard shortcuts');
      await ctx.axe(page);
      await page.getByRole('link', { name: 'Baton' }).click();
      await title(page, /Steer/);
      await page.keyboard.press('i');
      await title(page, 'Import');
      await page.getByRole('link', { name: 'Baton' }).click();
      await title(page, /Steer/);
      await page.keyboard.press('Enter');
      await title(page, 'Cockpit');
      await page.getByRole('link', { name: '2026 portfolio' }).waitFor();

      const blank = await ctx.open('');
      await title(blank, /Steer/);
      await blank.keyboard.press('b');
      await title(blank, 'Cockpit');
      await blank.getByRole('link', { name: 'New portfolio' }).waitFor();
    },
  },
];

// Ways into the sample portfolio that several stories share.

/** Opens the sample portfolio in a fresh profile and goes to '#/route'. */
export async function sample(ctx, route, options = {}) {
  const page = await ctx.open('', options);
  await page.getByRole('button', { name: /sample portfolio|portefeuille d’exemple|exemple/i }).first().click();
  await page.locator('.bar h1').waitFor();
  if (route) await go(ctx, page, route);
  return page;
}

/** Goes to '#/route' on the day of the sample and waits for the page of that route. */
export async function go(ctx, page, route) {
  await page.goto(ctx.address(route));
  const place = route.split('?')[0];
  await page.locator(`.rail a[aria-current="page"][href*="#/${place.split('/')[0]}"], .tabbar a[href*="#/${place.split('/')[0]}"]`).first().waitFor({ state: 'attached' });
}

/** Looks at a route in light and dark, English and French, wide and narrow: no accessibility violation. */
export async function everyLook(ctx, route, ready) {
  for (const locale of ['en-GB', 'fr-FR']) {
    for (const colorScheme of ['light', 'dark']) {
      for (const viewport of [{ width: 1440, height: 900 }, { width: 390, height: 844 }]) {
        const page = await sample(ctx, route, { locale, colorScheme, viewport });
        await ready(page);
        const wide = await page.evaluate(() => document.documentElement.scrollWidth);
        ctx.expect.ok(wide <= viewport.width, `${route} is ${wide} px wide at ${viewport.width} px in ${locale}`);
        await ctx.axe(page);
        await page.context().close();
      }
    }
  }
}

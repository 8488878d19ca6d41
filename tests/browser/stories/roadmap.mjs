// The roadmap: seen, narrowed, moved with the mouse and with keys, taken back, handed on.

/** The sample on its roadmap, with settings of the view. */
async function roadmap(ctx, view = '', options = {}) {
  const page = await ctx.open('', options);
  await page.getByRole('button', { name: /sample portfolio/i }).click();
  await page.getByRole('heading', { level: 1, name: 'Cockpit' }).waitFor();
  await page.goto(ctx.address(`roadmap${view}`));
  await row(page, 'Trusted Zone Paris').waitFor();
  return page;
}

const row = (page, name) => page.locator('[role=treegrid] .tl-rows [role=row]', { hasText: name }).first();
/** What the row says of its bar: name, dates, progress, slip, status. */
const spoken = (page, name) => row(page, name).locator('.tl-spoken').getAttribute('aria-label');
const finish = (page, name) => row(page, name).getByRole('gridcell').nth(3).innerText();
/** Rows that a person can see. */
const names = (page) => page.locator('[role=treegrid] .tl-row [role=rowheader] .tl-name').allInnerTexts();
const says = (ctx, page, name, text) => ctx.until(async () => (await spoken(page, name)).includes(text), `${name}: ${text}`);

/** The right edge of a bar, found as a person finds it: where the pointer says that it resizes. */
async function edge(page, name) {
  const at = await row(page, name).boundingBox();
  const chart = await page.locator('.tl-canvas').boundingBox();
  const y = at.y + at.height / 2 - 2;
  for (let x = chart.x + chart.width - 4; x > chart.x; x -= 4) {
    await page.mouse.move(x, y);
    if (await page.locator('.tl-canvas').evaluate((canvas) => canvas.style.cursor) === 'ew-resize') return { x, y };
  }
  throw new Error(`the bar of ${name} has no edge`);
}

export const stories = [
  {
    name: 'the roadmap zooms, fits and goes to today',
    async run(ctx) {
      const page = await roadmap(ctx);
      await page.getByRole('radio', { name: 'Quarter' }).click();
      await ctx.until(() => page.url().includes('zoom=quarter'), 'the zoom in the address');
      await page.getByRole('button', { name: 'Fit' }).click();
      const room = () => page.locator('.tl-scroll').evaluate((box) => box.scrollWidth - box.clientWidth);
      await ctx.until(async () => await room() <= 1, 'nothing to scroll sideways');
      await page.getByRole('radio', { name: 'Week' }).click();
      await ctx.until(async () => await room() > 1_000, 'weeks to scroll through');
      await page.locator('.tl-scroll').evaluate((box) => { box.scrollLeft = 0; });
      await page.getByRole('button', { name: 'Today' }).click();
      await ctx.until(() => page.locator('.tl-scroll').evaluate((box) => box.scrollLeft > 0), 'today in view');
    },
  },
  {
    name: 'a saved view narrows the roadmap to one programme',
    async run(ctx) {
      const page = await roadmap(ctx);
      ctx.expect.ok((await names(page)).includes('Liquid cooling, Lille-3'));
      await page.getByRole('button', { name: 'Views' }).click();
      await page.getByRole('menuitem', { name: 'Sovereign Cloud plan' }).click();
      await ctx.until(async () => (await names(page)).length === 5, 'the group and its four projects');
      ctx.expect.deepEqual(await names(page), [
        'Sovereign Cloud', 'Trusted Zone Paris', 'EUCS High certification', 'Customer-managed keys', 'Public-sector catalogue',
      ]);
      ctx.expect.match(page.url(), /programme=SOV/);
      await page.getByRole('button', { name: 'Remove filter Programme' }).click();
      await ctx.until(async () => (await names(page)).length > 20, 'every project again');
    },
  },
  {
    name: 'a choice that the organisation added groups, colours and filters the roadmap',
    async run(ctx) {
      const page = await roadmap(ctx);
      const pick = async (menu, item) => {
        await page.getByRole('button', { name: menu }).click();
        await page.getByRole('menuitemradio', { name: item }).or(page.getByRole('menuitemcheckbox', { name: item })).or(page.getByRole('menuitem', { name: item })).first().click();
      };
      await pick(/^Group/, 'Main site');
      await ctx.until(() => page.url().includes('group=x_site'), 'the grouping in the address');
      await row(page, 'Paris').waitFor();
      await pick(/^Colour/, 'Main site');
      await pick(/Filter$/, 'Main site');
      await pick(/^Main site/, 'Warsaw');
      await ctx.until(() => page.url().includes('x_site=Warsaw'), 'the filter in the address');
      await row(page, 'Warsaw-2 build-out').waitFor();
      await row(page, 'Trusted Zone Paris').waitFor({ state: 'detached' });
      await page.getByRole('button', { name: 'Remove filter Main site' }).click();
      await row(page, 'Trusted Zone Paris').waitFor();
      await ctx.axe(page);
    },
  },
  {
    name: 'a dragged bar has other dates, in one step that can be taken back',
    async run(ctx) {
      const page = await roadmap(ctx);
      const name = 'EUCS High certification';
      const [before, day] = [await spoken(page, name), await finish(page, name)];
      const end = await edge(page, name);
      // Given up with Escape: nothing has changed.
      await page.mouse.move(end.x, end.y);
      await page.mouse.down();
      await page.mouse.move(end.x + 120, end.y, { steps: 6 });
      await page.keyboard.press('Escape');
      await page.mouse.up();
      ctx.expect.equal(await spoken(page, name), before);
      // Let go: the finish is another one.
      await page.mouse.move(end.x, end.y);
      await page.mouse.down();
      await page.mouse.move(end.x + 120, end.y, { steps: 6 });
      await page.mouse.up();
      await ctx.until(async () => (await finish(page, name)) !== day, 'another finish');
      const after = await spoken(page, name);
      ctx.expect.notEqual(after, before);
      ctx.expect.match(after, /days after baseline/);
      await page.keyboard.press('Control+z');
      await ctx.until(async () => (await spoken(page, name)) === before, 'the step taken back at once');
    },
  },
  {
    name: 'a bar is moved and resized with keys alone',
    async run(ctx) {
      const page = await roadmap(ctx);
      const name = 'Warsaw-2 build-out';
      const [before, day] = [await spoken(page, name), await finish(page, name)];
      await page.getByRole('treegrid').focus();
      await page.keyboard.press('Home');
      for (let turn = 0; turn < 30 && await row(page, name).getAttribute('aria-selected') !== 'true'; turn += 1) {
        await page.keyboard.press('ArrowDown');
      }
      ctx.expect.equal(await row(page, name).getAttribute('aria-selected'), 'true');
      await page.keyboard.press('Shift+ArrowRight');
      await ctx.until(async () => (await finish(page, name)) !== day, 'a later finish');
      await page.keyboard.press('Control+z');
      await ctx.until(async () => (await spoken(page, name)) === before, 'the move taken back');
      await page.keyboard.press('Alt+ArrowLeft');
      await ctx.until(async () => (await finish(page, name)) !== day, 'an earlier finish');
      await page.keyboard.press('Control+z');
      await ctx.until(async () => (await spoken(page, name)) === before, 'the resizing taken back');
      await page.keyboard.press('Enter');
      await ctx.until(() => page.url().includes('projects/GRN-2'), 'the page of the project');
    },
  },
  {
    name: 'the whole roadmap is handed on as SVG and PNG',
    async run(ctx) {
      const page = await roadmap(ctx);
      const pick = async (kind) => {
        await page.getByRole('button', { name: 'Export' }).click();
        await page.getByRole('menuitem', { name: kind }).click();
      };
      const drawing = await ctx.download(page, () => pick(/SVG/));
      ctx.expect.match(drawing.name, /^roadmap-2026-05-18\.svg$/);
      const found = await page.evaluate((text) => {
        const read = new DOMParser().parseFromString(text, 'image/svg+xml');
        return { fault: read.querySelector('parsererror')?.textContent, root: read.documentElement.localName, text: read.documentElement.textContent };
      }, drawing.bytes.toString('utf8'));
      ctx.expect.equal(found.fault, undefined);
      ctx.expect.equal(found.root, 'svg');
      // The rows below the window are on it, too.
      for (const name of ['Trusted Zone Paris', 'Liquid cooling, Lille-3', 'Dual-site backup']) ctx.expect.ok(found.text.includes(name), `${name} is missing`);
      const picture = await ctx.download(page, () => pick(/PNG/));
      ctx.expect.equal(picture.bytes.subarray(1, 4).toString(), 'PNG');
      ctx.expect.ok(picture.bytes.readUInt32BE(16) > 1_500, 'the picture is as wide as the whole range');
    },
  },
  ...['light', 'dark'].map((colorScheme) => ({
    name: `the roadmap can be used by all, ${colorScheme}`,
    async run(ctx) {
      const page = await roadmap(ctx, '?zoom=month', { colorScheme });
      await ctx.axe(page);
      await page.setViewportSize({ width: 390, height: 844 });
      await row(page, 'Trusted Zone Paris').waitFor();
      await ctx.axe(page);
    },
  })),
];

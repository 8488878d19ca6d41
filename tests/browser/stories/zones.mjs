// Calendar dates belong to the calendar: no zone and no locale of the machine shifts one.

import { rounds } from '../lib/faults.mjs';
import { sample } from '../lib/sample.mjs';

const ZONES = [
  'Pacific/Kiritimati', 'Etc/GMT+12', 'America/Sao_Paulo', 'Asia/Kolkata', 'UTC', 'Europe/London', 'America/New_York', 'America/St_Johns',
  'Africa/Casablanca', 'Asia/Tehran', 'Australia/Lord_Howe', 'Pacific/Apia',
].slice(0, rounds(4, 12));
const LOCALES = ['de-DE', 'ar-EG', 'th-TH', 'ja-JP'].slice(0, rounds(2, 4));
const ROUTES = ['cockpit', 'status', 'projects?cols=name,baseline_finish,forecast_finish,actual_finish,progress,approved', 'projects/SOV-1', 'projects/SOV-1/plan', 'projects/SOV-1/budget', 'objectives'];

async function read(ctx, options) {
  const page = await sample(ctx, undefined, options);
  const texts = {};
  for (const route of ROUTES) {
    await page.goto(ctx.address(route));
    await ctx.until(() => page.evaluate(() => !document.querySelector('[aria-busy=true]') && document.querySelector('#main h1')), `${route} is drawn`);
    texts[route] = await page.evaluate(() => document.getElementById('main').innerText);
  }
  await page.goto(ctx.address('data'));
  const file = await ctx.download(page, () => page.getByRole('button', { name: 'Save JSON' }).click());
  await page.context().close();
  return { texts, file: file.bytes.toString('utf8') };
}

export const stories = [
  {
    // Rows 42 and 43.
    name: 'every date and every number is the same in every zone and locale',
    browsers: ['chromium'],
    async run(ctx) {
      const home = await read(ctx, { timezoneId: 'Europe/Paris', locale: 'en-GB' });
      ctx.expect.match(home.texts['projects/SOV-1'], /18 Dec 2026/);
      for (const timezoneId of ZONES) {
        for (const locale of LOCALES) {
          const there = await read(ctx, { timezoneId, locale });
          for (const route of ROUTES) ctx.expect.equal(there.texts[route], home.texts[route], `${route} in ${timezoneId}, ${locale}`);
          ctx.expect.equal(there.file, home.file, `the file in ${timezoneId}, ${locale}`);
        }
      }
    },
  },
  {
    // Row 42.
    name: 'today is the day of the calendar on the wall, on both sides of the date line and over a change of the clock',
    browsers: ['chromium'],
    async run(ctx) {
      // 2026-03-29 00:30 UTC: in Paris the clock goes forward half an hour later.
      for (const [timezoneId, day] of [['Pacific/Kiritimati', 29], ['Etc/GMT+12', 28], ['Europe/Paris', 29], ['America/New_York', 28]]) {
        const context = await ctx.newContext({ timezoneId, locale: 'en-GB' });
        const page = await context.newPage();
        await page.clock.setFixedTime(new Date('2026-03-29T00:30:00Z'));
        await page.goto(ctx.address('', { asOf: '' }));
        await ctx.started(page);
        await page.getByRole('button', { name: /blank|empty/i }).first().click();
        await page.getByRole('heading', { level: 1, name: 'Cockpit' }).waitFor();
        await page.goto(ctx.address('data', { asOf: '' }));
        const file = await ctx.download(page, () => page.getByRole('button', { name: 'Save JSON' }).click());
        ctx.expect.ok(file.name.includes(`2026-03-${day}`), `${timezoneId}: the file is called ${file.name}, not after ${day} March`);
        await context.close();
      }
    },
  },
];

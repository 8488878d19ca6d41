// Plans of MS Project: taken in with what does not fit, seen, handed out again.

import { existsSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';

const data = path.join(import.meta.dirname, '../../../../shared/data/schedule-mpsplib/mp_j30_a2_nr2.mspdi.xml');

const small = `<?xml version="1.0" encoding="UTF-8"?>
<Project xmlns="http://schemas.microsoft.com/project"><Title>Harbour crane</Title><StartDate>2026-03-02T08:00:00</StartDate>
<Tasks>
<Task><UID>1</UID><ID>1</ID><Name>Foundation</Name><OutlineLevel>1</OutlineLevel><Start>2026-03-02T08:00:00</Start><Finish>2026-03-06T17:00:00</Finish><Duration>PT40H0M0S</Duration><FixedCost>1200</FixedCost></Task>
<Task><UID>2</UID><ID>2</ID><Name>Erect &amp; test</Name><OutlineLevel>1</OutlineLevel><Start>2026-03-16T08:00:00</Start><Finish>2026-03-18T17:00:00</Finish><Duration>PT24H0M0S</Duration>
<PredecessorLink><PredecessorUID>1</PredecessorUID><Type>1</Type><LinkLag>4800</LinkLag><LagFormat>7</LagFormat></PredecessorLink></Task>
<Task><UID>3</UID><ID>3</ID><Name>Handover</Name><OutlineLevel>1</OutlineLevel><Milestone>1</Milestone><Start>2026-03-19T17:00:00</Start><Finish>2026-03-19T17:00:00</Finish><Duration>PT0H0M0S</Duration></Task>
</Tasks></Project>
`;

async function sample(ctx, options = {}) {
  const page = await ctx.open('', options);
  await page.getByRole('button', { name: /sample portfolio|portefeuille d’exemple/i }).click();
  await page.locator('.app').waitFor();
  return page;
}

async function go(ctx, page, route) {
  await page.goto(ctx.address(route));
  await page.locator('#main:not([aria-busy]) h1').waitFor();
}

/** The same two tasks as GanttProject and as Primavera write them. */
const kitchen = `<?xml version="1.0" encoding="UTF-8"?>
<project name="Kitchen" version="3.3"><calendars><day-types><default-week id="1" name="default" sun="1" mon="0" tue="0" wed="0" thu="0" fri="0" sat="1"/></day-types></calendars>
<tasks><task id="1" name="Walls" start="2026-10-26" duration="5" complete="0" webLink="http://example.org"><depend id="2" type="2" difference="0" hardness="Strong"/></task>
<task id="2" name="Floor" start="2026-11-02" duration="3" complete="0"/></tasks></project>
`;
const hall = [
  'ERMHDR\t19.12', '%T\tPROJECT', '%F\tproj_id\tproj_short_name\tplan_start_date', '%R\t7\tHALL\t2026-02-16 08:00',
  '%T\tPROJWBS', '%F\twbs_id\tproj_id\twbs_name\tparent_wbs_id', '%R\t10\t7\tGreat hall\t3',
  '%T\tTASK', '%F\ttask_id\twbs_id\ttask_type\ttask_name\tremain_drtn_hr_cnt\ttarget_drtn_hr_cnt\tearly_start_date\tearly_end_date',
  '%R\t100\t10\tTT_Task\tDig\t40\t40\t2026-02-16 08:00\t2026-02-20 17:00', '%R\t101\t10\tTT_Task\tPour\t8\t8\t2026-02-23 08:00\t2026-02-23 17:00',
  '%T\tTASKPRED', '%F\ttask_id\tpred_task_id\tpred_type\tlag_hr_cnt', '%R\t101\t100\tPR_FS\t0', '%E', '',
].join('\r\n');

const shows = (ctx, page, text) => ctx.until(async () => (await page.locator('#main').innerText()).includes(text), `${text} on the page`);

async function choose(ctx, page, file) {
  await go(ctx, page, 'import');
  await page.locator('#main input[type=file]').first().setInputFiles(file);
}

const into = (page) => page.getByLabel('Import into').selectOption('open');
const apply = (page) => page.getByRole('button', { name: 'Import the plan' });

export const stories = [
  {
    name: 'a plan of MS Project comes in with its losses told, is seen, and goes out again unchanged',
    async run(ctx) {
      const file = path.join(tmpdir(), `crane-${process.pid}.xml`);
      await writeFile(file, small);
      const page = await sample(ctx);
      await choose(ctx, page, file);
      await apply(page).waitFor();
      await shows(ctx, page, 'Harbour crane');
      // What has no place here, and what links would put elsewhere, are told before anything is applied.
      await page.getByText('What has no place in Baton (1)').click();
      await shows(ctx, page, 'Costs and rates');
      await page.getByText('Dates that links and calendars would put elsewhere (2)').click();
      await shows(ctx, page, 'Erect & test');
      await into(page);
      await apply(page).click();
      await shows(ctx, page, '1 project added');

      await go(ctx, page, 'data');
      await page.getByRole('combobox', { name: 'Projects to export' }).selectOption({ label: 'Harbour crane' });
      const out = await ctx.download(page, () => page.getByRole('button', { name: 'Export for MS Project' }).click());
      const text = out.bytes.toString('utf8');
      for (const part of ['<Name>Erect &amp; test</Name>', '<LinkLag>4800</LinkLag>', '<Finish>2026-03-18T']) {
        if (!text.includes(part)) throw new Error(`${part} is not in the file`);
      }
      const days = await ctx.download(page, () => page.getByRole('button', { name: 'Milestones as a calendar' }).click());
      if (!days.bytes.toString('utf8').includes('SUMMARY:Harbour crane: Handover\r\n')) throw new Error('the milestone is not in the calendar');
      // What went out changes nothing when it comes back.
      await writeFile(file, out.bytes);
      await choose(ctx, page, file);
      await apply(page).waitFor();
      await into(page);
      await shows(ctx, page, 'The portfolio already holds everything in this file.');
    },
  },
  {
    name: 'plans of GanttProject and Primavera come in with losses and dates told, and a cut one is refused with its line',
    async run(ctx) {
      const page = await sample(ctx);
      const file = (name, text) => ({ name, mimeType: 'application/octet-stream', buffer: Buffer.from(text) });
      await choose(ctx, page, file('kitchen.gan', kitchen));
      await apply(page).waitFor();
      await shows(ctx, page, 'Kitchen');
      await shows(ctx, page, 'What has no place in Baton (1)');
      await into(page);
      await apply(page).click();
      await shows(ctx, page, '1 project added');
      await go(ctx, page, 'cockpit');
      await choose(ctx, page, file('hall.xer', hall));
      await apply(page).waitFor();
      await shows(ctx, page, 'Great hall');
      await ctx.axe(page);
      await into(page);
      await apply(page).click();
      await shows(ctx, page, '1 project added');
      await go(ctx, page, 'cockpit');
      await choose(ctx, page, file('cut.xer', hall.slice(0, hall.indexOf('%T\tTASKPRED'))));
      await shows(ctx, page, 'cut.xer, line 12, TASK: the file ends too early');
      await choose(ctx, page, file('odd.gan', '<html></html>'));
      await shows(ctx, page, 'odd.gan is not a file of GanttProject (.gan)');
    },
  },
  {
    name: 'a published plan of several projects comes in and its tasks stand in the plan',
    async run(ctx) {
      if (!existsSync(data)) {
        console.log('          skipped: no ../shared/data');
        return;
      }
      const page = await sample(ctx);
      await choose(ctx, page, data);
      await apply(page).waitFor();
      await into(page);
      await apply(page).click();
      await shows(ctx, page, '1 project added');
      await go(ctx, page, 'projects');
      await page.getByRole('searchbox').first().fill('mp_j30_a2_nr2');
      await shows(ctx, page, 'mp_j30_a2_nr2');
    },
  },
  {
    name: 'a plan that was cut off or wants to expand is refused with its line, and nothing changes',
    async run(ctx) {
      const file = path.join(tmpdir(), `hostile-${process.pid}.xml`);
      const page = await sample(ctx);
      await writeFile(file, small.slice(0, 900));
      await choose(ctx, page, file);
      await shows(ctx, page, 'the file ends too early');
      await writeFile(file, `<?xml version="1.0"?>\n<!DOCTYPE p [<!ENTITY a "ha">]>\n<Project><Title>&a;</Title></Project>`);
      await choose(ctx, page, file);
      await shows(ctx, page, 'line 2: a document type');
    },
  },
];

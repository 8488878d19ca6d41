// Measures the finished bench page in Chromium and says which goals are met.
//
//   node tests/bench/page.mjs FOLDER PORTFOLIO [PEERS]
//
// FOLDER is the finished page (`cargo xtask bench` makes it), PORTFOLIO a file of 500 projects,
// PEERS the folder of the peer benchmark, where there is one: it then runs in the same breath, so
// that the ratios come from one machine in one state. Times are main-thread CPU but where said.

import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { readFile, rm } from 'node:fs/promises';
import { cpus, tmpdir } from 'node:os';
import path from 'node:path';
import { serveFolder } from '../browser/lib/server.mjs';
import { launch } from '../browser/lib/browsers.mjs';

/** The hand-written lower bound, and who would be picked instead. */
const FLOOR = 'floor-canvas';
const GANTTS = ['echarts-gantt', 'svelte-gantt', 'svar-react-gantt', 'dhtmlx-gantt'];
const CHARTS = ['chartjs'];

const [folder, portfolio, peers] = process.argv.slice(2);
const server = await serveFolder(folder);
const lines = [];
const median = (all) => [...all].sort((a, b) => a - b)[all.length >> 1];
const said = (value) => (Number.isFinite(value) ? value.toFixed(value < 10 ? 2 : 1) : 'not measured');

/** One line of the table: a value and the most that it should be. */
function goal(name, value, most, unit, more = '') {
  const verdict = Number.isFinite(value) ? (value <= most ? 'met' : 'MISSED') : 'MISSED';
  lines.push([name, `${said(value)} ${unit}`, `≤ ${said(most)} ${unit}`, verdict, more]);
}

await ownPages();
if (peers) await besidePeers();
await server.close();
print();
process.exit(0);

/** What a person waits for in the app itself. */
async function ownPages() {
  const browser = await launch('chromium');
  try {
    for (const [name, file] of [['the sample', undefined], ['500 projects', portfolio]]) {
      const context = await browser.newContext({ viewport: { width: 1400, height: 900 }, serviceWorkers: 'block' });
      const page = await context.newPage();
      await page.goto(`${server.origin}/#/cockpit?as-of=2026-05-18`);
      await page.getByRole('button', { name: /sample portfolio/i }).click();
      await page.getByRole('heading', { level: 1, name: 'Cockpit' }).waitFor();
      if (file) await replaced(page, file);
      await edits(page, name);
      await openings(context, page, name);
      await context.close();
    }
  } finally {
    await browser.close();
  }
}

/** Opens a file as a portfolio of its own. */
async function replaced(page, file) {
  await page.goto(`${server.origin}/#/data?as-of=2026-05-18`);
  await page.locator('#main input[type=file]').first().setInputFiles(file);
  await page.getByRole('button', { name: 'Open as a new portfolio' }).click();
  await page.locator('.rail', { hasText: '500 projects' }).waitFor();
}

/** From the key that moves a bar to the journal holding the edit: one task, so wall time is CPU. */
async function edits(page, name) {
  await page.goto(`${server.origin}/#/roadmap?as-of=2026-05-18&zoom=month`);
  const grid = page.getByRole('treegrid');
  await grid.waitFor();
  await grid.focus();
  await page.keyboard.press('Home');
  await page.keyboard.press('ArrowDown');
  const times = await page.evaluate(async () => {
    let journalled = 0;
    const put = Storage.prototype.setItem;
    Storage.prototype.setItem = function keep(...pair) {
      put.apply(this, pair);
      journalled = performance.now();
    };
    const pane = document.querySelector('[role=treegrid]');
    const frame = () => new Promise((done) => { requestAnimationFrame(() => requestAnimationFrame(done)); });
    const all = [];
    for (let turn = 0; turn < 41; turn += 1) {
      const key = turn % 2 === 0 ? 'ArrowRight' : 'ArrowLeft';
      journalled = 0;
      const began = performance.now();
      pane.dispatchEvent(new KeyboardEvent('keydown', { key, shiftKey: true, bubbles: true, cancelable: true }));
      if (journalled > 0) all.push(journalled - began);
      await frame();
    }
    Storage.prototype.setItem = put;
    return all;
  });
  goal(`edit → journalled, ${name}`, times.length > 20 ? median(times) : NaN, 1, 'ms', `${times.length} edits`);
}

/** Reload → painted Cockpit: the app from its file, the portfolio from storage. */
async function openings(context, page, name) {
  const cdp = await context.newCDPSession(page);
  await cdp.send('Performance.enable', { timeDomain: 'threadTicks' });
  const read = async () => (await cdp.send('Performance.getMetrics')).metrics.find((one) => one.name === 'TaskDuration').value * 1000;
  await page.goto(`${server.origin}/#/cockpit?as-of=2026-05-18`);
  await page.getByRole('heading', { level: 1, name: 'Cockpit' }).waitFor();
  const all = [];
  for (let turn = 0; turn < 5; turn += 1) {
    await page.getByText('Saved', { exact: true }).first().waitFor();
    await page.reload({ waitUntil: 'commit' });
    const before = await read();
    await page.getByRole('heading', { level: 1, name: 'Cockpit' }).waitFor();
    await page.evaluate(() => new Promise((done) => { requestAnimationFrame(() => requestAnimationFrame(() => setTimeout(done, 0))); }));
    all.push((await read()) - before);
  }
  goal(`open from storage → painted Cockpit, ${name}`, median(all), 300, 'ms', 'the start of the app included');
}

/** The harness of the peers, with our page among them. */
async function besidePeers() {
  const out = path.join(tmpdir(), `baton-peers-${process.pid}.json`);
  const words = ['run.mjs', '--only', 'B,C', '--sizes', '1000,10000,50000', '--reps', '3', '--out', out,
    '--ours', `${server.origin}/bench.html#bench`, '--peers', [FLOOR, ...GANTTS, ...CHARTS].join(',')];
  if (existsSync(path.join(peers, 'dist/sizes.json'))) words.push('--no-build');
  const code = await new Promise((done) => {
    spawn(process.execPath, words, { cwd: peers, stdio: ['ignore', 'inherit', 'inherit'] }).on('close', done);
  });
  if (code !== 0) throw new Error(`the peer benchmark ended with ${code}`);
  const { B, C } = JSON.parse(await readFile(out, 'utf8'));
  await rm(out, { force: true });
  await rm(out.replace(/json$/, 'md'), { force: true });
  const both = (size, look) => [look(B[size].ours), look(B[size][FLOOR])];
  const times = (name, size, most, look) => {
    const [ours, floor] = both(size, look);
    goal(`${name}, ${size} bars`, ours / floor, most, '×', `${said(ours)} ms, floor ${said(floor)} ms`);
  };
  times('load → painted', 10000, 2.5, (one) => one.cpu.median);
  times('load → painted', 50000, 3, (one) => one.cpu.median);
  for (const peer of GANTTS) {
    const [ours, theirs] = [B[10000].ours.cpu.median, B[10000][peer].cpu?.median ?? Infinity];
    goal(`load → painted beside ${peer}, 10000 bars`, ours / theirs, 1, '×', `${said(ours)} ms, theirs ${said(theirs)} ms`);
  }
  for (const size of [1000, 10000, 50000]) times('move one bar', size, 2, (one) => one.moveCpu);
  // Flat: the frame around it varies by as much.
  goal('move one bar, 50000 to 1000 bars', B[50000].ours.moveCpu / B[1000].ours.moveCpu, 1.5, '×');
  for (const size of [10000, 50000]) {
    times('scroll down, a frame', size, 2, (one) => one.scrollY.cpu);
    times('scroll right, a frame', size, 2, (one) => one.scrollX.cpu);
  }
  for (const peer of CHARTS) {
    const [ours, theirs] = [C.ours.kpi12.coldCpu.median, C[peer].kpi12.coldCpu.median];
    goal(`12 KPI charts beside ${peer}`, ours / theirs, 1, '×', `${said(ours)} ms, theirs ${said(theirs)} ms`);
  }
}

function print() {
  const width = (column) => Math.max(...lines.map((line) => line[column].length));
  console.log(`\n${cpus()[0].model.trim()}, ${cpus().length} cores, ${process.version}`);
  for (const [name, value, most, verdict, more] of lines) {
    console.log(`${name.padEnd(width(0))}  ${value.padStart(width(1))}  ${most.padStart(width(2))}  ${verdict.padEnd(6)}  ${more}`);
  }
  const met = lines.filter((line) => line[3] === 'met').length;
  console.log(`${met} of ${lines.length} goals met`);
}

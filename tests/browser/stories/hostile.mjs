// Text that wants to be code: in every free field of every kind of record, in every view, it is text.

import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { rounds } from '../lib/faults.mjs';
import { sample } from '../lib/sample.mjs';
import { bare } from '../lib/storage.mjs';

/** Sets window.hit where it runs. */
const RUN = 'window.hit=1';

/** Ways in which text has become code somewhere: markup, addresses, templates, styles, encodings. */
const PAYLOADS = [
  `<script>${RUN}</script>`, `</script><script>${RUN}</script>`, `<scr<script>ipt>${RUN}</scr</script>ipt>`,
  `<img src=x onerror=${RUN}>`, `"><img src=x onerror=${RUN}>`, `'><img src=x onerror=${RUN}>`, `<img src="x" onerror="${RUN}" />`,
  `<svg onload=${RUN}>`, `<svg><script>${RUN}</script></svg>`, `<svg><animate onbegin=${RUN} attributeName=x dur=1s>`,
  `<svg><a xlink:href="javascript:${RUN}"><text>go</text></a></svg>`, `</text></svg><svg onload=${RUN}>`, `]]><svg onload=${RUN}>`,
  `<math><mtext><style><img src=x onerror=${RUN}></style></mtext></math>`, `<body onload=${RUN}>`, `<iframe srcdoc="<script>parent.hit=1</script>">`,
  `<iframe src="javascript:parent.hit=1">`, `<object data="javascript:${RUN}">`, `<embed src="javascript:${RUN}">`, `<base href="https://example.org/">`,
  `<meta http-equiv=refresh content="0;url=javascript:${RUN}">`, `<link rel=stylesheet href="https://example.org/x.css">`, `<style>*{background:url(https://example.org/x)}</style>`,
  `<form action="javascript:${RUN}"><button autofocus onfocus=${RUN}>x</button></form>`, `<input autofocus onfocus=${RUN}>`, `<details open ontoggle=${RUN}>`,
  `<video><source onerror=${RUN}></video>`, `<audio src=x onerror=${RUN}>`, `<marquee onstart=${RUN}>`, `<template><script>${RUN}</script></template>`,
  `<a href="javascript:${RUN}">go</a>`, `javascript:${RUN}`, `JaVaScRiPt:${RUN}`, `java\tscript:${RUN}`, `data:text/html,<script>${RUN}</script>`, `vbscript:${RUN}`,
  `" onmouseover="${RUN}`, `' onfocus='${RUN}' autofocus='`, `" style="position:fixed;inset:0" onclick="${RUN}`, `expression(${RUN})`,
  `\${${RUN}}`, `{{constructor.constructor('${RUN}')()}}`, `#{${RUN}}`, `<%= ${RUN} %>`, `<!--><img src=x onerror=${RUN}>-->`, `<![CDATA[<img src=x onerror=${RUN}>]]>`,
  `\u202e<gmi src=x>\u2066`, `&lt;img src=x onerror=${RUN}&gt;&#60;script&#62;`, `%3Cscript%3E${RUN}%3C/script%3E`, `\\u003cscript\\u003e${RUN}\\u003c/script\\u003e`,
];

/** What filters of text have been got around with: a release tries each payload in each of these forms, too. */
const FORMS = [
  (text) => text,
  (text) => text.replace(/<(\/?)(\w+)/g, (_, slash, name) => `<${slash}${name.toUpperCase()}`),
  (text) => `\n\t ${text}`,
  (text) => `"'--></title></textarea></style></noscript>${text}`,
  (text) => `\u202e${text}\u202c${text}`,
  (text) => text.replaceAll('<', '<\u200b').replaceAll(' ', '\u00a0'),
  (text) => text.replaceAll(' ', '/').replaceAll('=', '\t=\n'),
  (text) => encodeURIComponent(text),
  (text) => text.replace(/[<>"'&]/g, (sign) => `&#x${sign.codePointAt(0).toString(16)};`),
  (text) => text.replace(/[<>"'&]/g, (sign) => `\\x${sign.codePointAt(0).toString(16)}`),
];

/** Fields that hold whatever a person writes. */
const FREE = new Set(`name organisation purpose description goal scope value_statement summary role email customer x_site formula source
  audience rater comment mission promise time_comment note reason requirements private_note help plan category code project_type author address`.split(/\s+/));

/** The sample with a payload in every free field: each of them stands in records of every large kind. */
async function poisoned(form) {
  const payloads = PAYLOADS.map(form);
  const place = path.join(import.meta.dirname, '../../../src/sample/sample.json');
  const all = JSON.parse(await readFile(place, 'utf8'));
  let next = 0;
  for (const record of all.records) {
    for (const key of Object.keys(record).filter((each) => FREE.has(each) && typeof record[each] === 'string')) {
      // Names and codes stay different from each other.
      const tail = key === 'code' || key === 'name' ? ` ${next}` : '';
      record[key] = payloads[next % payloads.length] + tail;
      next += 1;
    }
  }
  return { name: `${PAYLOADS[3]}.json`, mimeType: 'application/json', buffer: Buffer.from(JSON.stringify(all)) };
}

const ROUTES = [
  'cockpit', 'roadmap', 'roadmap?group=unit', 'roadmap?group=manager&zoom=year', 'status', 'status?view=trend', 'projects', 'projects?group=unit,programme',
  'programmes', 'units', 'objectives', 'import', 'data', 'settings', 'keys',
];
const TABS = ['', 'plan', 'budget', 'risks', 'benefits', 'history'];

/** Nothing ran, nothing was asked of another host (the host of the story watches that), nothing became markup. */
async function isText(ctx, page, where) {
  const found = await page.evaluate(() => ({
    hit: window.hit ?? 0,
    // Whatever a payload could have made, if one had been read as markup.
    made: [...document.querySelectorAll('iframe, object, embed, base, video, audio, marquee, math, script:not([src]):not([type=module]), [onerror], [onload], [onfocus], [onclick], [onmouseover], a[href^="javascript" i], a[href^="data:" i]')]
      .filter((element) => !element.closest('head')).map((element) => element.outerHTML.slice(0, 120)),
    // No text is ever a link: every link leads to a place of the app itself.
    links: [...document.querySelectorAll('body [href]')].map((link) => link.getAttribute('href') ?? '').filter((href) => !/^#(\/|main$)/.test(href)),
  }));
  ctx.expect.deepEqual(found, { hit: 0, made: [], links: [] }, `${where}: text became code`);
}

/** Opens a portfolio full of payloads in this form and goes through every view. */
async function walk(ctx, form) {
  const page = await ctx.open('import');
  page.on('dialog', (dialog) => { ctx.expect.fail(`a payload opened a dialog: ${dialog.message()}`); });
  await page.locator('input[type=file]').first().setInputFiles(await poisoned(form));
  await isText(ctx, page, 'the report of the import');
  await page.getByRole('button', { name: /^Open/ }).click();
  await page.getByRole('heading', { level: 1, name: 'Cockpit' }).waitFor();
  for (const route of ROUTES) {
    await page.goto(ctx.address(route));
    await page.locator('#main:not([aria-busy]) h1').first().waitFor();
    await ctx.until(() => page.evaluate(() => !document.querySelector('[aria-busy=true]')), `${route} is drawn`);
    await isText(ctx, page, route);
  }
  await page.goto(ctx.address('projects'));
  if (form === FORMS[0]) {
    await page.getByText('onerror=window.hit=1>').first().waitFor();
    await ctx.shot(page, 'hostile-projects');
  }
  const link = page.locator('a[href*="#/projects/"]').first();
  await link.waitFor();
  const [, project] = /#\/projects\/([^/?]+)/.exec(await link.getAttribute('href'));
  for (const tab of TABS) {
    await page.goto(ctx.address(`projects/${project}${tab && `/${tab}`}`));
    await page.getByRole('tab', { selected: true }).waitFor();
    await isText(ctx, page, `project, ${tab}`);
  }
  // What hovers, opens and is written out.
  await page.keyboard.press('Control+k');
  await page.getByRole('combobox').first().fill(form === FORMS[0] ? '<' : 'img');
  await page.getByRole('option').first().waitFor();
  await isText(ctx, page, 'the palette');
  await page.keyboard.press('Escape');
  await page.goto(ctx.address('roadmap'));
  await page.getByRole('button', { name: 'Export' }).click();
  const file = await ctx.download(page, () => page.getByRole('menuitem', { name: /SVG/ }).click());
  const drawn = await page.evaluate((text) => {
    const root = new DOMParser().parseFromString(text, 'image/svg+xml');
    const bad = [...root.querySelectorAll('*')].filter((element) => /^(script|foreignObject|a|image|style|parsererror)$/i.test(element.localName)
      || [...element.attributes].some((one) => /^on/i.test(one.name)));
    return { shapes: root.querySelectorAll('*').length, bad: bad.map((element) => element.outerHTML.slice(0, 120)) };
  }, file.bytes.toString('utf8'));
  ctx.expect.ok(drawn.shapes > 100, 'the picture is empty');
  ctx.expect.deepEqual(drawn.bad, [], 'the picture holds code');
  ctx.count('payloads in every view', PAYLOADS.length);
  await page.context().close();
}

export const stories = [
  {
    // Row 38.
    name: 'text that wants to be code is text, in every field of every kind and in every view',
    browsers: ['chromium'],
    async run(ctx) {
      for (const form of FORMS.slice(0, rounds(1, FORMS.length))) await walk(ctx, form);
    },
  },
  {
    // Row 39.
    name: 'what is pasted is plain text, however rich the clipboard is',
    browsers: ['chromium'],
    async run(ctx) {
      const context = await ctx.newContext({ permissions: ['clipboard-read', 'clipboard-write'] });
      const page = await sample(ctx, 'projects', { context });
      page.on('dialog', (dialog) => { ctx.expect.fail(`a payload opened a dialog: ${dialog.message()}`); });
      // Copied on a page without a policy, as other programs copy: the app's own would refuse it there.
      const elsewhere = await bare(ctx, context);
      const copy = async (plain, rich) => {
        await elsewhere.bringToFront();
        await elsewhere.evaluate(([text, html]) => navigator.clipboard.write([new ClipboardItem({
          'text/plain': new Blob([text], { type: 'text/plain' }), 'text/html': new Blob([html], { type: 'text/html' }),
        })]), [plain, rich]);
        await page.bringToFront();
      };
      const rich = PAYLOADS.join('');
      // Into the table: a block, whose texts are shown as what they are.
      await page.locator('.grid').focus();
      await copy(`Code\tName\nBBN-1\t${PAYLOADS[3]}\nBBN-2\t${PAYLOADS[1]}\n`, `<table>${rich}</table>`);
      await page.keyboard.press('Control+v');
      await page.getByText(/Pasted: 2 changed/).waitFor();
      await isText(ctx, page, 'a pasted block');
      await page.getByRole('button', { name: 'Apply', exact: true }).click();
      await page.getByText(PAYLOADS[3], { exact: true }).first().waitFor();
      await isText(ctx, page, 'an applied block');
      // Into a field: the plain text of it.
      await page.goto(ctx.address('settings'));
      const field = page.getByRole('textbox', { name: /^Organisation/ }).first();
      await field.fill('');
      await copy(PAYLOADS[5], rich);
      await field.press('Control+v');
      await field.press('Tab');
      ctx.expect.equal(await field.inputValue(), PAYLOADS[5]);
      await isText(ctx, page, 'a pasted field');
    },
  },
];

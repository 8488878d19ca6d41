// What stories of storage share: editing by the settings page, what is shown of saving, what lies in the
// database, and damage to it.

import { saved } from './faults.mjs';

export { TIMES, dice, saved } from './faults.mjs';

/** `count` characters that do not compress. */
export function noise(count, roll) {
  return Array.from({ length: count }, () => String.fromCharCode(0x3400 + roll(0x1800))).join('');
}

export const banner = (page, words) => page.locator('.banner', { hasText: words });
export const nameOf = (page) => page.getByRole('textbox', { name: /^(Name|Nom)/ }).first();

/** Opens the settings, where the name of the portfolio is edited. */
export async function settings(ctx, context, options = {}) {
  const page = await ctx.open('settings', { context, ...options });
  await nameOf(page).waitFor();
  return page;
}

/** What the browser allows while the sample is written that is to be short of room afterwards: it wants several times what it takes. */
const ROOM = 4_000_000;

/**
 * A profile with the sample in it, saved; the tab is closed again. `more` is how many bytes the browser allows
 * beyond that, if it is to be short of room.
 */
export async function profile(ctx, { more, ...options } = {}) {
  const context = await ctx.newContext(options);
  if (more) await allow(ctx, context, ROOM);
  const page = await ctx.open('', { context });
  await page.getByRole('button', { name: /sample portfolio|portefeuille d’exemple/i }).click();
  await page.locator('.bar h1').waitFor();
  await saved(page);
  await page.close();
  if (more) {
    await allow(ctx, context, (await usage(ctx, context)) + more);
    ctx.expect.equal(await overfill(context.pages()[0], ROOM), 'QuotaExceededError');
  }
  return context;
}

/**
 * Tries to store more than the browser can allow and says what came of it. The browser looks at what it allows
 * when a profile begins to write, and keeps that in mind for half a minute: it looks again when it is not enough.
 */
const overfill = (page, bytes) => page.evaluate((bytes) => new Promise((resolve) => {
  const opening = indexedDB.open('too much', 1);
  opening.onupgradeneeded = () => opening.result.createObjectStore('bytes');
  opening.onerror = () => resolve(opening.error.name);
  opening.onsuccess = () => {
    const writing = opening.result.transaction('bytes', 'readwrite');
    writing.objectStore('bytes').put(new Uint8Array(bytes), 0);
    const end = (word) => { opening.result.close(); indexedDB.deleteDatabase('too much').onsuccess = () => resolve(word); };
    writing.onabort = () => end(writing.error.name);
    writing.oncomplete = () => end('stored');
  };
}), bytes);

/** How many bytes the browser allows from now on; as many as it likes without a number. */
export async function allow(ctx, context, quotaSize) {
  const client = await context.newCDPSession(context.pages()[0] ?? await bare(ctx, context));
  await client.send('Storage.overrideQuotaForOrigin', { origin: ctx.server.origin, quotaSize });
}

/** How many bytes the browser counts for a profile. */
export async function usage(ctx, context) {
  const client = await context.newCDPSession(context.pages()[0] ?? await bare(ctx, context));
  return (await client.send('Storage.getUsageAndQuota', { origin: ctx.server.origin })).usage;
}

/** Gives the portfolio another name, as a person does. */
export async function rename(page, text) {
  await nameOf(page).fill(text);
  await nameOf(page).press('Tab');
}

/** The text of the JSON file that the page hands over. */
export async function exported(ctx, page) {
  if (!page.url().includes('#/data')) await page.goto(ctx.address('data'));
  const button = page.getByRole('button', { name: /^(Save JSON|Enregistrer en JSON)$/ });
  await button.waitFor();
  return (await ctx.download(page, () => button.click())).bytes.toString('utf8');
}

/** The export that a fresh tab makes of what is stored. */
export async function stored(ctx, context) {
  const page = await ctx.open('data', { context });
  const text = await exported(ctx, page);
  await page.close();
  return text;
}

/** A page of the same origin without the app. */
export async function bare(ctx, context) {
  ctx.server.add('bare.html', '<!doctype html><title>bare</title>');
  const page = await context.newPage();
  await page.goto(`${ctx.server.origin}/bare.html`);
  return page;
}

/** Everything in the database and in the small storage, as it lies there. */
export async function dump(page, stores) {
  return page.evaluate(async (wanted) => {
    const settled = (request) => new Promise((done, fail) => {
      request.onsuccess = () => done(request.result);
      request.onerror = () => fail(request.error);
    });
    const all = { entries: Object.entries(localStorage).sort() };
    for (const { name, version } of await indexedDB.databases()) {
      const db = await settled(indexedDB.open(name));
      all[name] = { version };
      for (const store of Array.from(db.objectStoreNames).filter((each) => !wanted || wanted.includes(each))) {
        const rows = db.transaction(store).objectStore(store);
        const [keys, values] = await Promise.all([settled(rows.getAllKeys()), settled(rows.getAll())]);
        all[name][store] = keys.map((key, i) => [key, typeof values[i] === 'string' ? values[i] : JSON.stringify(values[i])]);
      }
      db.close();
    }
    return all;
  }, stores);
}

/** Puts a value at a key of a store of the app's database. */
export async function put(page, store, key, value) {
  await page.evaluate(async ([into, at, what]) => {
    const [{ name }] = await indexedDB.databases();
    await new Promise((done, fail) => {
      const request = indexedDB.open(name);
      request.onerror = fail;
      request.onsuccess = () => {
        const tx = request.result.transaction(into, 'readwrite');
        tx.objectStore(into).put(what, at);
        tx.oncomplete = () => { request.result.close(); done(); };
        tx.onabort = fail;
      };
    });
  }, [store, key, value]);
}

/** The rows of a store, from a dump. */
export const rowsOf = (all, store) => Object.entries(all).find(([name]) => name.startsWith('baton:'))[1][store];

// What the stories of faults and the soak share: edits that the host is told of, kills, seeds.

import { readFile, readdir } from 'node:fs/promises';

/**
 * How often a fault is drawn: so often at each change, n times as often with BATON_FAULTS=n, and as often
 * as a release demands with BATON_FAULTS=full.
 */
export function rounds(change, release) {
  const word = process.env.BATON_FAULTS;
  return word === 'full' ? release : change * Math.max(1, Number(word) || 1);
}

/** How many times as many rounds the other stories of faults make. */
export const TIMES = rounds(1, 10);

/** A small generator with a fixed seed: the same moments on every machine. */
export function dice(seed) {
  let state = seed >>> 0;
  return (below) => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return Math.floor((state / 2 ** 32) * below);
  };
}

/** Run before the page's own scripts: gives the page `typeInto(input, text)`, which types as a person does. */
export const typing = () => {
  const write = Object.getOwnPropertyDescriptor(HTMLInputElement.prototype, 'value').set;
  window.typeInto = (input, text) => {
    input.focus();
    write.call(input, text);
    input.dispatchEvent(new InputEvent('input', { bubbles: true }));
  };
};

/** Waits until the page says that all is stored. */
export const saved = (page) => page.locator('[data-testid="save-state"]', { hasText: /^(Saved|Enregistré)$/ }).waitFor();

/** Ends the whole browser that runs on a profile folder, as a loss of its power would; waits until it is gone. */
export async function killBrowser(context, folder) {
  const gone = new Promise((resolve) => { context.once('close', resolve); });
  for (const id of (await readdir('/proc')).filter((name) => /^\d+$/.test(name))) {
    const words = await readFile(`/proc/${id}/cmdline`, 'utf8').catch(() => '');
    if (words.includes(folder) && !words.startsWith('node')) {
      try { process.kill(Number(id), 'SIGKILL'); } catch { /* it had ended */ }
    }
  }
  await gone;
}

/** Ends the processes of a type, the way a system short of memory does. */
export async function kill(session, ...types) {
  const { processInfo } = await session.send('SystemInfo.getProcessInfo');
  for (const { id } of processInfo.filter((each) => types.includes(each.type))) {
    try { process.kill(id, 'SIGKILL'); } catch { /* it had ended */ }
  }
}

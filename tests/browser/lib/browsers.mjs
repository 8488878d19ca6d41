// The two engines that the app is tried in: as the distribution ships them, headless, and silent
// towards the network.

import { existsSync } from 'node:fs';
import { chromium, firefox } from 'playwright-core';

const quiet = [
  '--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking',
  '--disable-component-update', '--disable-sync',
];

const places = {
  chromium: [process.env.CHROMIUM, '/usr/bin/chromium', '/usr/bin/google-chrome'],
  firefox: [process.env.FIREFOX, '/usr/bin/firefox-esr'],
};

function place(kind) {
  const executablePath = places[kind].find((path) => path && existsSync(path));
  if (executablePath) return executablePath;
  throw new Error(`${kind} is not here: run \`sudo apt-get install ${kind === 'firefox' ? 'firefox-esr' : kind}\``);
}

/** A browser with a profile that outlives it. */
export function launchOn(folder, kind = 'chromium') {
  const executablePath = place(kind);
  return kind === 'chromium'
    ? chromium.launchPersistentContext(folder, { executablePath, args: quiet })
    : firefox.launchPersistentContext(folder, { channel: 'moz-firefox', executablePath });
}

export function launch(kind, downloadsPath) {
  const executablePath = place(kind);
  return kind === 'chromium'
    ? chromium.launch({ executablePath, downloadsPath, args: quiet })
    // Stock Firefox, over WebDriver BiDi.
    : firefox.launch({ channel: 'moz-firefox', executablePath, downloadsPath });
}

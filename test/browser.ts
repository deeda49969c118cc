import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { type Browser, chromium } from 'playwright-core';
import { home } from './bakery.ts';

/** A Chromium for Linux as a package. */
const name = '@sparticuz/chromium';
const version = '153.0.0';
const folder = join(home, 'node_modules/.cache/browser', version);

/**
 * Starts a browser: the one that LINTEL_CHROMIUM names, else one that is installed from the registry at the first call. Where neither can be had it
 * throws, so that no test passes without a browser.
 */
export async function openBrowser(): Promise<Browser> {
  const own = process.env['LINTEL_CHROMIUM'];
  if (own) return chromium.launch({ executablePath: own });
  const { executablePath, args } = await installed();
  return chromium.launch({ executablePath, args });
}

async function installed(): Promise<{ readonly executablePath: string; readonly args: string[] }> {
  const installedAt = join(folder, 'node_modules', name);
  try {
    if (!existsSync(join(installedAt, 'package.json'))) {
      mkdirSync(folder, { recursive: true });
      writeFileSync(join(folder, 'package.json'), '{ "private": true }\n');
      execFileSync('npm', ['install', `${name}@${version}`, '--no-audit', '--no-fund', '--loglevel=error'], {
        cwd: folder,
        stdio: ['ignore', 'ignore', 'pipe'],
      });
    }
    const url = pathToFileURL(join(installedAt, 'build/index.js')).href;
    const { default: packed } = (await import(url)) as {
      default: { executablePath(): Promise<string>; args: string[] };
    };
    // With one process for everything, the browser ends with its first page.
    const args = packed.args.filter((arg) => arg !== '--single-process');
    return { executablePath: await packed.executablePath(), args };
  } catch (cause) {
    throw new Error(`no browser: ${name} could not be installed; set LINTEL_CHROMIUM to the path of a Chromium`, {
      cause,
    });
  }
}

import { existsSync, readdirSync, readFileSync } from 'node:fs';

// Two folders up, from the source as from a chunk of the bundle.
const home = new URL('../../', import.meta.url);
const folder = new URL('rules/', home);

/** The packs that ship with Lintel. */
export const packs = {
  get names(): string[] {
    return readdirSync(folder)
      .filter((file) => file.endsWith('.yaml'))
      .map((file) => file.slice(0, -'.yaml'.length))
      .sort();
  },
  text(name: string): string | null {
    return packs.names.includes(name) ? readFileSync(new URL(`${name}.yaml`, folder), 'utf8') : null;
  },
};

/** A page of the documentation of a check; null when there is none. */
export function readPage(check: string): string | null {
  try {
    return readFileSync(new URL(`docs/checks/${check}.md`, home), 'utf8');
  } catch {
    return null;
  }
}

/** The script of the page that `lintel graph` writes; null before the package is built. */
export function readPageScript(): string | null {
  try {
    return readFileSync(new URL('dist/drawing/page.js', home), 'utf8');
  } catch {
    return null;
  }
}

/** The address of a file of this package; null when there is none. */
export function addressOf(path: string): string | null {
  const url = new URL(path, home);
  return existsSync(url) ? url.href : null;
}

/** Lintel's own version. */
export function version(): string {
  const manifest = JSON.parse(readFileSync(new URL('package.json', home), 'utf8')) as { readonly version: string };
  return manifest.version;
}

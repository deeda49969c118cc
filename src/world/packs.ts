import { readdirSync, readFileSync } from 'node:fs';

const folder = new URL('../../rules/', import.meta.url);

/** The packs that ship with Lintel. */
export const packs = {
  get names(): string[] {
    return readdirSync(folder).filter((file) => file.endsWith('.yaml')).map((file) => file.slice(0, -'.yaml'.length)).sort();
  },
  text(name: string): string | null {
    return packs.names.includes(name) ? readFileSync(new URL(`${name}.yaml`, folder), 'utf8') : null;
  },
};

/** A page of the documentation of a check; null when there is none. */
export function readPage(check: string): string | null {
  try {
    return readFileSync(new URL(`../../docs/checks/${check}.md`, import.meta.url), 'utf8');
  } catch {
    return null;
  }
}

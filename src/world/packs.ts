import { readdirSync, readFileSync } from 'node:fs';

const folder = new URL('../../rules/', import.meta.url);

/** The text of a pack that ships with Lintel; null when there is none of this name. */
export function readPack(name: string): string | null {
  return packNames().includes(name) ? readFileSync(new URL(`${name}.yaml`, folder), 'utf8') : null;
}

/** The names of the packs that ship. */
export function packNames(): string[] {
  return readdirSync(folder).filter((file) => file.endsWith('.yaml')).map((file) => file.slice(0, -'.yaml'.length)).sort();
}

/** A page of the documentation of a check; null when there is none. */
export function readPage(check: string): string | null {
  try {
    return readFileSync(new URL(`../../docs/checks/${check}.md`, import.meta.url), 'utf8');
  } catch {
    return null;
  }
}

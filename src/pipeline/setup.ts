import { builtinChecks, checks, comparingChecks } from '../checks/index.ts';
import { build } from '../core/build.ts';
import { decode, encode, type Parser } from '../facts/index.ts';
import { packs } from '../world/packs.ts';
import type { Site } from '../world/site.ts';
import { createStore, type Store } from '../world/store.ts';
import { builtinRules } from './builtin.ts';
import type { Setup } from './load.ts';

/** A store of what a parser's facts are; with a site, over those of earlier runs. */
export function storeAt(site: Site | null, parser: Parser): Store {
  return createStore({ version: `${build} ${parser}`, encode, decode }, site);
}

/** The built-in parts and the current day, added to the choices of a door. */
export function setupOf(
  chosen: Pick<Setup, 'world' | 'store' | 'languages' | 'file' | 'mode'> & Pick<Setup, 'comparison' | 'compare'>,
): Setup {
  const builtin = builtinRules(chosen.comparison ? [...builtinChecks, ...comparingChecks] : builtinChecks);
  return { ...chosen, checks, packs, builtin, today: today() };
}

/** The day, as YYYY-MM-DD. */
export function today(): string {
  return new Date().toISOString().slice(0, 10);
}

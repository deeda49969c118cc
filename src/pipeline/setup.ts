import { builtinChecks, checks, comparingChecks } from '../checks/index.ts';
import { decode, encode, type Parser } from '../facts/index.ts';
import { packs } from '../world/packs.ts';
import type { Site } from '../world/site.ts';
import { type Codec, createStore, type Facts, type Store } from '../world/store.ts';
import { builtinRules } from './builtin.ts';
import { edition } from '../world/edition.ts';
import { today } from '../world/today.ts';
import type { Setup } from './load.ts';

/** How a parser's facts are written down. */
export function codecOf(parser: Parser): Codec {
  return { version: `${edition} ${parser}`, encode, decode };
}

/** A store of what a parser's facts are; with a site, over those of earlier runs. */
export function storeAt(site: Site | null, parser: Parser, others: readonly Facts[] = []): Store {
  return createStore(codecOf(parser), site, others);
}

/** The built-in parts and the current day, added to the choices of a door. */
export function setupOf(
  chosen: Pick<Setup, 'world' | 'store' | 'languages' | 'file' | 'mode'> & Pick<Setup, 'comparison' | 'compare'>,
): Setup {
  const builtin = builtinRules(chosen.comparison ? [...builtinChecks, ...comparingChecks] : builtinChecks);
  return { ...chosen, checks, packs, builtin, today: today() };
}

import { z } from 'zod';
import { type ImportKind, importKinds } from './code.ts';
import type { Where } from './zone.ts';

/** A where as written. The configuration puts a real one in its place before a check sees it. */
export class SpelledWhere {
  readonly items: readonly string[];
  constructor(items: readonly string[]) {
    this.items = items;
  }
}

const spelled = (text: string | string[]): Where => new SpelledWhere(typeof text === 'string' ? [text] : text) as unknown as Where;

/** A zone's name, a glob, or a list of them. */
export const where = z.union([z.string(), z.array(z.string()).min(1)]).transform(spelled);

/** One zone's name or glob, where a list would mean something else. */
export const oneWhere = z.string().transform(spelled);

const judgeOrIgnore = z.enum(['judge', 'ignore']);

/** The options that every check of edges shares. */
export const edgeOptions = {
  /** Which kinds of import count. */
  kinds: z.array(z.enum(importKinds)).min(1).optional(),
  /** `ignore` leaves out imports of types. */
  types: judgeOrIgnore.optional(),
  /** `ignore` leaves out `import()` and its like. */
  dynamic: judgeOrIgnore.optional(),
};

export interface EdgeOptions {
  readonly kinds?: readonly ImportKind[] | undefined;
  readonly types?: 'judge' | 'ignore' | undefined;
  readonly dynamic?: 'judge' | 'ignore' | undefined;
}

const everything: readonly ImportKind[] = ['value', 'type', 'reexport', 'dynamic', 'require'];

/** The kinds that a rule judges: what it lists, else everything but `mock` (and but what `unless` names), with the two short forms applied. */
export function judgedKinds(options: EdgeOptions, unless: readonly ImportKind[] = []): readonly ImportKind[] {
  let kinds = options.kinds ?? everything.filter((kind) => !unless.includes(kind));
  if (options.types === 'ignore') kinds = kinds.filter((kind) => kind !== 'type');
  if (options.types === 'judge' && !kinds.includes('type')) kinds = [...kinds, 'type'];
  if (options.dynamic === 'ignore') kinds = kinds.filter((kind) => kind !== 'dynamic');
  if (options.dynamic === 'judge' && !kinds.includes('dynamic')) kinds = [...kinds, 'dynamic'];
  return kinds;
}

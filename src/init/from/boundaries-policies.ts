import type { ElementType } from './boundaries-elements.ts';
import { listOf, recordOf, stringsOf, unknownKeys } from './translation.ts';

/** One thing that a rule of eslint-plugin-boundaries says: imports from some types to some types pass or fail. The last that applies counts. */
export interface Policy {
  readonly isAllowed: boolean;
  readonly from: Selector;
  readonly to: Selector;
}

/** Types, and for each name of a capture what its value must be: a text, or that of the importing file. */
export interface Selector {
  readonly types: readonly string[];
  readonly captured: Readonly<Record<string, string>>;
}

export type Policies = { readonly policies: readonly Policy[] } | { readonly reason: string };

/** All spellings of a rule: `{ from, allow }` of version 4 and 5, `{ from, allow: { to } }` of later ones. */
export function policiesOf(rule: unknown, types: readonly ElementType[]): Policies {
  const item = recordOf(rule);
  const unknown = unknownKeys(item, ['from', 'to', 'allow', 'disallow', 'message']);
  if (unknown !== null) return { reason: unknown };
  const all: Policy[] = [];
  // Within one rule `disallow` counts before `allow`, so it comes last here.
  for (const key of ['allow', 'disallow'])
    for (const value of choicesIn(item[key])) {
      const inner = edgeOf(value, item);
      const from = selectorOf(inner['from'] ?? item['from'] ?? '*', types);
      const to = selectorOf(inner['to'] ?? item['to'] ?? '*', types);
      if ('reason' in from) return from;
      if ('reason' in to) return to;
      for (const one of from) for (const other of to) all.push({ isAllowed: key === 'allow', from: one, to: other });
    }
  return { policies: all };
}

/** What `allow` names is the end of the import that the rule leaves open. */
function edgeOf(value: unknown, { from }: Readonly<Record<string, unknown>>): Readonly<Record<string, unknown>> {
  const item = recordOf(value);
  if ('to' in item || 'from' in item) return item;
  return from === undefined ? { from: value } : { to: value };
}

/** A list of selectors; a pair of a type and its captures is one selector. */
function choicesIn(value: unknown): readonly unknown[] {
  if (value === undefined) return [];
  return Array.isArray(value) && !isPair(value) ? (value as unknown[]) : [value];
}

function isPair(value: unknown): boolean {
  const [first, second] = listOf(value);
  return (
    typeof first === 'string' && typeof second === 'object' && !Array.isArray(second) && listOf(value).length === 2
  );
}

type Selectors = readonly Selector[] | { readonly reason: string };

function selectorOf(value: unknown, types: readonly ElementType[]): Selectors {
  const all: Selector[] = [];
  for (const choice of choicesIn(value)) {
    const found = oneSelector(choice, types);
    if ('reason' in found) return found;
    all.push(found);
  }
  return all;
}

function oneSelector(value: unknown, types: readonly ElementType[]): Selector | { readonly reason: string } {
  if (typeof value === 'string') return { types: typesLike([value], types), captured: {} };
  const [name, captured] = listOf(value);
  if (isPair(value)) return { types: typesLike([String(name)], types), captured: valuesOf(captured) };
  const item = recordOf(recordOf(value)['element'] ?? value);
  const unknown =
    unknownKeys('element' in recordOf(value) ? recordOf(value) : {}, ['element']) ??
    unknownKeys(item, ['type', 'types', 'captured']);
  if (unknown !== null) return { reason: unknown };
  const patterns = [item['type'], recordOf(item['types'])['anyOf'] ?? item['types']].flatMap(stringsOf);
  return { types: typesLike(patterns.length > 0 ? patterns : ['*'], types), captured: valuesOf(item['captured']) };
}

/** Types are selected by patterns: `*`, `module-*`. */
function typesLike(patterns: readonly string[], types: readonly ElementType[]): readonly string[] {
  const regexes = patterns.map(
    (pattern) =>
      new RegExp(
        `^${pattern
          .replaceAll(/[.+^$()|[\]\\]/g, '\\$&')
          .replaceAll('*', '.*')
          .replaceAll('?', '.')
          .replaceAll(/\{([^}]*)\}/g, (_, list: string) => `(?:${list.replaceAll(',', '|')})`)}$`,
      ),
  );
  return types.map(({ type }) => type).filter((type) => regexes.some((regex) => regex.test(type)));
}

function valuesOf(value: unknown): Readonly<Record<string, string>> {
  return Object.fromEntries(
    Object.entries(recordOf(value)).map(([name, text]) => [name, [text].flat().map(String).join(',')]),
  );
}

/** The capture of the importing file that a template stands for: `${from.family}`, `{{ from.captured.family }}`. */
export function importersCapture(value: string): string | null {
  return /^(?:\$\{|\{\{)\s*(?:from\.)?(?:element\.)?(?:captured\.)?(\w+)\s*\}\}?$/.exec(value)?.[1] ?? null;
}

import type { Guard } from '../../../core/endpoint.ts';
import type { FunctionValue, Written } from '../values.ts';
import { type Answering, statusesOf } from './statuses.ts';
import { functionOf, insideOf, itemsOf, resolved, termOf, type WrittenReader } from './written.ts';

/** How guards are read. */
export interface GuardReader {
  readonly reader: WrittenReader;
  readonly answering: Answering;
}

const most = { guards: 50, deep: 5 };
const denials = new Set([401, 403]);

/** What stands before a handler, by name: `requireUser`, `passport.authenticate('jwt')`. `isWhole`: all of it has a name. */
export function guardsOf(
  given: readonly Written[],
  from: GuardReader,
): { readonly guards: readonly Guard[]; readonly isWhole: boolean } {
  const all = given.flatMap((one) => itemsOf(one, from.reader)).map((one) => named(one, from, 0));
  return { guards: all.flat().slice(0, most.guards), isWhole: all.every((guards) => guards.length > 0) };
}

/** The wrappers around a handler, whose own name says nothing: `withApi(handler, { auth: 'none' })`. */
export function wrappersOf(handler: Written, from: GuardReader): readonly Guard[] {
  const term = termOf(handler);
  if (term?.kind === 'late') return wrappersOf({ ...handler, term: term.of }, from);
  const real = resolved(handler, from.reader);
  const call = termOf(real);
  if (call?.kind !== 'call') return [];
  const inside = call.items.flatMap((item) => wrappersOf({ term: item, at: real.at }, from));
  return [...guardAt(real, from), ...inside].slice(0, most.guards);
}

/** The names of what a function calls. */
export function callsOf(fn: FunctionValue): readonly string[] {
  const at = insideOf(fn);
  const { terms, functions } = at.routing;
  return (functions[fn.index]?.steps ?? []).flatMap((step) => {
    const term = terms[step];
    return term?.kind === 'call' ? (nameOf({ term: term.of, at }) ?? []) : [];
  });
}

/** An expression and, of calls, what is handed in. */
function named(written: Written, from: GuardReader, depth: number): readonly Guard[] {
  const { at } = written;
  const term = termOf(written);
  if (depth > most.deep) return [];
  if (term?.kind === 'late') return named({ term: term.of, at }, from, depth);
  const real = resolved(written, from.reader);
  const made = termOf(real);
  // `const requireUser = guard({ … })` has both names.
  const parts =
    made?.kind === 'call' ? made.items.flatMap((item) => named({ term: item, at: real.at }, from, depth + 1)) : [];
  const call = made?.kind === 'call' ? guardAt(real, from) : [];
  return [...(term?.kind === 'call' ? [] : guardAt(written, from)), ...call, ...parts];
}

function guardAt(written: Written, from: GuardReader): readonly Guard[] {
  const name = nameOf(written);
  const term = termOf(written);
  if (name === null || name === '*' || name === 'default') return [];
  return [
    {
      name,
      settings: term?.kind === 'call' ? settingsOf(term.items, written.at, from.reader) : {},
      denies: functionsIn(written, from.reader).some((fn) =>
        statusesOf(fn, from.answering, from.reader).statuses.some(({ status }) => denials.has(status)),
      ),
    },
  ];
}

/** The function of a name; of a call, the one that is called and what it returns. */
function functionsIn(written: Written, reader: WrittenReader): readonly FunctionValue[] {
  const term = termOf(written);
  const fn = functionOf(term?.kind === 'call' ? { ...written, term: term.of } : written, reader);
  if (!fn) return [];
  const at = insideOf(fn);
  const returned = at.routing.functions[fn.index]?.returns ?? [];
  return [fn, ...returned.flatMap((one) => functionOf({ term: one, at }, reader) ?? [])];
}

/** `auth.required` of `auth.required` and `auth.required()`; null of what has no name. */
function nameOf(written: Written): string | null {
  const { at } = written;
  const term = termOf(written);
  switch (term?.kind) {
    case 'binding':
      return at.routing.bindings[term.index]?.name ?? null;
    case 'import':
      return term.name;
    case 'member': {
      const owner = nameOf({ term: term.of, at });
      return owner === null ? term.name : `${owner}.${term.name}`;
    }
    case 'typed':
    case 'late':
    case 'call':
      return nameOf({ term: term.of, at });
    default:
      return null;
  }
}

/** The literal properties of the objects among the arguments of a call. */
function settingsOf(items: readonly number[], at: Written['at'], reader: WrittenReader): Guard['settings'] {
  const found: Record<string, string> = {};
  for (const item of items) {
    const real = resolved({ term: item, at }, reader);
    const term = termOf(real);
    for (const { name, value } of term?.kind === 'object' ? term.entries : []) {
      const literal = termOf(resolved({ term: value, at: real.at }, reader));
      if (literal?.kind === 'text' || literal?.kind === 'boolean') found[name] = literal.text;
    }
  }
  return found;
}

import type { Path } from '../../../core/location.ts';
import type { Term } from '../../../core/route.ts';
import { activation, around, type Machine } from '../machine.ts';
import type { FunctionValue, Written } from '../values.ts';

/** How expressions are read that no evaluation has called. */
export interface WrittenReader {
  readonly machine: Machine;
  /** The file that a specifier leads to; null for a package or nothing. */
  target(file: Path, specifier: string): Path | null;
  /** The expression that a module exports under a name. */
  exported(file: Path, name: string): Written | null;
}

const farthest = 30;

export function termOf({ term, at }: Written): Term | undefined {
  return at.routing.terms[term];
}

/** What an expression comes to if names, imports and members of literals are followed, and nothing is called. */
export function resolved(written: Written, reader: WrittenReader): Written {
  let at = written;
  for (let steps = 0; steps < farthest; steps++) {
    const next = nextOf(at, reader);
    if (!next) break;
    at = next;
  }
  return at;
}

function nextOf(written: Written, reader: WrittenReader): Written | null {
  const { at } = written;
  const term = termOf(written);
  switch (term?.kind) {
    case 'late':
    case 'typed':
      return { term: term.of, at };
    case 'binding': {
      const binding = at.routing.bindings[term.index];
      const owner = binding && around(at, binding.owner);
      return owner ? { term: binding.value, at: owner } : null;
    }
    case 'import': {
      if (term.name === '*') return null;
      const file = term.specifier === '' ? at.file : reader.target(at.file, term.specifier);
      return file === null ? null : reader.exported(file, term.name);
    }
    case 'member':
      return memberOf({ term: term.of, at }, term.name, reader);
    default:
      return null;
  }
}

function memberOf(owner: Written, name: string, reader: WrittenReader): Written | null {
  const real = resolved(owner, reader);
  const term = termOf(real);
  if (term?.kind === 'import' && term.name === '*') {
    const file = reader.target(real.at.file, term.specifier);
    return file === null ? null : reader.exported(file, name);
  }
  return property(real, name, reader);
}

/** A property of an object literal, with what is spread into it. */
export function property(owner: Written, name: string, reader: WrittenReader): Written | null {
  const { at } = owner;
  const term = termOf(owner);
  if (term?.kind !== 'object') return null;
  for (const entry of [...term.entries].reverse()) {
    if (entry.name === name) return { term: entry.value, at };
    const spread = entry.name === '...' ? property(resolved({ term: entry.value, at }, reader), name, reader) : null;
    if (spread) return spread;
  }
  return null;
}

/** Is an expression the literal `true` or `false`? */
export function isBoolean(written: Written | null, text: 'true' | 'false', reader: WrittenReader): boolean {
  const term = written && termOf(resolved(written, reader));
  return term?.kind === 'boolean' && term.text === text;
}

/** The items of a list, and of lists in it; anything else is its only item. */
export function itemsOf(written: Written, reader: WrittenReader): readonly Written[] {
  const { at } = written;
  const term = termOf(written);
  if (term?.kind === 'late' || term?.kind === 'spread') return itemsOf({ term: term.of, at }, reader);
  const real = resolved(written, reader);
  const list = termOf(real);
  return list?.kind === 'list' ? list.items.flatMap((item) => itemsOf({ term: item, at: real.at }, reader)) : [written];
}

/** The function that an expression is, or hands on: `wrap(handler)`, `handler.bind(x)`. */
export function functionOf(written: Written, reader: WrittenReader, depth = 0): FunctionValue | null {
  const real = resolved(written, reader);
  const term = termOf(real);
  if (depth > farthest) return null;
  switch (term?.kind) {
    case 'function':
    case 'member': {
      const value = reader.machine.evaluate(real.term, real.at);
      return value.kind === 'function' ? value : null;
    }
    case 'call': {
      const callee = real.at.routing.terms[term.of];
      if (callee?.kind === 'member' && callee.name === 'bind')
        return functionOf({ term: callee.of, at: real.at }, reader, depth + 1);
      for (const item of [...term.items].reverse()) {
        const found = functionOf({ term: item, at: real.at }, reader, depth + 1);
        if (found) return found;
      }
      return null;
    }
    default:
      return null;
  }
}

/** Where the expressions inside a function are looked up, if it were called. */
export function insideOf({ index, outer, self, home }: FunctionValue): Written['at'] {
  return activation({ file: outer.file, routing: outer.routing, fn: index, outer, args: [], self, home });
}

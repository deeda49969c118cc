import type { Place } from '../core/location.ts';
import type { Entry, ObjectTerm, Routing, Term } from '../core/route.ts';
import { type Codec, flag, list, numbers, place } from './cells.ts';
import { classes, named } from './encode-classes.ts';
import { functions, importedName, places } from './encode-handlers.ts';

const termKinds = [
  'text',
  'number',
  'boolean',
  'null',
  'regexp',
  'unknown',
  'concat',
  'list',
  'either',
  'object',
  'spread',
  'late',
  'typed',
  'binding',
  'argument',
  'function',
  'class',
  'this',
  'super',
  'import',
  'member',
  'set',
  'call',
] as const satisfies readonly Term['kind'][];

const names = list(named);

/** Without a place, its line is 0. */
const entries = list<Entry>({
  write({ name, value, at }, to) {
    named.write({ name, value }, to);
    if (at) place.write(at, name.length, to);
    else to.number(0);
  },
  read(from) {
    const one = named.read(from);
    const at = place.readMaybe(one.name.length, from);
    return at ? { ...one, at } : one;
  },
});

const term: Codec<Term> = {
  write(one, to) {
    to.number(termKinds.indexOf(one.kind));
    switch (one.kind) {
      case 'text':
      case 'number':
      case 'boolean':
      case 'null':
      case 'regexp':
      case 'unknown':
        to.text(one.text);
        break;
      case 'concat':
      case 'list':
      case 'either':
        numbers.write(one.items, to);
        break;
      case 'object':
        entries.write(one.entries, to);
        places.write(one.at ? [one.at] : [], to);
        break;
      case 'spread':
      case 'late':
        to.number(one.of);
        break;
      case 'typed':
        to.number(one.of);
        importedName.write(one, to);
        break;
      case 'binding':
      case 'argument':
      case 'function':
      case 'class':
        to.number(one.index);
        break;
      case 'this':
      case 'super':
        break;
      case 'import':
        importedName.write(one, to);
        break;
      case 'member':
        to.number(one.of);
        to.text(one.name);
        break;
      case 'set':
        to.number(one.of);
        to.text(one.name);
        to.number(one.value);
        break;
      case 'call':
        to.number(one.of);
        numbers.write(one.items, to);
        to.number(flag(one.fresh));
        place.write(one.at, 0, to);
        places.write(one.types, to);
        break;
    }
  },
  read(from) {
    const kind = from.one(termKinds);
    switch (kind) {
      case 'text':
      case 'number':
      case 'boolean':
      case 'null':
      case 'regexp':
      case 'unknown':
        return { kind, text: from.text() };
      case 'concat':
      case 'list':
      case 'either':
        return { kind, items: numbers.read(from) };
      case 'object':
        return objectOf(entries.read(from), places.read(from));
      case 'spread':
      case 'late':
        return { kind, of: from.number() };
      case 'typed':
        return { kind, of: from.number(), ...importedName.read(from) };
      case 'binding':
      case 'argument':
      case 'function':
      case 'class':
        return { kind, index: from.number() };
      case 'this':
      case 'super':
        return { kind };
      case 'import':
        return { kind, ...importedName.read(from) };
      case 'member':
        return { kind, of: from.number(), name: from.text() };
      case 'set':
        return { kind, of: from.number(), name: from.text(), value: from.number() };
      case 'call':
        return {
          kind,
          of: from.number(),
          items: numbers.read(from),
          fresh: from.flag(),
          at: place.read(0, from),
          types: places.read(from),
        };
    }
  },
};

function objectOf(all: readonly Entry[], [at]: readonly Place[]): ObjectTerm {
  return at ? { kind: 'object', entries: all, at } : { kind: 'object', entries: all };
}

const bindings: Codec<Routing['bindings'][number]> = {
  write({ name, owner, value }, to) {
    to.text(name);
    to.number(owner);
    to.number(value);
  },
  read: (from) => ({ name: from.text(), owner: from.number(), value: from.number() }),
};

export const routes: Codec<Routing> = {
  write(one, to) {
    list(term).write(one.terms, to);
    list(bindings).write(one.bindings, to);
    list(functions).write(one.functions, to);
    list(classes).write(one.classes, to);
    numbers.write(one.marked, to);
    names.write(one.exports, to);
  },
  read: (from) => ({
    terms: list(term).read(from),
    bindings: list(bindings).read(from),
    functions: list(functions).read(from),
    classes: list(classes).read(from),
    marked: numbers.read(from),
    exports: names.read(from),
  }),
};

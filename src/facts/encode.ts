import {
  type Declaration,
  type Export,
  type Fault,
  type Import,
  type PatternOptions,
  type Size,
  type Suppression,
  declarationKinds,
  exportKinds,
  importForms,
  importKinds,
  isPatternForm,
  modifiers,
} from '../core/code.ts';
import type { Heading } from '../core/document.ts';
import type { Encoded, Section, Sections } from '../core/fact.ts';
import { type Codec, flag, list, numbers, place, readerOf, texts, writerOf } from './cells.ts';
import { contents } from './encode-contents.ts';
import { covered } from './encode-coverage.ts';
import { execution } from './encode-execution.ts';
import { bindings, uses } from './encode-names.ts';
import { outline } from './encode-outline.ts';
import { routes } from './encode-routes.ts';
import { generated, layout, reporting, script } from './encode-scripts.ts';
import { spec } from './encode-spec.ts';
import { disables, tests } from './encode-tests.ts';

const patternOptions: Codec<PatternOptions> = {
  write({ base, not, only, shallow }, to) {
    to.optional(base);
    to.number(not.length);
    for (const one of not) to.text(one);
    to.optional(only);
    to.number(flag(shallow));
  },
  read: (from) => ({
    base: from.optional(),
    not: from.list(() => from.text()),
    only: from.optional(),
    shallow: from.flag(),
  }),
};

const imports: Codec<Import> = {
  write({ specifier, kind, form, at, symbols, pattern }, to) {
    to.text(specifier);
    to.number(importKinds.indexOf(kind));
    to.number(importForms.indexOf(form));
    place.write(at, specifier.length + 2, to);
    to.number(symbols.length);
    for (const { name, local, type } of symbols) {
      to.text(name);
      to.text(local);
      to.number(flag(type));
    }
    if (isPatternForm(form)) {
      to.number(flag(pattern !== undefined));
      if (pattern) patternOptions.write(pattern, to);
    }
  },
  read(from) {
    const specifier = from.text();
    const kind = from.one(importKinds);
    const form = from.one(importForms);
    const at = place.read(specifier.length + 2, from);
    const symbols = from.list(() => ({ name: from.text(), local: from.text(), type: from.flag() }));
    const found: Import = { specifier, kind, form, at, symbols };
    return isPatternForm(form) && from.flag() ? { ...found, pattern: patternOptions.read(from) } : found;
  },
};

const exports_: Codec<Export> = {
  write({ name, local, from, type, kind, at }, to) {
    to.text(name);
    to.optional(local);
    to.number(from ?? -1);
    to.number(flag(type));
    to.number(exportKinds.indexOf(kind));
    place.write(at, name.length, to);
  },
  read(from) {
    const name = from.text();
    const local = from.optional();
    const index = from.number();
    return {
      name,
      local,
      from: index < 0 ? null : index,
      type: from.flag(),
      kind: from.one(exportKinds),
      at: place.read(name.length, from),
    };
  },
};

const declarations: Codec<Declaration> = {
  write({ kind, name, at, modifiers: bits, container, traits }, to) {
    to.number(declarationKinds.indexOf(kind));
    to.text(name);
    place.write(at, name.length, to);
    to.number(bits);
    to.text(container);
    texts.write(traits, to);
  },
  read(from) {
    const kind = from.one(declarationKinds);
    const name = from.text();
    const at = place.read(name.length, from);
    return {
      kind,
      name,
      at,
      modifiers: from.below(1 << modifiers.length),
      container: from.text(),
      traits: texts.read(from),
    };
  },
};

const suppressions: Codec<Suppression> = {
  write({ rules, reason, at, covers }, to) {
    texts.write(rules, to);
    to.optional(reason);
    place.write(at, 0, to);
    numbers.write(covers ?? [], to);
  },
  read(from) {
    const rules = texts.read(from);
    const reason = from.optional();
    const at = place.read(0, from);
    const [first, last] = numbers.read(from);
    return { rules, reason, at, covers: first === undefined || last === undefined ? null : [first, last] };
  },
};

const functions = list<Size['functions'][number]>({
  write({ name, at }, to) {
    to.text(name);
    place.write(at, 0, to);
  },
  read: (from) => ({ name: from.text(), at: place.read(0, from) }),
});
const size: Codec<Size> = {
  write(value, to) {
    to.number(value.lines);
    functions.write(value.functions, to);
  },
  read: (from) => ({ lines: from.number(), functions: functions.read(from) }),
};

const problems: Codec<Fault> = {
  write({ text, at }, to) {
    to.text(text);
    place.write(at, 0, to);
  },
  read: (from) => ({ text: from.text(), at: place.read(0, from) }),
};

const headings: Codec<Heading> = {
  write({ text, anchor, level, line, quote }, to) {
    to.text(text);
    to.text(anchor);
    to.number(level);
    to.number(line);
    to.optional(quote);
  },
  read: (from) => ({
    text: from.text(),
    anchor: from.text(),
    level: from.number(),
    line: from.number(),
    quote: from.optional(),
  }),
};

const codecs: { readonly [S in Section]: Codec<Sections[S]> } = {
  imports: list(imports),
  exports: list(exports_),
  declarations: list(declarations),
  references: numbers,
  suppressions: list(suppressions),
  size,
  execution,
  bindings,
  uses,
  tests,
  disables,
  outline,
  problems: list(problems),
  headings: list(headings),
  coverage: list(covered),
  scripts: list(script),
  generated,
  reporting,
  layout,
  ambient: texts,
  routes,
  spec,
  contents,
};

/** A section as it crosses threads and rests on disk. */
export function encode<S extends Section>(section: S, value: Sections[S]): Encoded {
  const to = writerOf();
  codecs[section].write(value, to);
  return to.finish();
}

/** What `encode` wrote; throws on any other text. */
export function decode<S extends Section>(section: S, text: Encoded): Sections[S] {
  const from = readerOf(text);
  const value = codecs[section].read(from);
  from.finish();
  return value;
}

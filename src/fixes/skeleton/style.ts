import type { TestCase } from '../../core/tests.ts';
import { groupBy } from '../../core/group.ts';
import { lineStarts, offsetAt } from '../../core/lines.ts';
import type { Link } from '../rewrite.ts';
import type { Taken } from './cases.ts';
import type { Runner } from './runner.ts';

/** A name of the runner or of an assertion library, and the module that it comes from. */
export interface Opening extends Taken {
  readonly specifier: string;
}

/** How the tests of a project are written. */
export interface TestStyle {
  readonly runner: Runner;
  readonly openings: readonly Opening[];
  readonly test: string;
  /** What wraps the tests of a file; null where nothing does. */
  readonly suite: string | null;
  /** The function that fails a test; null for `throw new Error()`. */
  readonly fail: string | null;
  readonly form: 'import' | 'require';
  readonly quote: string;
  readonly ending: string;
  readonly indent: string;
}

/** A test of the project, as a model for another. */
export interface Model {
  readonly text: string;
  readonly links: readonly Link[];
  readonly cases: readonly TestCase[];
}

/** The style that most of these tests have, and of several that of the first; null where none tells. */
export function commonStyle(models: readonly Model[], declared: Runner | null): TestStyle | null {
  const styles = models.flatMap((model) => styleOf(model, declared) ?? []);
  const groups = [...groupBy(styles, (style) => JSON.stringify(style)).values()];
  return groups.sort((a, b) => b.length - a.length)[0]?.[0] ?? null;
}

/** The style of a project without tests. */
export function plainStyle(runner: Runner): TestStyle {
  const named = (name: string): Opening => ({ specifier: runner, name, local: name });
  const assert: Opening = { specifier: 'node:assert/strict', name: 'default', local: 'assert' };
  const openings: Readonly<Record<Runner, readonly Opening[]>> = {
    vitest: [named('expect'), named('test')],
    jest: [],
    mocha: [],
    'bun:test': [named('test')],
    'node:test': [named('test'), assert],
  };
  const fails: Readonly<Record<Runner, string | null>> = {
    vitest: 'expect.fail',
    jest: null,
    mocha: null,
    'bun:test': null,
    'node:test': 'assert.fail',
  };
  const rest = { form: 'import', quote: "'", ending: ';', indent: '  ' } as const;
  const test = runner === 'mocha' ? 'it' : 'test';
  const suite = runner === 'mocha' ? 'describe' : null;
  return { runner, openings: openings[runner], test, suite, fail: fails[runner], ...rest };
}

const sources: ReadonlyMap<string, Runner> = new Map([
  ['vitest', 'vitest'],
  ['jest', 'jest'],
  ['@jest/globals', 'jest'],
  ['mocha', 'mocha'],
  ['bun:test', 'bun:test'],
  ['node:test', 'node:test'],
]);
const suites = /\b(?:describe|suite|context)(?=\()/;

function styleOf(model: Model, declared: Runner | null): TestStyle | null {
  const { text, links, cases } = model;
  const [first] = cases;
  if (!first) return null;
  const starts = lineStarts(text);
  const test = /^[\w$]+/.exec(text.slice(offsetAt(starts, first.at.line, first.at.column)))?.[0] ?? 'test';
  const suite = first.path.length > 1 ? (suites.exec(text)?.[0] ?? 'describe') : null;
  const opened = [test, ...(suite === null ? [] : [suite])].flatMap((name) => openingOf(links, name) ?? []);
  const imported = opened.map(({ specifier }) => sources.get(specifier)).find((one) => one !== undefined);
  // Runners whose names are global; those of `node:test` never are.
  const runner = imported ?? (opened.length === 0 && declared !== 'node:test' ? declared : null);
  if (runner === null) return null;
  const assertion = assertionOf(runner, links, imported !== undefined);
  return {
    runner,
    openings: [...opened, ...assertion.openings],
    test,
    suite,
    fail: assertion.fail,
    ...punctuationOf(model, starts),
  };
}

function openingOf(links: readonly Link[], local: string): Opening | null {
  for (const { import: one } of links) {
    const symbol = one.symbols.find((name) => name.local === local);
    if (symbol) return { specifier: one.specifier, name: symbol.name, local };
  }
  return null;
}

function assertionOf(
  runner: Runner,
  links: readonly Link[],
  isImported: boolean,
): { readonly openings: readonly Opening[]; readonly fail: string | null } {
  if (runner === 'vitest') {
    const expect: Opening = { specifier: 'vitest', name: 'expect', local: 'expect' };
    return { openings: isImported ? [expect] : [], fail: 'expect.fail' };
  }
  for (const local of ['assert', 'expect']) {
    const found = openingOf(links, local);
    if (found && failing.test(found.specifier)) return { openings: [found], fail: `${local}.fail` };
  }
  return { openings: [], fail: null };
}

/** Modules whose `assert` and `expect` have a method `fail`. */
const failing = /^(?:node:)?assert(?:\/strict)?$|^chai$/;

type Punctuation = Pick<TestStyle, 'form' | 'quote' | 'ending' | 'indent'>;

function punctuationOf({ text, links }: Model, starts: readonly number[]): Punctuation {
  const indent = /^([ \t]+)[^\s*]/m.exec(text)?.[1] ?? '  ';
  const [first] = links;
  if (!first) return { form: 'import', quote: "'", ending: ';', indent };
  const { at, form } = first.import;
  const quote = text.charAt(offsetAt(starts, at.line, at.column));
  const rest = text.slice(offsetAt(starts, at.endLine, at.endColumn)).split('\n')[0] ?? '';
  return {
    form: form === 'require' ? 'require' : 'import',
    quote: quote === '"' ? quote : "'",
    ending: rest.includes(';') ? ';' : '',
    indent,
  };
}

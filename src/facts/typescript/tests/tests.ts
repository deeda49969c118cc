import type { Disable, TestCase, Tests } from '../../../core/tests.ts';
import type { Context } from '../context.ts';
import { type Node, type Of, type Visit, endOf, startOf } from '../node.ts';
import { functionName, isFunction } from '../size.ts';
import { assertionIn } from './assertions.ts';
import { type Definition, definitionIn, runnerNames } from './runner.ts';

/** A test while its body is read. */
interface Draft extends Definition {
  readonly path: readonly string[];
  readonly at: TestCase['at'];
  /** The name of the first parameter of its function. */
  readonly context: string | null;
  readonly assertions: string[];
  values: number;
  isOpen: boolean;
  readonly calls: Set<string>;
}

// Of a longer assertion, so much tells it from others.
const longest = 200;

/** The tests of a program, and its functions that assert something, directly or through others of them. */
export function testsOf({ source }: Context): { visit: Visit; finish(): Tests } {
  let known: ReadonlyMap<string, string> = new Map();
  const drafts = new Map<Node, Draft>();
  const asserting = new Set<string>();
  const callers = new Map<string, Set<string>>();
  const textOf = (node: Node): string => source.text.slice(startOf(node), endOf(node)).replace(/\s+/g, ' ');

  const define = (node: Of<'CallExpression'>, parents: readonly Node[]): boolean => {
    const definition = definitionIn(node, known, textOf);
    if (!definition) return false;
    const around = parents.flatMap((parent) => drafts.get(parent) ?? []);
    const outer = around.at(-1);
    const [name] = node.arguments as readonly Node[];
    drafts.set(node, {
      ...definition,
      run: outer && outer.run !== 'always' && definition.run === 'always' ? outer.run : definition.run,
      isTable: definition.isTable || around.some(({ isTable }) => isTable),
      path: [...around.map((one) => one.name), definition.name],
      at: source.place(startOf(node), endOf(name ?? node)),
      context: contextOf(node),
      assertions: [],
      values: 0,
      isOpen: definition.isTable || around.some(({ isTable }) => isTable),
      calls: new Set(),
    });
    return true;
  };

  const visit: Visit = (node, parents) => {
    if (node.type === 'Program') known = runnerNames(node);
    if (node.type !== 'CallExpression' || define(node, parents)) return;
    const test = parents.flatMap((parent) => drafts.get(parent) ?? []).findLast(({ kind }) => kind === 'test');
    const assertion = assertionIn(node, inside(parents, drafts), test?.context ?? null);
    const called = node.callee.type === 'Identifier' ? node.callee.name : null;
    if (test) {
      if (called !== null) test.calls.add(called);
      if (!assertion) return;
      test.assertions.push(bareText(textOf(assertion.whole)).slice(0, longest));
      test.values += assertion.values;
      test.isOpen ||= assertion.isOpen;
      return;
    }
    for (const name of functionsAround(parents)) {
      if (assertion) asserting.add(name);
      if (called !== null) callers.set(called, (callers.get(called) ?? new Set()).add(name));
    }
  };
  return {
    visit,
    finish: () => ({
      cases: [...drafts.values()].flatMap((draft) => (draft.kind === 'test' ? [caseOf(draft)] : [])),
      helpers: [...withCallers(asserting, callers)].sort(),
    }),
  };
}

/** A text without what a formatter decides. */
function bareText(text: string): string {
  return text
    .replace(/\s+/g, '')
    .replace(/,(?=[)\]}])/g, '')
    .replace(/["`]/g, "'");
}

/** The parents of a node in its own test: a loop around the test is no loop around the assertion. */
function inside(parents: readonly Node[], drafts: ReadonlyMap<Node, Draft>): readonly Node[] {
  return parents.slice(parents.findLastIndex((parent) => drafts.has(parent)) + 1);
}

function caseOf({ path, at, run, assertions, values, isOpen, calls }: Draft): TestCase {
  return { path, at, run, assertions, values, isOpen, calls: [...calls].sort() };
}

function contextOf({ arguments: given }: Of<'CallExpression'>): string | null {
  const body = (given as readonly Node[]).find(isFunction);
  const [first] = (body?.params ?? []) as readonly Node[];
  return first?.type === 'Identifier' ? first.name : null;
}

function functionsAround(parents: readonly Node[]): readonly string[] {
  return parents.flatMap((parent, i) => {
    const name = isFunction(parent) ? functionName(parent, parents[i - 1]) : 'function';
    return name.startsWith('function') ? [] : [name];
  });
}

function withCallers(
  asserting: ReadonlySet<string>,
  callers: ReadonlyMap<string, ReadonlySet<string>>,
): ReadonlySet<string> {
  const found = new Set(asserting);
  // A set that grows is walked to its end.
  for (const name of found) for (const caller of callers.get(name) ?? []) found.add(caller);
  return found;
}

const directive = /^\s*eslint-disable(?:-line|-next-line)?\s+([^]*)$/;

/** The comments that disable rules of Lintel in ESLint. */
export function disablesOf({ source, comments }: Context): Disable[] {
  if (!source.text.includes('eslint-disable')) return [];
  return comments().flatMap(({ value, start, end }) => {
    const [list = ''] = (directive.exec(value)?.[1] ?? '').split(/\s--\s/);
    const rules = list.split(/[\s,]+/).filter((name) => name.startsWith('lintel/'));
    return rules.length > 0 ? [{ rules, at: source.place(start, end) }] : [];
  });
}

import type { TestRun } from '../../../core/tests.ts';
import { literalText, type Node, type Of } from '../node.ts';

/** A call that defines a test or a suite of tests. */
export interface Definition {
  readonly kind: 'test' | 'suite';
  readonly name: string;
  readonly run: TestRun;
  /** It has a table of which each row is a test. */
  readonly isTable: boolean;
}

const names: Readonly<Record<string, Pick<Definition, 'kind' | 'run'>>> = {
  it: { kind: 'test', run: 'always' },
  test: { kind: 'test', run: 'always' },
  specify: { kind: 'test', run: 'always' },
  xit: { kind: 'test', run: 'never' },
  xtest: { kind: 'test', run: 'never' },
  xspecify: { kind: 'test', run: 'never' },
  fit: { kind: 'test', run: 'alone' },
  describe: { kind: 'suite', run: 'always' },
  suite: { kind: 'suite', run: 'always' },
  context: { kind: 'suite', run: 'always' },
  xdescribe: { kind: 'suite', run: 'never' },
  xcontext: { kind: 'suite', run: 'never' },
  fdescribe: { kind: 'suite', run: 'alone' },
};
const never: ReadonlySet<string> = new Set(['skip', 'todo', 'fixme']);
const suites: ReadonlySet<string> = new Set(['describe', 'suite', 'context']);
const tables: ReadonlySet<string> = new Set(['each', 'for']);
// What prepares tests, or changes all of a file, has no name.
const hooks: ReadonlySet<string> = new Set([
  'beforeEach',
  'beforeAll',
  'afterEach',
  'afterAll',
  'before',
  'after',
  'use',
  'extend',
  'step',
  'setTimeout',
  'slow',
  'configure',
  'info',
]);

const runners =
  /^(?:vitest|@jest\/globals|node:test|mocha|bun:test|ava|@playwright\/test|uvu|tap|tape|jasmine|@japa\/runner|cypress)$/;

/** What the names of a file mean to its runner: an import may give them others, and a function of the file takes them away. */
export function runnerNames({ body }: Of<'Program'>): ReadonlyMap<string, string> {
  const known = new Map(Object.keys(names).map((name) => [name, name]));
  for (const node of body as readonly Node[]) {
    if (node.type === 'FunctionDeclaration' && node.id) known.delete(node.id.name);
    if (node.type !== 'ImportDeclaration' || !runners.test(node.source.value)) continue;
    for (const one of node.specifiers) {
      const imported = importedName(one);
      if (imported in names) known.set(one.local.name, imported);
    }
  }
  return known;
}

function importedName(one: Of<'ImportDeclaration'>['specifiers'][number]): string {
  if (one.type !== 'ImportSpecifier') return 'test';
  return one.imported.type === 'Identifier' ? one.imported.name : one.imported.value;
}

/** What a call defines; null if it is another call. */
export function definitionIn(
  node: Of<'CallExpression'>,
  known: ReadonlyMap<string, string>,
  textOf: (node: Node) => string,
): Definition | null {
  const { root, members, isTable } = chainOf(node.callee);
  const name = root === null ? undefined : known.get(root);
  const kind = name === undefined ? undefined : names[name];
  if (!kind || members.some((member) => hooks.has(member))) return null;
  const [first, ...rest] = node.arguments as readonly Node[];
  // `test.each(table)` is only the first half of a definition.
  if (!first || (!isTable && tables.has(members.at(-1) ?? ''))) return null;
  return {
    kind: members.some((member) => suites.has(member)) ? 'suite' : kind.kind,
    name: literalText(first) ?? textOf(first),
    run: runOf(kind.run, members, rest),
    isTable,
  };
}

function runOf(run: TestRun, members: readonly string[], rest: readonly Node[]): TestRun {
  const options = rest.flatMap((one) => (one.type === 'ObjectExpression' ? one.properties : []));
  const isSet = (name: string): boolean =>
    options.some(
      (one) =>
        one.type === 'Property' &&
        one.key.type === 'Identifier' &&
        one.key.name === name &&
        one.value.type === 'Literal' &&
        Boolean(one.value.value),
    );
  if (run === 'never' || members.some((member) => never.has(member)) || isSet('skip') || isSet('todo')) return 'never';
  return run === 'alone' || members.includes('only') || isSet('only') ? 'alone' : 'always';
}

/** What a call calls: `root.member.member`. */
export interface Chain {
  readonly root: string | null;
  readonly members: readonly string[];
  readonly isTable: boolean;
}

/** The chain of a call, seen through the call or template that holds a table. */
export function chainOf(callee: Node): Chain {
  const members: string[] = [];
  let isTable = false;
  let inner = callee;
  for (;;) {
    if (inner.type === 'MemberExpression') {
      if (inner.property.type === 'Identifier' && !inner.computed) members.unshift(inner.property.name);
      inner = inner.object;
    } else if (members.length === 0 && inner.type === 'CallExpression') {
      isTable = true;
      inner = inner.callee;
    } else if (members.length === 0 && inner.type === 'TaggedTemplateExpression') {
      isTable = true;
      inner = inner.tag;
    } else break;
  }
  return { root: inner.type === 'Identifier' ? inner.name : null, members, isTable };
}

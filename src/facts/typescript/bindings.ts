import type { Bindings, Doubt, NamedKind, Occurrence, Tie, Variable as Bound, Writing } from '../../core/bindings.ts';
import type { Context } from './context.ts';
import { nameStart } from './exports.ts';
import { isInert } from './inert.ts';
import { doubtOf, nameReadingOf, namedOf } from './names.ts';
import { type Node, startOf } from './node.ts';
import { paramMentions, typeWords } from './params.ts';
import { analyze, asNode, link, type Manager, parentOf, type Scope, scopeOf, type Variable } from './scopes.ts';
import { type Program, tieOf } from './ties.ts';

/** What is asked of a text beside its tree. */
interface Reading extends Context {
  readonly isDeclaration: boolean;
}

/** What each name of a program stands for, and how it stands there. */
export function bindingsOf(root: Node, reading: Reading): Bindings {
  const ids: Node[] = [];
  const signs = new Set<Node['type']>();
  const dynamic: Node[] = [];
  link(root, (node) => {
    signs.add(node.type);
    if (node.type === 'Identifier' || node.type === 'JSXIdentifier') ids.push(node);
    else if (
      node.type === 'WithStatement' ||
      (node.type === 'CallExpression' && node.callee.type === 'Identifier' && node.callee.name === 'eval')
    )
      dynamic.push(node);
  });
  const manager = analyze(root, { jsxPragma: null, lib: [] });
  const numbers = new Map(manager.scopes.map((scope, index) => [scope, index]));
  const numberOf = (scope: Scope | null): number => (scope && numbers.get(scope)) ?? 0;
  const free = freeNames(manager, numberOf);
  const program: Program = {
    isModule:
      isModule(signs) ||
      (reading.javascript && free.some(({ name }) => name === 'require' || name === 'module' || name === 'exports')),
    isDeclaration: reading.isDeclaration,
    hasTags: signs.has('JSXElement') || signs.has('JSXFragment'),
    evaluated: new Set(dynamic.flatMap((node) => scopesAround(scopeOf(manager, node)))),
  };
  const known = new Set<number>();
  const variables = gathered({ manager, reading, program, numberOf, known });
  const freeStarts = new Set(free.map(({ start }) => start));
  const unclear = new Set(typeWords(reading));
  for (const id of ids) {
    const start = nameStart(reading.source.text, id);
    if (!known.has(start) && !freeStarts.has(start) && !isInert(id) && 'name' in id) unclear.add(String(id.name));
  }
  return {
    scopes: manager.scopes.map((scope) => (scope.upper ? numberOf(scope.upper) : -1)),
    variables,
    free: free.map(({ name, scope }) => ({ name, scope })),
    unclear: [...unclear].sort(),
  };
}

function isModule(signs: ReadonlySet<string>): boolean {
  return [
    'ImportDeclaration',
    'ExportNamedDeclaration',
    'ExportDefaultDeclaration',
    'ExportAllDeclaration',
    'TSExportAssignment',
    'TSExternalModuleReference',
    'MetaProperty',
  ].some((sign) => signs.has(sign));
}

function scopesAround(scope: Scope | null): Scope[] {
  const found: Scope[] = [];
  for (let at = scope; at; at = at.upper) found.push(at);
  return found;
}

/** Names that lead out of the file, and those that a function has by itself (`arguments`). */
function freeNames(
  manager: Manager,
  numberOf: (scope: Scope | null) => number,
): { readonly name: string; readonly scope: number; readonly start: number }[] {
  const implicit = manager.scopes.flatMap(({ variables }) =>
    variables.filter(({ defs }) => defs.length === 0).flatMap(({ references }) => references),
  );
  return [...(manager.globalScope?.through ?? []), ...implicit]
    .map(({ identifier, from }) => ({
      name: String(identifier.name),
      scope: numberOf(from),
      start: startOf(asNode(identifier)),
    }))
    .sort((a, b) => a.start - b.start);
}

interface Gathering {
  readonly manager: Manager;
  readonly reading: Reading;
  readonly program: Program;
  numberOf(scope: Scope | null): number;
  /** Filled with the starts of all occurrences. */
  readonly known: Set<number>;
}

interface Gathered {
  readonly name: string;
  readonly scope: number;
  tie: Tie | null;
  doubt: Doubt | null;
  named: NamedKind | null;
  readonly found: Map<number, Omit<Occurrence, 'at'>>;
}

/** The variables of all scopes; a class has its name inside once more, which is the same. */
function gathered({ manager, reading, program, numberOf, known }: Gathering): Bound[] {
  const { source } = reading;
  const all: Gathered[] = [];
  const byId = new Map<Node, Gathered>();
  const mentions = paramMentions(reading);
  const names = nameReadingOf(source.text);
  for (const scope of manager.scopes) {
    for (const variable of scope.variables) {
      if (variable.defs.length === 0) continue;
      const twin = variable.identifiers.map((id) => byId.get(asNode(id))).find((one) => one !== undefined);
      const one: Gathered = twin ?? {
        name: variable.name,
        scope: numberOf(scope),
        tie: null,
        doubt: null,
        named: null,
        found: new Map(),
      };
      if (!twin) all.push(one);
      one.tie ??= tieOf(variable, program);
      one.doubt ??= doubtOf(variable, names);
      one.named ??= namedOf(variable, manager);
      for (const { name, type, node } of variable.defs) {
        const id = asNode(name);
        byId.set(id, one);
        // Only a `var` is bound elsewhere than where it stands.
        add(one, id, type === 'Variable' ? numberOf(scopeOf(manager, id)) : one.scope);
        if (type === 'Parameter' && writingOf(id) === 'property' && bodiless.has(asNode(node).type))
          one.tie ??= 'bodiless';
      }
      for (const { identifier, from } of variable.references) add(one, asNode(identifier), numberOf(from));
      for (const start of mentioned(variable, mentions)) one.found.set(start, { scope: one.scope, writing: 'comment' });
    }
  }
  function add(one: Gathered, id: Node, scope: number): void {
    const start = nameStart(source.text, id);
    known.add(start);
    const writing = writingOf(id);
    if (!source.text.startsWith(one.name, start) || id.type === 'Literal') one.tie ??= 'escaped';
    if (writing === 'export') one.tie ??= 'exported';
    one.found.set(start, { scope, writing });
  }
  return all.map(({ name, scope, tie, doubt, named, found }) => ({
    name,
    scope,
    tie,
    doubt,
    named,
    occurrences: [...found]
      .sort(([a], [b]) => a - b)
      .map(([start, rest]) => ({ at: source.place(start, start + name.length), ...rest })),
  }));
}

const bodiless = new Set<string>([
  'TSDeclareFunction',
  'TSEmptyBodyFunctionExpression',
  'TSFunctionType',
  'TSConstructorType',
  'TSMethodSignature',
  'TSCallSignatureDeclaration',
  'TSConstructSignatureDeclaration',
]);

/** Where the comment above its function speaks of a parameter. */
function* mentioned({ name, defs }: Variable, mentions: ReturnType<typeof paramMentions>): Iterable<number> {
  for (const { type, node } of defs) {
    if (type === 'Parameter')
      for (const mention of mentions(asNode(node))) if (mention.name === name) yield mention.start;
  }
}

function writingOf(id: Node): Writing {
  const parent = parentOf(id);
  switch (parent?.type) {
    case 'Property':
      return parent.shorthand ? 'property' : 'plain';
    case 'AssignmentPattern': {
      const property = parentOf(parent);
      return property?.type === 'Property' && property.shorthand && parent.left === id ? 'property' : 'plain';
    }
    case 'ImportSpecifier':
      return startOf(parent.imported) === startOf(parent.local) ? 'import' : 'plain';
    case 'ExportSpecifier':
      return startOf(parent.exported) === startOf(parent.local) ? 'export' : 'plain';
    case 'JSXOpeningElement':
    case 'JSXClosingElement':
      return 'tag';
    default:
      return 'plain';
  }
}

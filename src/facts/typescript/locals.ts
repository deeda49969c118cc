import { type Node, type Of, type Visit, boundNames, literalText } from './node.ts';

export type Role = 'require' | 'mock';

/** A stretch of a program in which names are bound. */
export interface Scope {
  readonly upper: Scope | null;
  /** Does `var` bind here? */
  readonly hoists: boolean;
  /** What a name that is bound here stands for: null is anything without a role. */
  names: Map<string, Role | null> | null;
}

const globals: Readonly<Record<string, Role>> = {
  __proto__: null as never,
  require: 'require',
  vi: 'mock',
  vitest: 'mock',
  jest: 'mock',
};
const libraries: Readonly<Record<string, readonly string[]>> = {
  __proto__: null as never,
  vitest: ['vi', 'vitest'],
  '@jest/globals': ['jest'],
  'bun:test': ['mock', 'vi', 'jest'],
  'node:test': ['mock'],
};
const functions = new Set([
  'FunctionDeclaration',
  'FunctionExpression',
  'ArrowFunctionExpression',
  'StaticBlock',
  'TSModuleBlock',
  'Program',
]);
const blocks = new Set([
  'BlockStatement',
  'ForStatement',
  'ForInStatement',
  'ForOfStatement',
  'SwitchStatement',
  'CatchClause',
  'ClassExpression',
]);

/** Follows the few names by which modules are required and mocked through the scopes of a program. */
export interface Locals {
  readonly visit: Visit;
  /** The scope of the node that was visited last. */
  scope(): Scope;
  /** Can a name have this role anywhere in the program? */
  may(role: Role, name: string): boolean;
  /** Has it that role in a scope? Known when the whole program was visited. */
  has(role: Role, name: string, scope: Scope): boolean;
}

export function localsOf(text: string): Locals {
  const top: Scope = { upper: null, hoists: true, names: null };
  const scopes: Scope[] = [];
  const requires = requiresOf();
  // `const load = createRequire(…)` may stand below its use, and mocks may be imported under any name.
  const any: Readonly<Record<Role, boolean>> = {
    require: text.includes('createRequire'),
    mock: Object.keys(libraries).some((library) => text.includes(library)),
  };
  let current = top;

  const bind = (pattern: Node | null, scope: Scope, role: Role | null): void => {
    for (const { id } of boundNames(pattern)) {
      if (!any.require && !any.mock && !globals[id.name]) continue;
      scope.names ??= new Map();
      if (!scope.names.get(id.name)) scope.names.set(id.name, role);
    }
  };

  const visit: Visit = (node, parents) => {
    const around = scopes[parents.length - 1] ?? top;
    const hoists = functions.has(node.type);
    current =
      node.type !== 'Program' && (hoists || blocks.has(node.type)) ? { upper: around, hoists, names: null } : around;
    scopes[parents.length] = current;
    switch (node.type) {
      case 'ImportDeclaration':
        requires.readImport(node);
        for (const specifier of node.specifiers)
          bind(specifier.local, top, isMock(importedName(specifier), node.source.value) ? 'mock' : null);
        break;
      case 'VariableDeclarator': {
        const declaration = parents.at(-1);
        const isVar = declaration?.type === 'VariableDeclaration' && declaration.kind === 'var';
        const isRequire = node.init && requires.isMadeBy(node.init);
        bind(node.id, isVar ? hoisting(around) : around, isRequire ? 'require' : null);
        break;
      }
      case 'TSImportEqualsDeclaration':
      case 'FunctionDeclaration':
      case 'TSDeclareFunction':
      case 'ClassDeclaration':
        bind(node.id, around, null);
        break;
      case 'FunctionExpression':
      case 'ClassExpression':
        bind(node.id, current, null);
        break;
      case 'CatchClause':
        bind(node.param, current, null);
        break;
    }
    if (hoists && 'params' in node)
      for (const param of node.params)
        bind(param.type === 'TSParameterProperty' ? param.parameter : param, current, null);
  };

  return {
    visit,
    scope: () => current,
    may: (role, name) => any[role] || globals[name] === role,
    has: (role, name, scope) => roleOf(name, scope) === role,
  };
}

/** Tells which expressions make a `require`. */
function requiresOf(): { readImport(node: Of<'ImportDeclaration'>): void; isMadeBy(init: Node): boolean } {
  const makers = new Set<string>();
  const modules = new Set<string>();
  const isModule = (node: Node): boolean => {
    if (node.type === 'Identifier') return modules.has(node.name);
    return node.type === 'CallExpression' && isModuleName(literalText(node.arguments[0]) ?? '');
  };
  return {
    readImport({ source, specifiers }) {
      for (const specifier of specifiers) {
        const imported = importedName(specifier);
        if (imported === 'createRequire') makers.add(specifier.local.name);
        if (imported === null && isModuleName(source.value)) modules.add(specifier.local.name);
      }
    },
    isMadeBy(init) {
      if (init.type !== 'CallExpression') return false;
      const { callee } = init;
      if (callee.type === 'Identifier') return makers.has(callee.name);
      return (
        callee.type === 'MemberExpression' &&
        callee.property.type === 'Identifier' &&
        callee.property.name === 'createRequire' &&
        isModule(callee.object)
      );
    },
  };
}

/** The name of one thing that is imported; null for a whole module, and its default. */
function importedName(specifier: Of<'ImportDeclaration'>['specifiers'][number]): string | null {
  return specifier.type === 'ImportSpecifier' && specifier.imported.type === 'Identifier'
    ? specifier.imported.name
    : null;
}

const isMock = (imported: string | null, library: string): boolean =>
  libraries[library]?.includes(imported ?? '') ?? false;

/** What a name stands for in a scope; null and undefined are anything without a role. */
function roleOf(name: string, scope: Scope): Role | null | undefined {
  for (let at: Scope | null = scope; at; at = at.upper) {
    const bound = at.names?.get(name);
    if (bound !== undefined) return bound;
  }
  return globals[name];
}

function hoisting(scope: Scope): Scope {
  let at = scope;
  while (!at.hoists && at.upper) at = at.upper;
  return at;
}

const isModuleName = (specifier: string): boolean => specifier === 'module' || specifier === 'node:module';

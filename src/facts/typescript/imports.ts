import type { Import, ImportForm, ImportKind, ImportedSymbol, PatternOptions } from '../../core/code.ts';
import type { Context, Entry } from './context.ts';
import { type Locals, localsOf, type Role, type Scope } from './locals.ts';
import { type Node, type Of, type Visit, endOf, literalText, startOf } from './node.ts';
import { contextOf, globsIn } from './patterns.ts';
import { takenSymbols } from './taken-symbols.ts';

const mocks = new Set([
  'mock',
  'module',
  'doMock',
  'unmock',
  'doUnmock',
  'dontMock',
  'deepUnmock',
  'setMock',
  'importActual',
  'importMock',
  'requireActual',
  'requireMock',
  'createMockFromModule',
  'genMockFromModule',
  'unstable_mockModule',
  'unstable_unmockModule',
]);

type Make = (node: Node, kind: ImportKind, form: ImportForm, symbols?: readonly ImportedSymbol[]) => Entry | null;

/** A call through a name, which counts only if the name means what it seems to. */
interface Called {
  readonly name: string;
  readonly role: Role;
  /** The specifier. */
  readonly node: Node;
  readonly kind: ImportKind;
  readonly form: ImportForm;
  readonly symbols?: () => readonly ImportedSymbol[];
  readonly pattern?: PatternOptions;
}
interface Call extends Called {
  readonly scope: Scope;
  readonly entry: Entry;
}

/** Everything in a program that names a module, in no order. */
export function importsOf(context: Context): { visit: Visit; finish(): Entry[] } {
  const found: Entry[] = [];
  const calls: Call[] = [];
  const locals = localsOf(context.source.text);
  const make: Make = (node, kind, form, symbols = []) => {
    // A program that a lenient parser made may have anything where a specifier should stand.
    const specifier = literalText(node);
    if (specifier === null) return null;
    const start = startOf(node);
    return { start, import: { specifier, kind, form, at: context.source.place(start, endOf(node)), symbols } };
  };
  const visit: Visit = (node, parents) => {
    locals.visit(node, parents);
    if (node.type === 'CallExpression') {
      const called = readCall(node, parents, locals);
      if (called) {
        const made = make(called.node, called.kind, called.form, called.symbols?.() ?? []);
        const entry = called.pattern ? withPattern(made, called.pattern) : made;
        if (entry) calls.push({ ...called, scope: locals.scope(), entry });
        return;
      }
    }
    for (const entry of readNode(node, parents, locals, make)) if (entry) found.push(entry);
  };
  const finish = (): Entry[] => [
    ...found,
    ...calls.filter((call) => locals.has(call.role, call.name, call.scope)).map((call) => call.entry),
  ];
  return { visit, finish };
}

/** Forms that mean the same whatever names are bound around them. */
function readNode(node: Node, parents: readonly Node[], locals: Locals, make: Make): (Entry | null)[] {
  switch (node.type) {
    case 'ImportDeclaration':
      return [make(node.source, importKind(node), 'import', importedSymbols(node))];
    case 'ExportAllDeclaration': {
      const type = node.exportKind === 'type';
      return [
        make(node.source, type ? 'type' : 'reexport', 'export', [
          { name: '*', local: node.exported ? nameOf(node.exported) : '*', type },
        ]),
      ];
    }
    case 'ExportNamedDeclaration': {
      if (!node.source) return [];
      const symbols = exportedSymbols(node);
      const type = node.exportKind === 'type' || (symbols.length > 0 && symbols.every((symbol) => symbol.type));
      return [make(node.source, type ? 'type' : 'reexport', 'export', symbols)];
    }
    case 'TSImportEqualsDeclaration': {
      if (node.moduleReference.type !== 'TSExternalModuleReference') return [];
      const type = node.importKind === 'type';
      return [
        make(node.moduleReference.expression, type ? 'type' : 'require', 'import=', [
          { name: '*', local: node.id.name, type },
        ]),
      ];
    }
    case 'TSImportType': {
      const name = node.qualifier ? firstName(node.qualifier) : '*';
      return [make(node.source, 'type', 'import-type', [{ name, local: name, type: true }])];
    }
    case 'TSModuleDeclaration':
      return literalText(node.id)?.startsWith('.') ? [make(node.id, 'type', 'declare-module')] : [];
    case 'ImportExpression':
      return isMockArgument(node, parents.at(-1), locals)
        ? []
        : [make(node.source, 'dynamic', 'import()', takenSymbols(node, parents, true))];
    case 'NewExpression':
      return isModuleUrl(node) && node.arguments[0] ? [make(node.arguments[0], 'dynamic', 'new-url')] : [];
    case 'CallExpression':
      return readMeta(node, make);
    default:
      return [];
  }
}

/** `new URL('./x', import.meta.url)`; a folder is no module. */
function isModuleUrl({ callee, arguments: [first, base] }: Of<'NewExpression'>): boolean {
  return (
    callee.type === 'Identifier' &&
    callee.name === 'URL' &&
    base !== undefined &&
    metaProperty(base) === 'url' &&
    !/(?:^|\/)\.{0,2}$/.test(literalText(first) ?? '')
  );
}

function readMeta(call: Of<'CallExpression'>, make: Make): (Entry | null)[] {
  const {
    callee,
    arguments: [first],
  } = call;
  const property = metaProperty(callee);
  if (!first || property === null) return [];
  if (property === 'resolve') return [make(first, 'dynamic', 'import.meta.resolve')];
  if (property !== 'glob' && property !== 'globEager') return [];
  const { items, pattern } = globsIn(call);
  return items.map((item) => withPattern(make(item, 'dynamic', 'import.meta.glob'), pattern));
}

function withPattern(entry: Entry | null, pattern: PatternOptions): Entry | null {
  return entry && { ...entry, import: { ...entry.import, pattern } };
}

/** A call through a name that may mean a module. */
function readCall(node: Of<'CallExpression'>, parents: readonly Node[], locals: Locals): Called | null {
  const {
    callee,
    arguments: [first, second],
  } = node;
  if (!first) return null;
  if (callee.type === 'Identifier') {
    if (!locals.may('require', callee.name)) return null;
    return {
      name: callee.name,
      role: 'require',
      node: first,
      kind: 'require',
      form: 'require',
      symbols: () => takenSymbols(node, parents, false),
    };
  }
  if (
    callee.type !== 'MemberExpression' ||
    callee.computed ||
    callee.object.type !== 'Identifier' ||
    callee.property.type !== 'Identifier'
  )
    return null;
  const { name } = callee.object;
  const member = callee.property.name;
  if (mocks.has(member) && locals.may('mock', name)) {
    if (isVirtual(node)) return null;
    return {
      name,
      role: 'mock',
      node: first.type === 'ImportExpression' ? first.source : first,
      kind: 'mock',
      form: 'mock',
    };
  }
  if (!locals.may('require', name)) return null;
  // With `paths`, it looks from other folders.
  if (member === 'resolve' && second) return null;
  if (member === 'resolve') return { name, role: 'require', node: first, kind: 'require', form: 'require.resolve' };
  if (member !== 'context') return null;
  return { name, role: 'require', node: first, kind: 'dynamic', form: 'require.context', pattern: contextOf(node) };
}

/** `jest.mock('x', make, { virtual: true })`: there is no such module. */
function isVirtual({ arguments: [, , options] }: Of<'CallExpression'>): boolean {
  return (
    options?.type === 'ObjectExpression' &&
    options.properties.some(
      (one) =>
        one.type === 'Property' &&
        one.key.type === 'Identifier' &&
        one.key.name === 'virtual' &&
        one.value.type === 'Literal' &&
        one.value.value === true,
    )
  );
}

/** `vi.mock(import('./x'))` names a module to mock, and imports none. */
function isMockArgument(node: Of<'ImportExpression'>, parent: Node | undefined, locals: Locals): boolean {
  if (parent?.type !== 'CallExpression' || parent.arguments[0] !== node || parent.callee.type !== 'MemberExpression')
    return false;
  const { object, property, computed } = parent.callee;
  return (
    !computed &&
    object.type === 'Identifier' &&
    property.type === 'Identifier' &&
    mocks.has(property.name) &&
    locals.may('mock', object.name)
  );
}

function importKind(node: Of<'ImportDeclaration'>): Import['kind'] {
  if (node.importKind === 'type') return 'type';
  const all = node.specifiers;
  return all.length > 0 && all.every((s) => s.type === 'ImportSpecifier' && s.importKind === 'type') ? 'type' : 'value';
}

function importedSymbols(node: Of<'ImportDeclaration'>): ImportedSymbol[] {
  const whole = node.importKind === 'type';
  return node.specifiers.map((s): ImportedSymbol => {
    if (s.type === 'ImportDefaultSpecifier') return { name: 'default', local: s.local.name, type: whole };
    if (s.type === 'ImportNamespaceSpecifier') return { name: '*', local: s.local.name, type: whole };
    return { name: nameOf(s.imported), local: s.local.name, type: whole || s.importKind === 'type' };
  });
}

function exportedSymbols(node: Of<'ExportNamedDeclaration'>): ImportedSymbol[] {
  return node.specifiers.map((s) => ({
    name: nameOf(s.local),
    local: nameOf(s.exported),
    type: node.exportKind === 'type' || s.exportKind === 'type',
  }));
}

/** The name in an import or export list, which may be a string. */
export const nameOf = (
  node: { readonly type: 'Identifier'; readonly name: string } | { readonly type: 'Literal'; readonly value: string },
): string => (node.type === 'Identifier' ? node.name : node.value);

/** The first name of `import('x').A.B`. */
function firstName(qualifier: NonNullable<Of<'TSImportType'>['qualifier']>): string {
  let left = qualifier;
  while (left.type === 'TSQualifiedName') left = left.left;
  return left.name;
}

/** `resolve` of `import.meta.resolve`; null of anything else. */
function metaProperty(node: Node): string | null {
  if (
    node.type !== 'MemberExpression' ||
    node.computed ||
    node.object.type !== 'MetaProperty' ||
    node.object.meta.name !== 'import'
  )
    return null;
  return node.property.type === 'Identifier' ? node.property.name : null;
}

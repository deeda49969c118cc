import type { Import, ImportForm, ImportKind, ImportedSymbol } from '../../core/code.ts';
import type { Context, Entry } from './context.ts';
import { localsOf, type Role, type Scope } from './locals.ts';
import { type Node, type Of, type Visit, boundNames, endOf, isNode, literalText, startOf } from './node.ts';

const mocks = new Set([
  'mock', 'doMock', 'unmock', 'doUnmock', 'dontMock', 'deepUnmock', 'setMock', 'importActual', 'importMock', 'requireActual', 'requireMock',
  'createMockFromModule', 'genMockFromModule', 'unstable_mockModule', 'unstable_unmockModule',
]);

/** A call through a name, which counts only if the name means what it seems to. */
interface Call {
  readonly name: string;
  readonly role: Role;
  readonly scope: Scope;
  readonly value: Entry;
}

/** Everything in a program that names a module, in order. */
export function importsOf(context: Context): { visit: Visit; finish(): Entry[] } {
  const found: Entry[] = [];
  const calls: Call[] = [];
  const locals = localsOf(context.source.text);
  // A program that a lenient parser made may have anything where a specifier should stand.
  const add = (node: Node, kind: ImportKind, form: ImportForm, symbols: readonly ImportedSymbol[] = []): void => {
    const text = literalText(node);
    if (text !== null) found.push(entry(node, text, kind, form, symbols));
  };
  const entry = (node: Node, specifier: string, kind: ImportKind, form: ImportForm, symbols: readonly ImportedSymbol[] = []): Entry => {
    const start = startOf(node);
    return { start, import: { specifier, kind, form, at: context.source.place(start, endOf(node)), symbols } };
  };

  const visit: Visit = (node, parents) => {
    locals.visit(node, parents);
    switch (node.type) {
      case 'ImportDeclaration': add(node.source, importKind(node), 'import', importedSymbols(node)); break;
      case 'ExportAllDeclaration': {
        const type = node.exportKind === 'type';
        const symbol = { name: '*', local: node.exported ? nameOf(node.exported) : '*', type };
        add(node.source, type ? 'type' : 'reexport', 'export', [symbol]);
        break;
      }
      case 'ExportNamedDeclaration': if (node.source) {
        const symbols = exportedSymbols(node);
        const type = node.exportKind === 'type' || (symbols.length > 0 && symbols.every((s) => s.type));
        add(node.source, type ? 'type' : 'reexport', 'export', symbols);
      } break;
      case 'TSImportEqualsDeclaration': if (node.moduleReference.type === 'TSExternalModuleReference') {
        const type = node.importKind === 'type';
        add(node.moduleReference.expression, type ? 'type' : 'require', 'import=', [{ name: '*', local: node.id.name, type }]);
      } break;
      case 'TSImportType': {
        const name = node.qualifier ? firstName(node.qualifier) : '*';
        add(node.source, 'type', 'import-type', [{ name, local: name, type: true }]);
        break;
      }
      case 'TSModuleDeclaration':
        if (node.id.type === 'Literal' && node.id.value.startsWith('.')) add(node.id, 'type', 'declare-module');
        break;
      case 'ImportExpression': if (!isMockArgument(node, parents)) add(node.source, 'dynamic', 'import()', takenSymbols(node, parents, true)); break;
      case 'NewExpression': readUrl(node); break;
      case 'CallExpression': readCall(node, parents); break;
    }
  };

  function readUrl(node: Of<'NewExpression'>): void {
    const [first, base] = node.arguments;
    const text = literalText(first);
    if (!first || !base || text === null || node.callee.type !== 'Identifier' || node.callee.name !== 'URL') return;
    const isFolder = /(?:^|\/)\.{0,2}$/.test(text);
    if (!isFolder && metaProperty(base) === 'url') add(first, 'dynamic', 'new-url');
  }

  function readCall(node: Of<'CallExpression'>, parents: readonly Node[]): void {
    const { callee, arguments: [first] } = node;
    if (!first) return;
    if (callee.type === 'Identifier') {
      maybe('require', callee.name, first, 'require', 'require', () => takenSymbols(node, parents, false));
      return;
    }
    if (callee.type !== 'MemberExpression' || callee.computed || callee.property.type !== 'Identifier') return;
    const member = callee.property.name;
    const meta = metaProperty(callee);
    if (meta === 'resolve') add(first, 'dynamic', 'import.meta.resolve');
    if (meta === 'glob' || meta === 'globEager') {
      for (const item of first.type === 'ArrayExpression' ? first.elements : [first]) if (item) add(item, 'dynamic', 'import.meta.glob');
    }
    if (callee.object.type !== 'Identifier') return;
    const { name } = callee.object;
    if (member === 'resolve') maybe('require', name, first, 'require', 'require.resolve');
    if (member === 'context') maybe('require', name, first, 'dynamic', 'require.context');
    if (mocks.has(member)) maybe('mock', name, first.type === 'ImportExpression' ? first.source : first, 'mock', 'mock');
  }

  function maybe(role: Role, name: string, node: Node, kind: ImportKind, form: ImportForm, symbols: () => readonly ImportedSymbol[] = () => []): void {
    const text = locals.may(role, name) ? literalText(node) : null;
    if (text !== null) calls.push({ name, role, scope: locals.scope(), value: entry(node, text, kind, form, symbols()) });
  }

  const isMockArgument = (node: Node, parents: readonly Node[]): boolean => {
    const parent = parents.at(-1);
    if (parent?.type !== 'CallExpression' || parent.arguments[0] !== node || parent.callee.type !== 'MemberExpression' || parent.callee.computed) return false;
    const { object, property } = parent.callee;
    return object.type === 'Identifier' && property.type === 'Identifier' && mocks.has(property.name) && literalText((node as Of<'ImportExpression'>).source) !== null && locals.may('mock', object.name);
  };

  return { visit, finish: () => [...found, ...calls.filter((call) => locals.has(call.role, call.name, call.scope)).map((call) => call.value)] };
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
  return node.specifiers.map((s) => ({ name: nameOf(s.local), local: nameOf(s.exported), type: node.exportKind === 'type' || s.exportKind === 'type' }));
}

/** The name in an import or export list, which may be a string. */
export const nameOf = (node: { readonly type: 'Identifier'; readonly name: string } | { readonly type: 'Literal'; readonly value: string }): string =>
  node.type === 'Identifier' ? node.name : node.value;

/** The first name of `import('x').A.B`. */
function firstName(qualifier: NonNullable<Of<'TSImportType'>['qualifier']>): string {
  let left = qualifier;
  while (left.type === 'TSQualifiedName') left = left.left;
  return left.name;
}

/** `resolve` of `import.meta.resolve`; null of anything else. */
function metaProperty(node: Node): string | null {
  if (node.type !== 'MemberExpression' || node.computed || node.object.type !== 'MetaProperty' || node.object.meta.name !== 'import') return null;
  return node.property.type === 'Identifier' ? node.property.name : null;
}

/** What is taken from a module object: `const { a } = …`, `const whole = …`, `(…).a`. */
function takenSymbols(call: Node, parents: readonly Node[], awaited: boolean): ImportedSymbol[] {
  let at = parents.length - 1;
  let value = call;
  const await_ = parents[at];
  if (awaited) {
    if (await_?.type !== 'AwaitExpression') return [];
    value = await_;
    at--;
  }
  const parent = parents[at];
  if (parent?.type === 'MemberExpression' && parent.object === value && !parent.computed && parent.property.type === 'Identifier') {
    const name = parent.property.name;
    const target = parents[at - 1];
    const local = target?.type === 'VariableDeclarator' && target.init === parent && target.id.type === 'Identifier' ? target.id.name : name;
    return [{ name, local, type: false }];
  }
  if (parent?.type !== 'VariableDeclarator' || parent.init !== value) return [];
  if (parent.id.type === 'Identifier') return [{ name: '*', local: parent.id.name, type: false }];
  if (parent.id.type !== 'ObjectPattern') return [];
  const symbols: ImportedSymbol[] = [];
  for (const property of parent.id.properties) {
    // `...rest` and computed keys may be any name.
    if (property.type === 'RestElement' || property.computed) return [];
    const name = isNode(property.key) && property.key.type === 'Identifier' ? property.key.name : literalText(property.key);
    if (name === null) return [];
    symbols.push({ name, local: boundNames(property.value)[0]?.id.name ?? name, type: false });
  }
  return symbols;
}

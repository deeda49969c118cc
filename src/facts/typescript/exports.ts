import type { Export, ExportKind, Import } from '../../core/code.ts';
import type { Context } from './context.ts';
import { nameOf } from './imports.ts';
import { type Node, type Of, boundNames, endOf, startOf } from './node.ts';

/** Where an imported name comes from. */
interface Origin {
  readonly from: number;
  readonly name: string;
  readonly type: boolean;
}

/** Finds the import behind a local name, and behind a specifier's place. */
export interface Origins {
  local(name: string): Origin | undefined;
  at(line: number, column: number): number | null;
}

/** Indexes the static imports of a file, in the order of its section. */
export function originsOf(imports: readonly Import[]): Origins {
  const locals = new Map<string, Origin>();
  const places = new Map<string, number>();
  for (const [from, { form, kind, symbols, at }] of imports.entries()) {
    places.set(`${at.line}:${at.column}`, from);
    if (form !== 'import' && form !== 'import=') continue;
    for (const symbol of symbols)
      locals.set(symbol.local, { from, name: symbol.name, type: symbol.type || kind === 'type' });
  }
  return { local: (name) => locals.get(name), at: (line, column) => places.get(`${line}:${column}`) ?? null };
}

/** What is exported by its name alone. */
export function bindingExport(
  name: string,
  local: string,
  origin: Origin | undefined,
  rest: Pick<Export, 'type' | 'at'>,
): Export {
  if (!origin) return { name, local, from: null, kind: 'binding', ...rest };
  return { name, local: origin.name, from: origin.from, kind: 'binding', at: rest.at, type: rest.type || origin.type };
}

/** What reading one statement takes. */
interface Reading {
  readonly text: string;
  readonly origins: Origins;
  /** Where a node stands. */
  place(node: Node): Export['at'];
  /** Where a name stands, without its type. */
  named(id: Of<'Identifier'>): Export['at'];
  /** Where a word stands that is no node. */
  word(start: number, word: string): Export['at'];
}

/** The exports of a program. CommonJS has none that syntax could tell. */
export function exportsOf(program: Of<'Program'>, { source }: Context, origins: Origins): Export[] {
  const reading: Reading = {
    text: source.text,
    origins,
    place: (node) => source.place(startOf(node), endOf(node)),
    named: (id) => source.place(startOf(id), nameEnd(source.text, id)),
    word: (start, word) => source.place(start, start + word.length),
  };
  return program.body.flatMap((node): readonly Export[] => {
    switch (node.type) {
      case 'ExportNamedDeclaration':
        return node.declaration
          ? declaredExports(node.declaration, node.exportKind === 'type', reading)
          : listedExports(node, reading);
      case 'ExportDefaultDeclaration':
        return [defaultExport(node, reading)];
      case 'ExportAllDeclaration':
        return [starExport(node, reading)];
      case 'TSExportAssignment':
        return [assignedExport(node, reading)];
      default:
        return [];
    }
  });
}

function declaredExports(
  node: NonNullable<Of<'ExportNamedDeclaration'>['declaration']>,
  type: boolean,
  reading: Reading,
): readonly Export[] {
  const declared = (id: Of<'Identifier'>, kind: ExportKind, isType: boolean): Export => ({
    name: id.name,
    local: id.name,
    from: null,
    type: isType,
    kind,
    at: reading.named(id),
  });
  if (node.type === 'TSModuleDeclaration' && node.kind === 'global') return [];
  if (node.type === 'VariableDeclaration')
    return node.declarations.flatMap((one) => boundNames(one.id).map(({ id }) => declared(id, 'variable', type)));
  if (node.type === 'TSImportEqualsDeclaration')
    return [localExport(node.id.name, node.id, node.importKind === 'type', reading)];
  const kind = declarationKind(node);
  if (!kind || !node.id) return [];
  let id: Node = node.id;
  while (id.type === 'TSQualifiedName') id = id.left;
  if (id.type !== 'Identifier') return [];
  return [declared(id as Of<'Identifier'>, kind, type || kind === 'type' || kind === 'interface')];
}

/** `export { … }`, with or without a module that it is from. */
function listedExports(node: Of<'ExportNamedDeclaration'>, { origins, place }: Reading): readonly Export[] {
  const specifier = node.source && place(node.source);
  const from = specifier && origins.at(specifier.line, specifier.column);
  return node.specifiers.map((item): Export => {
    const local = nameOf(item.local);
    const rest = { type: node.exportKind === 'type' || item.exportKind === 'type', at: place(item.exported) };
    if (specifier) return { name: nameOf(item.exported), local, from, kind: 'binding', ...rest };
    return bindingExport(nameOf(item.exported), local, origins.local(local), rest);
  });
}

function defaultExport({ declaration }: Of<'ExportDefaultDeclaration'>, reading: Reading): Export {
  if (declaration.type === 'Identifier') return localExport('default', declaration, false, reading);
  const kind = declarationKind(declaration) ?? 'expression';
  const id =
    kind !== 'expression' && 'id' in declaration && declaration.id?.type === 'Identifier' ? declaration.id : null;
  return {
    name: 'default',
    local: id?.name ?? null,
    from: null,
    type: kind === 'interface',
    kind,
    at: id ? reading.named(id) : reading.word(reading.text.lastIndexOf('default', startOf(declaration)), 'default'),
  };
}

function starExport(node: Of<'ExportAllDeclaration'>, { origins, place }: Reading): Export {
  const at = place(node.source);
  const rest = { local: '*', from: origins.at(at.line, at.column), type: node.exportKind === 'type' };
  if (node.exported) return { name: nameOf(node.exported), kind: 'binding', at: place(node.exported), ...rest };
  return { name: '*', kind: 'star', at, ...rest };
}

/** `export = x` */
function assignedExport(node: Of<'TSExportAssignment'>, reading: Reading): Export {
  const { expression } = node;
  if (expression.type === 'Identifier') return localExport('export=', expression, false, reading);
  return { name: 'export=', local: null, from: null, type: false, kind: 'expression', at: reading.place(node) };
}

/** A local name that is exported under another, or the same. */
function localExport(name: string, id: Of<'Identifier'>, type: boolean, { origins, named }: Reading): Export {
  return bindingExport(name, id.name, origins.local(id.name), { type, at: named(id) });
}

function declarationKind({ type }: Node): ExportKind | null {
  switch (type) {
    case 'FunctionDeclaration':
    case 'TSDeclareFunction':
      return 'function';
    case 'ClassDeclaration':
      return 'class';
    case 'VariableDeclaration':
      return 'variable';
    case 'TSTypeAliasDeclaration':
      return 'type';
    case 'TSInterfaceDeclaration':
      return 'interface';
    case 'TSEnumDeclaration':
      return 'enum';
    case 'TSModuleDeclaration':
      return 'namespace';
    default:
      return null;
  }
}

const rawName = /(?:[\w$\u200c\u200d\u0080-\uffff]|\\u(?:[\da-fA-F]{4}|\{[\da-fA-F]+\}))+/y;

/** Where a name begins: a decorated parameter may begin with its decorators. */
export function nameStart(text: string, node: Node): number {
  const start = startOf(node);
  if (node.type !== 'Identifier') return start;
  const last = node.decorators?.at(-1);
  return !last || endOf(last) <= start ? start : Math.max(start, text.indexOf(node.name, endOf(last)));
}

/** Where a name ends: its node may reach to the end of its type. */
export function nameEnd(text: string, id: { readonly name: string } & Node): number {
  const start = nameStart(text, id);
  if (text.startsWith(id.name, start)) return start + id.name.length;
  rawName.lastIndex = start;
  return rawName.test(text) ? rawName.lastIndex : endOf(id);
}

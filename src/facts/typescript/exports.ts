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

/** The exports of a program. CommonJS has none that syntax could tell. */
export function exportsOf(program: Of<'Program'>, { source }: Context, origins: Origins): Export[] {
  const found: Export[] = [];
  const at = (node: Node): Export['at'] => source.place(startOf(node), endOf(node));
  const named = (id: Of<'Identifier'>): Export['at'] => source.place(startOf(id), nameEnd(source.text, id));
  const declared = (id: Of<'Identifier'>, kind: ExportKind, type: boolean): void => {
    found.push({ name: id.name, local: id.name, from: null, type, kind, at: named(id) });
  };
  const readDefault = (node: Of<'ExportDefaultDeclaration'>): void => {
    const { declaration } = node;
    if (declaration.type === 'Identifier') {
      found.push(
        bindingExport('default', declaration.name, origins.local(declaration.name), {
          type: false,
          at: named(declaration),
        }),
      );
      return;
    }
    const kind = declarationKind(declaration) ?? 'expression';
    const id =
      kind !== 'expression' && 'id' in declaration && declaration.id?.type === 'Identifier' ? declaration.id : null;
    const word = source.text.lastIndexOf('default', startOf(declaration));
    found.push({
      name: 'default',
      local: id?.name ?? null,
      from: null,
      type: kind === 'interface',
      kind,
      at: id ? named(id) : source.place(word, word + 7),
    });
  };
  const readList = (node: Of<'ExportNamedDeclaration'>): void => {
    const specifier = node.source ? source.place(startOf(node.source), endOf(node.source)) : null;
    const from = specifier && origins.at(specifier.line, specifier.column);
    for (const item of node.specifiers) {
      const local = nameOf(item.local);
      const rest = { type: node.exportKind === 'type' || item.exportKind === 'type', at: at(item.exported) };
      if (specifier) found.push({ name: nameOf(item.exported), local, from, kind: 'binding', ...rest });
      else found.push(bindingExport(nameOf(item.exported), local, origins.local(local), rest));
    }
  };
  const readDeclaration = (node: NonNullable<Of<'ExportNamedDeclaration'>['declaration']>, type: boolean): void => {
    const kind = declarationKind(node);
    if (node.type === 'TSModuleDeclaration' && node.kind === 'global') return;
    if (node.type === 'VariableDeclaration') {
      for (const { id: pattern } of node.declarations)
        for (const { id } of boundNames(pattern)) declared(id, 'variable', type);
    } else if (node.type === 'TSImportEqualsDeclaration') {
      found.push(
        bindingExport(node.id.name, node.id.name, origins.local(node.id.name), {
          type: node.importKind === 'type',
          at: named(node.id),
        }),
      );
    } else if (kind && node.id) {
      let id: Node = node.id;
      while (id.type === 'TSQualifiedName') id = id.left;
      if (id.type === 'Identifier')
        declared(id as Of<'Identifier'>, kind, type || kind === 'type' || kind === 'interface');
    }
  };
  for (const node of program.body) {
    switch (node.type) {
      case 'ExportNamedDeclaration':
        if (node.declaration) readDeclaration(node.declaration, node.exportKind === 'type');
        else readList(node);
        break;
      case 'ExportDefaultDeclaration':
        readDefault(node);
        break;
      case 'ExportAllDeclaration': {
        const place = at(node.source);
        const rest = { local: '*', from: origins.at(place.line, place.column), type: node.exportKind === 'type' };
        if (node.exported) found.push({ name: nameOf(node.exported), kind: 'binding', at: at(node.exported), ...rest });
        else found.push({ name: '*', kind: 'star', at: place, ...rest });
        break;
      }
      case 'TSExportAssignment':
        if (node.expression.type === 'Identifier') {
          found.push(
            bindingExport('export=', node.expression.name, origins.local(node.expression.name), {
              type: false,
              at: named(node.expression),
            }),
          );
        } else found.push({ name: 'export=', local: null, from: null, type: false, kind: 'expression', at: at(node) });
        break;
    }
  }
  return found;
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

import type { Mention, Remains, Unit, UnitKind } from '../../core/uses.ts';
import type { Context } from './context.ts';
import { hasEffects } from './effects.ts';
import { nameEnd, nameStart } from './exports.ts';
import { nameOf } from './imports.ts';
import { type Node, type Of, boundNames, endOf, startOf } from './node.ts';
import type { Comment } from './parse.ts';
import type { Source } from './source.ts';

/** One use of a top-level name, for the statement that it stands in. */
export interface MentionAt extends Mention {
  readonly start: number;
}

/** The top-level statements of a program; `mentions` are in order. */
export function unitsOf(
  { body }: Of<'Program'>,
  { source, comments }: Context,
  mentions: readonly MentionAt[],
): Unit[] {
  const listed = new Set(body.flatMap(listedNames));
  const above = commentsAbove(source, comments());
  let next = 0;
  return (body as readonly Node[]).flatMap((statement): Unit[] => {
    const [start, end] = [startOf(statement), endOf(statement)];
    const own: MentionAt[] = [];
    for (let one = mentions[next]; one && one.start < end; one = mentions[++next]) own.push(one);
    if (isLink(statement)) return [];
    const inner = declarationIn(statement);
    const ids = idsOf(inner);
    const names = ids.map(({ name }) => name);
    const [first] = ids;
    return [
      {
        kind: kindOf(inner),
        names,
        at: first ? source.place(nameStart(source.text, first), nameEnd(source.text, first)) : source.place(start, end),
        whole: source.place(above(start), end),
        exported: isExport(statement) || names.some((name) => listed.has(name)),
        remains: remainsOf(inner),
        effects: hasEffects(statement),
        mentions: merged(own.filter(({ name }) => !names.includes(name))),
      },
    ];
  });
}

/** Sorted by name, each once; one use as a value makes it a value. */
export function merged(mentions: Iterable<Mention>): Mention[] {
  const found = new Map<string, boolean>();
  for (const { name, type } of mentions) found.set(name, type && (found.get(name) ?? true));
  return [...found].map(([name, type]) => ({ name, type })).sort((a, b) => (a.name < b.name ? -1 : 1));
}

/** Is it an import, or `export … from`? */
function isLink(statement: Node): boolean {
  switch (statement.type) {
    case 'ImportDeclaration':
    case 'ExportAllDeclaration':
      return true;
    case 'ExportNamedDeclaration':
      return statement.source !== null;
    case 'TSImportEqualsDeclaration':
      return statement.moduleReference.type === 'TSExternalModuleReference';
    default:
      return false;
  }
}

function isExport({ type }: Node): boolean {
  return type === 'ExportNamedDeclaration' || type === 'ExportDefaultDeclaration' || type === 'TSExportAssignment';
}

/** The names of `export { x }`, `export default x` and `export = x`. */
function listedNames(statement: Node): string[] {
  switch (statement.type) {
    case 'ExportNamedDeclaration':
      return statement.source ? [] : statement.specifiers.map(({ local }) => nameOf(local));
    case 'ExportDefaultDeclaration':
      return statement.declaration.type === 'Identifier' ? [statement.declaration.name] : [];
    case 'TSExportAssignment':
      return statement.expression.type === 'Identifier' ? [statement.expression.name] : [];
    default:
      return [];
  }
}

function declarationIn(statement: Node): Node {
  if (statement.type === 'ExportDefaultDeclaration') return statement.declaration;
  return statement.type === 'ExportNamedDeclaration' && statement.declaration ? statement.declaration : statement;
}

const kinds: Partial<Record<Node['type'], UnitKind>> = {
  FunctionDeclaration: 'function',
  TSDeclareFunction: 'function',
  ClassDeclaration: 'class',
  VariableDeclaration: 'variable',
  TSTypeAliasDeclaration: 'type',
  TSInterfaceDeclaration: 'interface',
  TSEnumDeclaration: 'enum',
  TSImportEqualsDeclaration: 'alias',
  ExportNamedDeclaration: 'list',
};

function kindOf(inner: Node): UnitKind {
  if (inner.type === 'TSModuleDeclaration') return idsOf(inner).length > 0 ? 'namespace' : 'statement';
  const isStatement = /Statement$|Declaration$|Directive$/.test(inner.type);
  return kinds[inner.type] ?? (isStatement ? 'statement' : 'expression');
}

function idsOf(inner: Node): readonly Of<'Identifier'>[] {
  switch (inner.type) {
    case 'VariableDeclaration':
      return inner.declarations.flatMap(({ id }) => boundNames(id)).map(({ id }) => id);
    case 'TSModuleDeclaration': {
      let name: Node = inner.id;
      while (name.type === 'TSQualifiedName') name = name.left;
      return name.type === 'Identifier' && inner.kind !== 'global' ? [name as Of<'Identifier'>] : [];
    }
    case 'FunctionDeclaration':
    case 'TSDeclareFunction':
    case 'ClassDeclaration':
    case 'TSTypeAliasDeclaration':
    case 'TSInterfaceDeclaration':
    case 'TSEnumDeclaration':
    case 'TSImportEqualsDeclaration':
      return inner.id ? [inner.id as Of<'Identifier'>] : [];
    default:
      return [];
  }
}

function remainsOf(inner: Node): Remains {
  switch (inner.type) {
    case 'TSTypeAliasDeclaration':
    case 'TSInterfaceDeclaration':
      return 'nothing';
    case 'TSEnumDeclaration':
      return inner.const ? 'inlined' : 'value';
    case 'TSModuleDeclaration':
      return remainsOfNamespace(inner);
    default:
      return 'value';
  }
}

/** A namespace of types leaves nothing behind, and one of types and constant enums no more than these. */
function remainsOfNamespace({ body }: Of<'TSModuleDeclaration'>): Remains {
  const parts = ((body?.body ?? []) as readonly Node[]).map((one) => remainsOf(declarationIn(one)));
  if (parts.includes('value')) return 'value';
  return parts.includes('inlined') ? 'inlined' : 'nothing';
}

/** Where the comments begin that stand directly above an offset; the offset itself where none do. */
function commentsAbove({ text }: Source, comments: readonly Comment[]): (start: number) => number {
  const byEnd = new Map(comments.map((comment) => [comment.end, comment.start]));
  const begin = (start: number): number => {
    const before = text.slice(0, start).trimEnd();
    const gap = text.slice(before.length, start);
    const from = byEnd.get(before.length);
    if (from === undefined || /\n\s*\n/.test(gap) || !startsLine(text, from)) return start;
    return begin(from);
  };
  return begin;
}

function startsLine(text: string, offset: number): boolean {
  const line = text.slice(text.lastIndexOf('\n', offset - 1) + 1, offset);
  return line.trim() === '';
}

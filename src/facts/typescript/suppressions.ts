import type { Suppression } from '../../core/code.ts';
import { addTo } from '../../core/group.ts';
import type { Context } from './context.ts';
import { type Node, type Visit, endOf, startOf } from './node.ts';
import type { Comment } from './parse.ts';
import type { Source } from './source.ts';

const word = /^[\s*]*lintel-ignore(-file)?(?![\w-])([^]*)$/;

/** An ignore comment whose statement is still to be found. */
interface Pending {
  readonly comment: Comment;
  readonly rules: readonly string[];
  readonly reason: string | null;
  readonly wholeFile: boolean;
  /** The line that it speaks of. */
  readonly line: number;
  /** Where the code of that line begins. */
  readonly offset: number;
  readonly trailing: boolean;
  covers: [first: number, last: number] | null;
}

/** The ignore comments of a program with the lines that they cover. */
export function suppressionsOf(context: Context): { visit: Visit; finish(): Suppression[] } | null {
  const { source, comments } = context;
  if (!source.text.includes('lintel-ignore')) return null;
  const all = comments();
  const spans = {
    from: new Map(all.map((comment) => [comment.start, comment.end])),
    ends: new Set(all.map((comment) => comment.end)),
    below: new Map<number, Below>(),
  };
  const pending = all.map((comment) => readComment(comment, context, spans)).filter((one) => one !== null);
  const starting = new Map<number, Pending[]>();
  const trailing = new Map<number, Pending[]>();
  for (const one of pending) {
    const [into, key] = one.trailing ? [trailing, one.line] : [starting, one.offset];
    addTo(into, key, one);
  }
  let first = Infinity;

  const visit: Visit = (node, parents) => {
    if (node.type === 'Program') {
      first = node.body[0] ? outset(node.body[0]) : Infinity;
      return;
    }
    if (!isConstruct(node, parents)) return;
    const start = outset(node);
    for (const one of starting.get(start) ?? []) one.covers ??= [source.line(start), source.line(headEnd(node))];
    if (trailing.size === 0) return;
    const from = source.line(start);
    const to = source.line(headEnd(node));
    for (const one of trailing.get(from) ?? []) one.covers ??= [from, to];
    // Outer constructs come first, so that the innermost of those that end here is kept unless one begins here.
    if (from < to)
      for (const one of trailing.get(to) ?? [])
        if (one.covers === null || one.covers[0] < one.line) one.covers = [from, to];
  };
  const finish = (): Suppression[] =>
    pending.map(({ comment, rules, reason, wholeFile, line, covers }) => ({
      rules,
      reason,
      at: source.place(comment.start, comment.end),
      covers: wholeFile && comment.start < first ? null : (covers ?? [line, line]),
    }));
  return { visit, finish };
}

/** Where the code is that a comment speaks of. */
type Below = Pick<Pending, 'line' | 'offset'>;

interface Spans {
  /** Where the comment ends that begins at an offset. */
  readonly from: ReadonlyMap<number, number>;
  readonly ends: ReadonlySet<number>;
  /** What was found below a comment that ends at an offset: comments in a row share it. */
  readonly below: Map<number, Below>;
}

function readComment(comment: Comment, { source }: Context, spans: Spans): Pending | null {
  const match = word.exec(comment.value);
  if (!match) return null;
  const [named = '', ...reasons] = (match[2] ?? '').split(/(?:^|\s)--(?=\s|$)/);
  const reason = reasons
    .join(' -- ')
    .split('\n')
    .map((line) => line.replace(/^[\s*]+/, '').trim())
    .join(' ')
    .trim();
  const rules = named.split(/[\s,*]+/).filter((rule) => rule !== '');
  const rest = {
    comment,
    rules,
    reason: reason === '' ? null : reason,
    wholeFile: match[1] !== undefined,
    covers: null,
  };
  const inBraces = isInBraces(source.text, comment);
  if (isTrailing(source.text, comment, inBraces, spans))
    return { ...rest, line: source.line(comment.start), offset: -1, trailing: true };
  return { ...rest, ...following(source, comment, inBraces, spans), trailing: false };
}

const blank = /[^\S\n\r\u2028\u2029]/;
const lineBreak = /[\n\r\u2028\u2029]/;

/** A brace that only holds a comment is how JSX has comments. */
function isInBraces(text: string, { start, end }: Comment): boolean {
  return text.charAt(beforeBlanks(text, start)) === '{' && text.charAt(afterBlanks(text, end)) === '}';
}

function beforeBlanks(text: string, start: number): number {
  let at = start - 1;
  while (at >= 0 && blank.test(text.charAt(at))) at--;
  return at;
}

function afterBlanks(text: string, end: number): number {
  let at = end;
  while (at < text.length && /\s/.test(text.charAt(at))) at++;
  return at;
}

function isTrailing(text: string, { start }: Comment, inBraces: boolean, { ends }: Spans): boolean {
  const brace = beforeBlanks(text, start);
  const before = inBraces ? beforeBlanks(text, brace) : brace;
  return before >= 0 && !lineBreak.test(text.charAt(before)) && !ends.has(before + 1);
}

/** The code below a comment and the comments that follow it. */
function following(source: Source, { end }: Comment, inBraces: boolean, { from, below }: Spans): Below {
  const passed: number[] = [];
  let last = inBraces ? afterBlanks(source.text, end) + 1 : end;
  let found = below.get(last);
  while (!found) {
    passed.push(last);
    const line = source.line(last);
    const offset = afterBlanks(source.text, last);
    const further = from.get(offset);
    if (source.line(offset) > line + 1) found = { line: line + 1, offset: -1 };
    else if (further === undefined) found = { line: source.line(offset), offset };
    else {
      last = further;
      found = below.get(last);
    }
  }
  for (const one of passed) below.set(one, found);
  return found;
}

/** Where a node begins, its decorators included. */
function outset(node: Node): number {
  const start = startOf(node);
  if ('declaration' in node && node.declaration) return Math.min(start, outset(node.declaration as Node));
  const decorators = 'decorators' in node ? node.decorators : null;
  return decorators?.[0] ? Math.min(start, startOf(decorators[0])) : start;
}

const parts = new Set([
  'PropertyDefinition',
  'TSAbstractPropertyDefinition',
  'MethodDefinition',
  'TSAbstractMethodDefinition',
  'AccessorProperty',
  'TSAbstractAccessorProperty',
  'TSIndexSignature',
  'TSPropertySignature',
  'TSMethodSignature',
  'TSCallSignatureDeclaration',
  'TSConstructSignatureDeclaration',
  'StaticBlock',
  'Property',
  'SwitchCase',
  'JSXElement',
  'JSXFragment',
  'JSXExpressionContainer',
  'JSXAttribute',
  'JSXSpreadAttribute',
  'SpreadElement',
  'TSEnumMember',
  'ImportSpecifier',
  'ExportSpecifier',
  'VariableDeclarator',
  'TSParameterProperty',
  'RestElement',
  'TSExportAssignment',
]);

function isConstruct(node: Node, parents: readonly Node[]): boolean {
  if (parts.has(node.type) || /(?:Statement|Declaration)$/.test(node.type)) return true;
  const parent = parents.at(-1);
  if (!parent) return false;
  if (parent.type === 'ArrayExpression') return true;
  const args = 'arguments' in parent ? parent.arguments : null;
  const list = 'params' in parent ? parent.params : args;
  return Array.isArray(list) && (list as Node[]).includes(node);
}

/** Where the head of a construct ends: at the brace that opens its body, or with itself. */
function headEnd(node: Node): number {
  switch (node.type) {
    case 'ExportNamedDeclaration':
    case 'ExportDefaultDeclaration':
      return node.declaration ? headEnd(node.declaration) : endOf(node);
    case 'MethodDefinition':
    case 'TSAbstractMethodDefinition':
    case 'PropertyDefinition':
    case 'Property':
      return node.value && isFunction(node.value) ? headEnd(node.value) : endOf(node);
    case 'VariableDeclaration':
      return node.declarations.length === 1 && node.declarations[0] ? headEnd(node.declarations[0]) : endOf(node);
    case 'VariableDeclarator':
      return node.init && isFunction(node.init) ? headEnd(node.init) : endOf(node);
    case 'IfStatement':
      return startOf(node.consequent);
    case 'TryStatement':
      return startOf(node.block);
    case 'SwitchStatement':
      return endOf(node.discriminant);
    case 'SwitchCase':
      return node.consequent[0] ? startOf(node.consequent[0]) - 1 : endOf(node);
    case 'JSXElement':
      return endOf(node.openingElement);
    case 'ForStatement':
    case 'ForInStatement':
    case 'ForOfStatement':
    case 'WhileStatement':
    case 'DoWhileStatement':
    case 'WithStatement':
    case 'ClassDeclaration':
    case 'ClassExpression':
    case 'FunctionDeclaration':
    case 'FunctionExpression':
    case 'ArrowFunctionExpression':
    case 'TSInterfaceDeclaration':
    case 'TSEnumDeclaration':
    case 'TSModuleDeclaration':
      return node.body && !Array.isArray(node.body) ? startOf(node.body) : endOf(node);
    default:
      return endOf(node);
  }
}

const isFunction = (node: Node): boolean =>
  node.type === 'FunctionExpression' || node.type === 'ArrowFunctionExpression';

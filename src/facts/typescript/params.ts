import type { Context } from './context.ts';
import { type Node, startOf } from './node.ts';
import type { Comment } from './parse.ts';
import { parentOf } from './scopes.ts';

/** Where a comment says something of a name. */
export interface Mention {
  readonly name: string;
  readonly start: number;
}

/** What the comment above a function says of its parameters. */
export function paramMentions({ source: { text }, comments }: Context): (fn: Node) => readonly Mention[] {
  if (!/@(?:param|arg)/.test(text)) return () => [];
  const above = new Map<number, Comment>();
  for (const comment of comments()) {
    if (isDoc(comment)) above.set(afterBlanks(text, comment.end), comment);
  }
  const known = new Map<Comment, readonly Mention[]>();
  return (fn) => {
    const comment = commentOf(fn, above);
    if (!comment) return [];
    const found = known.get(comment) ?? readParams(comment);
    known.set(comment, found);
    return found;
  };
}

/** The words of types in the comments of JavaScript, which are code there. */
export function typeWords({ comments, javascript }: Context): Iterable<string> {
  const words = new Set<string>();
  if (!javascript) return words;
  for (const comment of comments()) {
    if (!isDoc(comment)) continue;
    let depth = 0;
    for (const [token] of comment.value.matchAll(
      /[\p{ID_Start}$_][\p{ID_Continue}$]*|[{}]|@(?:import|typedef|callback|template|augments|extends|implements)[^\n]*/gu,
    )) {
      if (token === '{') depth++;
      else if (token === '}') depth = Math.max(0, depth - 1);
      else if (token.startsWith('@'))
        for (const word of token.match(/[\p{ID_Start}$_][\p{ID_Continue}$]*/gu) ?? []) words.add(word);
      else if (depth > 0) words.add(token);
    }
  }
  return words;
}

const isDoc = ({ type, value }: Comment): boolean => type === 'Block' && value.startsWith('*');

function afterBlanks(text: string, end: number): number {
  let at = end;
  while (at < text.length && /\s/.test(text.charAt(at))) at++;
  return at;
}

const carriers = new Set([
  'ExportNamedDeclaration',
  'ExportDefaultDeclaration',
  'VariableDeclarator',
  'VariableDeclaration',
  'Property',
  'PropertyDefinition',
  'MethodDefinition',
  'TSAbstractMethodDefinition',
  'AssignmentExpression',
  'ExpressionStatement',
  'TSTypeAnnotation',
  'TSPropertySignature',
]);

/** A function is described where the statement or member begins that is made of it. */
function commentOf(fn: Node, above: ReadonlyMap<number, Comment>): Comment | null {
  for (
    let node: Node | null | undefined = fn;
    node && (node === fn || carriers.has(node.type));
    node = parentOf(node)
  ) {
    const comment = above.get(startOf(node));
    if (comment) return comment;
  }
  return null;
}

function readParams({ value, start }: Comment): Mention[] {
  const found: Mention[] = [];
  for (const { index, 0: tag } of value.matchAll(/@(?:param|arg|argument)[ \t]+/g)) {
    let at = index + tag.length;
    if (value.charAt(at) === '{') at = afterBlanks(value, afterBraces(value, at));
    if (value.charAt(at) === '[') at++;
    const name = /^[\p{ID_Start}$_][\p{ID_Continue}$]*/u.exec(value.slice(at, at + 200))?.[0];
    // The comment's text begins behind its two first signs.
    if (name !== undefined) found.push({ name, start: start + 2 + at });
  }
  return found;
}

function afterBraces(text: string, from: number): number {
  let depth = 0;
  for (let at = from; at < text.length; at++) {
    if (text.charAt(at) === '{') depth++;
    else if (text.charAt(at) === '}' && --depth === 0) return at + 1;
  }
  return text.length;
}

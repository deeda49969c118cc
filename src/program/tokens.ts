import { ts } from 'ts-morph';

/** A name in a text, as an identifier or as the whole of a string. */
export type Token = ts.Identifier | ts.PrivateIdentifier | ts.StringLiteralLike;

/** The tokens of a file that are a name, those in doc comments included, in order. */
export function tokensNamed(source: ts.SourceFile, name: string): Token[] {
  const tokens: Token[] = [];
  const { text } = source;
  for (let at = text.indexOf(name); at >= 0; at = text.indexOf(name, at + name.length)) {
    const node = nodeAt(source, at);
    if (isToken(node) && node.text === name && startOf(node) === at) tokens.push(node);
  }
  return tokens;
}

/** Where the name begins: inside the quotes of a string. */
export function startOf(token: Token): number {
  return token.getStart() + (ts.isStringLiteralLike(token) ? 1 : 0);
}

function isToken(node: ts.Node): node is Token {
  return ts.isIdentifier(node) || ts.isPrivateIdentifier(node) || ts.isStringLiteralLike(node);
}

/** The innermost node around an offset. */
function nodeAt(node: ts.Node, offset: number): ts.Node {
  const holds = (one: ts.Node): boolean => one.pos <= offset && offset < one.end;
  const child = docsOf(node).find(holds) ?? ts.forEachChild(node, (one) => (holds(one) ? one : undefined));
  return child ? nodeAt(child, offset) : node;
}

/** The doc comments of a node, which are no children of it. */
function docsOf(node: ts.Node): readonly ts.Node[] {
  return (node as ts.Node & { readonly jsDoc?: readonly ts.JSDoc[] }).jsDoc ?? [];
}

/** The declaration that a token names; null where it only uses a name. */
export function declarationOf(token: Token): ts.Declaration | null {
  const { parent } = token;
  const isUse =
    ts.isPropertyAccessExpression(parent) ||
    ts.isElementAccessExpression(parent) ||
    ts.isMetaProperty(parent) ||
    ts.isJsxAttribute(parent) ||
    ts.isImportSpecifier(parent) ||
    ts.isExportSpecifier(parent);
  const declaration = parent as ts.Declaration;
  return !isUse && ts.getNameOfDeclaration(declaration) === token ? declaration : null;
}

import { ts } from 'ts-morph';

/** The symbol of a module, also of one that exports with CommonJS; undefined for a script. */
export function moduleSymbol(checker: ts.TypeChecker, source: ts.SourceFile): ts.Symbol | undefined {
  // The checker gives that of CommonJS only to those who name the module by a specifier.
  return checker.getSymbolAtLocation(source) ?? (source as ts.SourceFile & { readonly symbol?: ts.Symbol }).symbol;
}

/** What a module offers by a name, also as a property of `module.exports`. */
export function offered(checker: ts.TypeChecker, module: ts.Symbol, name: string): ts.Symbol | undefined {
  const found = checker.tryGetMemberInModuleExports(name, module);
  if (found) return found;
  const assigned = module.name === 'export=' ? module : module.exports?.get(ts.InternalSymbolName.ExportEquals);
  // `export =` of modules of TypeScript offers a value, not names.
  const isCommonJs = assigned?.declarations?.some((one) => isJavaScript(one));
  return assigned && isCommonJs ? checker.getTypeOfSymbol(assigned).getProperty(name) : undefined;
}

/** Where CommonJS exports a value under its own name: `exports.x = x`, or the key in `module.exports = { x }`. */
export type CommonJsExport = ts.ShorthandPropertyAssignment | ts.PropertyAssignment | ts.PropertyAccessExpression;

export function commonJsExport(symbol: ts.Symbol): CommonJsExport | undefined {
  return symbol.declarations?.find((one): one is CommonJsExport => isCommonJsExport(one));
}

export function isCommonJsExport(node: ts.Node): node is CommonJsExport {
  if (!isJavaScript(node)) return false;
  if (ts.isShorthandPropertyAssignment(node) || ts.isPropertyAssignment(node))
    return isExports(assignedTo(node.parent));
  return ts.isPropertyAccessExpression(node) && isExports(node.expression) && assigned(node) !== undefined;
}

/** The name of a value that CommonJS exports; undefined for another expression. */
export function exportedName(node: CommonJsExport): ts.Identifier | undefined {
  if (ts.isShorthandPropertyAssignment(node)) return node.name;
  const value = ts.isPropertyAssignment(node) ? node.initializer : assigned(node);
  return value && ts.isIdentifier(value) ? value : undefined;
}

/** What a name means that CommonJS exports. */
export function exportedValue(checker: ts.TypeChecker, node: CommonJsExport): ts.Symbol | undefined {
  if (ts.isShorthandPropertyAssignment(node)) return checker.getShorthandAssignmentValueSymbol(node);
  const name = exportedName(node);
  return name && checker.getSymbolAtLocation(name);
}

/** The module of `require('./x')`, which the checker follows in JavaScript only. */
export function requiredModule(checker: ts.TypeChecker, node: ts.Node | undefined): ts.Symbol | undefined {
  if (!node || !isJavaScript(node) || !ts.isCallExpression(node)) return undefined;
  const [specifier] = node.arguments;
  const isRequire = ts.isIdentifier(node.expression) && node.expression.text === 'require';
  return isRequire && specifier && ts.isStringLiteralLike(specifier)
    ? checker.getSymbolAtLocation(specifier)
    : undefined;
}

/** The module that an element of `const { x } = require('./x')` comes from. */
export function unpackedModule(checker: ts.TypeChecker, node: ts.Node): ts.Symbol | undefined {
  if (!ts.isBindingElement(node) || !ts.isObjectBindingPattern(node.parent)) return undefined;
  const { parent } = node.parent;
  return ts.isVariableDeclaration(parent) ? requiredModule(checker, parent.initializer) : undefined;
}

/** `exports` or `module.exports` */
export function isExports(node: ts.Node | undefined): boolean {
  if (!node) return false;
  if (ts.isIdentifier(node)) return node.text === 'exports';
  return (
    ts.isPropertyAccessExpression(node) &&
    ts.isIdentifier(node.expression) &&
    node.expression.text === 'module' &&
    node.name.text === 'exports'
  );
}

/** What a value is assigned to. */
export function assignedTo(value: ts.Node): ts.Expression | undefined {
  const { parent } = value;
  return isAssignment(parent) && parent.right === value ? parent.left : undefined;
}

/** What is assigned to a target. */
function assigned(target: ts.Node): ts.Expression | undefined {
  const { parent } = target;
  return isAssignment(parent) && parent.left === target ? parent.right : undefined;
}

function isAssignment(node: ts.Node): node is ts.BinaryExpression {
  return ts.isBinaryExpression(node) && node.operatorToken.kind === ts.SyntaxKind.EqualsToken;
}

function isJavaScript({ flags }: ts.Node): boolean {
  return (flags & ts.NodeFlags.JavaScriptFile) !== 0;
}

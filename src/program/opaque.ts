import { ts } from 'ts-morph';
import type { Path } from '../core/location.ts';
import type { Binding, Form } from './binding.ts';
import { isSpecifier } from './binding.ts';
import { assignedTo, isExports, moduleSymbol, requiredModule } from './common-js.ts';
import { pathOf, type Program } from './program.ts';
import { placeText } from './place.ts';
import { startOf, type Token, tokensNamed } from './tokens.ts';
import type { ProgramSources } from './wish.ts';

interface Named {
  readonly name: string;
  readonly binding: Binding;
}

/** How each token of a file uses the symbol that does. */
export function usesIn(
  sources: ProgramSources,
  program: Program,
  source: ts.SourceFile,
  named: Named,
): ReadonlyMap<Token, Form> {
  const uses = new Map(mockedKeys(sources, program, source, named));
  for (const token of tokensNamed(source, named.name)) {
    const form = named.binding.formOf(token);
    if (form !== null) uses.set(token, form);
  }
  return uses;
}

/** The keys of objects that stand for a module in tests: `vi.mock('./a', () => ({ x: … }))`. */
function mockedKeys(
  sources: ProgramSources,
  program: Program,
  source: ts.SourceFile,
  { name, binding }: Named,
): ReadonlyMap<Token, Form> {
  const keys = new Map<Token, Form>();
  if (!/mock/i.test(source.text)) return keys;
  for (const token of tokensNamed(source, name)) {
    const object = ts.isObjectLiteralElement(token.parent) && token.parent.name === token ? token.parent.parent : null;
    const call = object && ts.isObjectLiteralExpression(object) ? factoryCall(object) : null;
    const module = call && moduleOf(sources, program, call);
    if (module && binding.isOfferedBy(module))
      keys.set(token, ts.isShorthandPropertyAssignment(token.parent) ? 'key' : 'plain');
  }
  return keys;
}

/** The call whose last argument is a function that returns the object. */
function factoryCall(object: ts.ObjectLiteralExpression): ts.CallExpression | null {
  let node: ts.Node = object;
  while (
    ts.isParenthesizedExpression(node.parent) ||
    ts.isReturnStatement(node.parent) ||
    ts.isBlock(node.parent) ||
    ts.isAsExpression(node.parent) ||
    ts.isArrowFunction(node.parent) ||
    ts.isFunctionExpression(node.parent)
  )
    node = node.parent;
  const call = node.parent;
  const isFactory = ts.isCallExpression(call) && node !== object && call.arguments.slice(1).some((one) => one === node);
  return isFactory && /mock$/i.test(call.expression.getText()) ? call : null;
}

/** The module that a call names by its first argument. */
function moduleOf(sources: ProgramSources, program: Program, call: ts.CallExpression): ts.Symbol | undefined {
  const [first] = call.arguments;
  const literal = first && ts.isCallExpression(first) ? first.arguments[0] : first;
  if (!literal || !ts.isStringLiteralLike(literal)) return undefined;
  const file = sources.target(pathOf(call.getSourceFile().fileName), literal.text);
  return file !== null && program.files.includes(file)
    ? moduleSymbol(program.checker, program.source(file))
    : undefined;
}

/** A use of a module that holds the symbol by means that the checker cannot follow; null where there is none. */
export function opaqueUse(
  sources: ProgramSources,
  program: Program,
  { changes, ...named }: Named & { readonly changes: ReadonlyMap<Path, readonly { readonly start: number }[]> },
): string | null {
  for (const file of program.files) {
    const source = program.source(file);
    const escaped = escapedModule(program, source, named);
    if (escaped) return `${placeText(escaped)} uses the module as a whole, and may read \`${named.name}\` from it`;
    const changed = new Set(changes.get(file)?.map(({ start }) => start));
    const left = tokensNamed(source, named.name).filter(
      (token) => !changed.has(startOf(token)) && isUnclear(program, token),
    );
    if (left[0] && callsModule(sources, program, source, named))
      return `\`${named.name}\` in ${placeText(left[0])} may be it, and its type is not known`;
  }
  return null;
}

/** A property that nothing declares, or a string. */
function isUnclear({ checker }: Program, token: Token): boolean {
  const { parent } = token;
  if (ts.isStringLiteralLike(token)) return !ts.isImportDeclaration(parent) && !ts.isExportDeclaration(parent);
  if (ts.isPropertyAccessExpression(parent)) return parent.name === token && !checker.getSymbolAtLocation(token);
  if (ts.isQualifiedName(parent)) return parent.right === token && !checker.getSymbolAtLocation(token);
  if (!ts.isBindingElement(parent)) return false;
  const key = parent.propertyName ?? parent.name;
  return key === token && !checker.getTypeAtLocation(parent.parent).getProperty(token.text);
}

/** Does a file name a module that offers the symbol in a call: `require`, `import()`, mocks? */
function callsModule(sources: ProgramSources, program: Program, source: ts.SourceFile, { binding }: Named): boolean {
  const search = (node: ts.Node): boolean =>
    (ts.isCallExpression(node) &&
      !requiredModule(program.checker, node) &&
      binding.isOfferedBy(moduleOf(sources, program, node))) ||
    (ts.forEachChild(node, (one) => search(one) || undefined) ?? false);
  return search(source);
}

/** A use of a module with the symbol that is not a use of one of its names. */
function escapedModule(program: Program, source: ts.SourceFile, { binding }: Named): ts.Node | null {
  const required = requiresIn(program, source, binding);
  const handedOn = required.find((call) => !isPlainlyUsed(call) && !isExports(assignedTo(call)));
  if (handedOn) return handedOn;
  for (const local of [...moduleNames(program, source, binding), ...required.flatMap(namesOf)]) {
    const escaped = tokensNamed(source, local.text).find(
      (token) => ts.isIdentifier(token) && isSameModule(program, token, local) && !isPlainUse(token),
    );
    if (escaped) return escaped;
  }
  return null;
}

/** The names of a file that stand for a module with the symbol. */
function moduleNames({ checker }: Program, source: ts.SourceFile, binding: Binding): ts.Identifier[] {
  const names = source.statements.flatMap((statement): ts.Identifier[] => {
    if (!ts.isImportDeclaration(statement)) return [];
    const { name, namedBindings } = statement.importClause ?? {};
    const named =
      namedBindings && ts.isNamedImports(namedBindings) ? namedBindings.elements.map((one) => one.name) : [];
    return [
      name,
      namedBindings && ts.isNamespaceImport(namedBindings) ? namedBindings.name : undefined,
      ...named,
    ].filter((one) => one !== undefined);
  });
  return names.filter((name) => {
    const symbol = checker.getSymbolAtLocation(name);
    const module = symbol && (symbol.flags & ts.SymbolFlags.Alias) !== 0 ? checker.getAliasedSymbol(symbol) : undefined;
    return module && (module.flags & ts.SymbolFlags.ValueModule) !== 0 && binding.isOfferedBy(module);
  });
}

/** The calls of `require` in a file of JavaScript that lead to a module with the symbol. */
function requiresIn({ checker }: Program, source: ts.SourceFile, binding: Binding): ts.CallExpression[] {
  const found: ts.CallExpression[] = [];
  const search = (node: ts.Node): void => {
    if (ts.isCallExpression(node) && binding.isOfferedBy(requiredModule(checker, node))) found.push(node);
    ts.forEachChild(node, search);
  };
  if (source.text.includes('require')) search(source);
  return found;
}

/** The variable that a call of `require` becomes. */
function namesOf({ parent }: ts.CallExpression): ts.Identifier[] {
  return ts.isVariableDeclaration(parent) && ts.isIdentifier(parent.name) ? [parent.name] : [];
}

function isSameModule({ checker }: Program, token: Token, local: ts.Identifier): boolean {
  const { parent } = token;
  const symbol =
    ts.isShorthandPropertyAssignment(parent) && parent.name === token
      ? checker.getShorthandAssignmentValueSymbol(parent)
      : checker.getSymbolAtLocation(token);
  return symbol !== undefined && symbol === checker.getSymbolAtLocation(local);
}

/** One name of a module, as an expression has it, or a variable for it. */
function isPlainlyUsed({ parent }: ts.Node): boolean {
  if (ts.isElementAccessExpression(parent)) return ts.isStringLiteralLike(parent.argumentExpression);
  if (ts.isVariableDeclaration(parent))
    return !ts.isObjectBindingPattern(parent.name) || parent.name.elements.every((one) => !one.dotDotDotToken);
  return ts.isPropertyAccessExpression(parent) || ts.isExpressionStatement(parent);
}

/** One name of the module, the import or export of it, or its type. */
function isPlainUse(token: Token): boolean {
  const { parent } = token;
  if (ts.isVariableDeclaration(parent) && parent.initializer === token && ts.isIdentifier(parent.name)) return false;
  if (isPlainlyUsed(token) || ts.isQualifiedName(parent)) return true;
  if (ts.isJsxOpeningLikeElement(parent) || ts.isTypeQueryNode(parent)) return true;
  return ts.isImportClause(parent) || ts.isNamespaceImport(parent) || isSpecifier(parent);
}

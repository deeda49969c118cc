import { ts } from 'ts-morph';
import type { Path } from '../core/location.ts';
import type { Change } from './change.ts';
import { placeText } from './place.ts';
import type { Program } from './program.ts';
import { startOf, type Token, tokensNamed } from './tokens.ts';
import type { ProgramSources } from './wish.ts';

/** A member, its declarations in all classes and types that share it, and where its name is written. */
export interface Family {
  readonly name: string;
  readonly owner: ts.Symbol;
  readonly family: readonly ts.Declaration[];
  readonly changes: ReadonlyMap<Path, readonly Change[]>;
}

/** Why a person should look at the rename of a member: what the types of the project cannot tell. */
export function doubtsOf(sources: ProgramSources, program: Program, family: Family): string[] {
  return [
    publicDoubt(sources, program, family),
    unknownBase(program, family),
    unknownUse(program, family),
    ...(isData(family.family) ? [outsideData(program, family), otherShape(program, family)] : []),
    wholeEnum(program, family),
  ].filter((one) => one !== null);
}

function publicDoubt(
  sources: ProgramSources,
  { checker, files, source }: Program,
  { owner, name, family }: Family,
): string | null {
  if (family.every((one) => (ts.getCombinedModifierFlags(one) & ts.ModifierFlags.Private) !== 0)) return null;
  const homes = family
    .map(({ parent }) => parent)
    .filter((one) => ts.isClassLike(one) || ts.isInterfaceDeclaration(one));
  const owners = new Set([owner, ...homes.map(({ name: own }) => own && checker.getSymbolAtLocation(own))]);
  for (const file of files) {
    const entry = sources.entryOf(file);
    const module = entry === null ? undefined : checker.getSymbolAtLocation(source(file));
    const exported = module ? checker.getExportsOfModule(module) : [];
    const isOwner = (one: ts.Symbol): boolean =>
      owners.has((one.flags & ts.SymbolFlags.Alias) !== 0 ? checker.getAliasedSymbol(one) : one);
    if (entry !== null && exported.some(isOwner)) return `\`${name}\` is public: ${file} is an entry of ${entry}`;
  }
  return null;
}

/** A class or interface above a declaration whose members are not known. */
function unknownBase({ checker }: Program, { family, name }: Family): string | null {
  for (const { parent } of family) {
    if (!ts.isClassLike(parent) && !ts.isInterfaceDeclaration(parent)) continue;
    const bases = (parent.heritageClauses ?? []).flatMap(({ types }) => [...types]);
    const unknown = bases.find(
      (one) => isAny(checker.getTypeAtLocation(one)) || isAny(checker.getTypeAtLocation(one.expression)),
    );
    if (unknown)
      return `\`${unknown.expression.getText()}\` in ${placeText(unknown)} may declare \`${name}\`, and its types are not known`;
  }
  return null;
}

/** A use of the name on something whose type is not known. */
function unknownUse(program: Program, { name, changes }: Family): string | null {
  for (const file of program.files) {
    const starts = new Set(changes.get(file)?.map(({ start }) => start));
    const use = tokensNamed(program.source(file), name).find(
      (token) => !starts.has(startOf(token)) && isUnknown(program, token),
    );
    if (use) return `\`${name}\` in ${placeText(use)} may be it: the type there is not known`;
  }
  return null;
}

function isUnknown({ checker }: Program, token: Token): boolean {
  const { parent } = token;
  if (ts.isPropertyAccessExpression(parent))
    return parent.name === token && isAny(checker.getTypeAtLocation(parent.expression));
  if (ts.isElementAccessExpression(parent)) return isAny(checker.getTypeAtLocation(parent.expression));
  if (ts.isBindingElement(parent) && ts.isObjectBindingPattern(parent.parent))
    return (parent.propertyName ?? parent.name) === token && isAny(checker.getTypeAtLocation(parent.parent));
  if (ts.isJsxAttribute(parent)) return isAny(checker.getTypeAtLocation(parent.parent.parent.tagName));
  if (!ts.isObjectLiteralElement(parent) || parent.name !== token || !ts.isObjectLiteralExpression(parent.parent))
    return false;
  const expected = checker.getContextualType(parent.parent);
  return expected !== undefined && isAny(expected);
}

function isAny({ flags }: ts.Type): boolean {
  return (flags & ts.TypeFlags.Any) !== 0;
}

/** Properties hold data, which may come from outside or go there; methods do not. */
function isData(family: readonly ts.Declaration[]): boolean {
  return family.some(
    (one) =>
      ts.isPropertySignature(one) ||
      ts.isPropertyAssignment(one) ||
      ts.isPropertyDeclaration(one) ||
      ts.isParameter(one),
  );
}

/** Where something without a known type becomes an object with the property, or such an object becomes something else. */
function outsideData({ checker, files, source }: Program, { name, family }: Family): string | null {
  const members = new Set(family);
  const has = (type: ts.Type): boolean =>
    type.getProperty(name)?.declarations?.some((one) => members.has(one)) ??
    (type.isUnionOrIntersection() && type.types.some(has));
  const isLoose = ({ flags }: ts.Type): boolean => (flags & (ts.TypeFlags.Any | ts.TypeFlags.Unknown)) !== 0;
  const crosses = (node: ts.Node): boolean => {
    if (ts.isAsExpression(node) || ts.isTypeAssertionExpression(node))
      return isLoose(checker.getTypeAtLocation(node.expression)) && has(checker.getTypeAtLocation(node.type));
    if (!ts.isExpression(node) || !isHandedOver(node) || !mayHold(node)) return false;
    // What a function declares tells most, and costs less than the type of what it gets.
    const declared = expectedBy(checker, node);
    if (declared?.every((one) => !isLoose(one) && !has(one))) return false;
    const type = checker.getTypeAtLocation(node);
    const [isUnknown, isHolder] = [isLoose(type), has(checker.getApparentType(type))];
    const expected = isUnknown || (isHolder && !isLogged(node)) ? checker.getContextualType(node) : undefined;
    return expected !== undefined && (isUnknown ? has(expected) : isLoose(expected));
  };
  const find = (node: ts.Node): ts.Node | undefined => (crosses(node) ? node : ts.forEachChild(node, find));
  for (const file of files) {
    const node = find(source(file));
    if (node) return `an object with \`${name}\` comes from or goes to something without a type in ${placeText(node)}`;
  }
  return null;
}

/** What all signatures of a function declare for an argument, or a function for its result; null where only the whole call tells. */
function expectedBy(checker: ts.TypeChecker, node: ts.Expression): readonly ts.Type[] | null {
  const { parent } = node;
  if (ts.isReturnStatement(parent) || ts.isArrowFunction(parent)) {
    const home = ts.findAncestor(parent, ts.isFunctionLike);
    const isPlain = home && (!ts.isExpression(home) || ts.isVariableDeclaration(home.parent));
    return isPlain && !home.type && !(ts.isVariableDeclaration(home.parent) && home.parent.type) ? [] : null;
  }
  if (!ts.isCallExpression(parent) && !ts.isNewExpression(parent)) return null;
  const callee = checker.getTypeAtLocation(parent.expression);
  const signatures = ts.isNewExpression(parent) ? callee.getConstructSignatures() : callee.getCallSignatures();
  const index = parent.arguments?.indexOf(node) ?? 0;
  const isOpen =
    signatures.length === 0 ||
    parent.typeArguments !== undefined ||
    parent.arguments?.slice(0, index + 1).some(ts.isSpreadElement);
  if (isOpen) return null;
  return signatures.flatMap(({ parameters }) => {
    const last = parameters.at(-1);
    const isRest =
      last?.valueDeclaration && ts.isParameter(last.valueDeclaration) && last.valueDeclaration.dotDotDotToken;
    const parameter = isRest && index >= parameters.length - 1 ? last : parameters[index];
    const type = parameter && checker.getTypeOfSymbolAtLocation(parameter, node);
    if (!type) return [];
    return parameter === last && isRest ? (checker.getIndexTypeOfType(type, ts.IndexKind.Number) ?? type) : type;
  });
}

/** Can it be an object, or something without a type? Functions and plain values are not. */
function mayHold(node: ts.Expression): boolean {
  return !ts.isFunctionLike(node) && !ts.isLiteralExpression(node) && !ts.isTemplateExpression(node);
}

/** A value that something else gets: an argument, an initializer, a result. */
function isHandedOver(node: ts.Expression): boolean {
  const { parent } = node;
  if (ts.isCallExpression(parent) || ts.isNewExpression(parent)) return parent.arguments?.includes(node) ?? false;
  if (ts.isVariableDeclaration(parent)) return parent.initializer === node && parent.type !== undefined;
  return ts.isReturnStatement(parent) || (ts.isArrowFunction(parent) && parent.body === node);
}

function isLogged({ parent }: ts.Node): boolean {
  return ts.isCallExpression(parent) && /^console\./.test(parent.expression.getText());
}

/** Another declaration of the name may fill an optional property without an error. */
function otherShape({ files, source }: Program, { name, family, changes }: Family): string | null {
  const isOptional = family.some((one) => 'questionToken' in one && one.questionToken !== undefined);
  if (!isOptional) return null;
  for (const file of files) {
    const starts = new Set(changes.get(file)?.map(({ start }) => start));
    const other = tokensNamed(source(file), name).find((token) => !starts.has(startOf(token)) && isKey(token));
    if (other) return `\`${name}\` is optional, and the one of ${placeText(other)} may be meant for it`;
  }
  return null;
}

function isKey({ parent }: Token): boolean {
  return ts.isPropertyAssignment(parent) || ts.isPropertySignature(parent) || ts.isShorthandPropertyAssignment(parent);
}

/** An enum whose names may be read while the program runs. */
function wholeEnum(program: Program, { owner }: Family): string | null {
  if ((owner.flags & ts.SymbolFlags.Enum) === 0) return null;
  const { checker } = program;
  for (const file of program.files) {
    const use = tokensNamed(program.source(file), owner.name).find((token) => {
      const { parent } = token;
      const isValue =
        ts.isExpression(parent) || ts.isPropertyAssignment(parent) || ts.isShorthandPropertyAssignment(parent);
      const isMember =
        ts.isPropertyAccessExpression(parent) ||
        (ts.isElementAccessExpression(parent) && ts.isStringLiteralLike(parent.argumentExpression));
      return isValue && !isMember && checker.getSymbolAtLocation(token)?.name === owner.name;
    });
    if (use) return `${placeText(use)} uses the enum as a whole, and may read its names`;
  }
  return null;
}

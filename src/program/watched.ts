import { ts } from 'ts-morph';
import type { Path } from '../core/location.ts';
import type { Change } from './change.ts';
import { isLibrary, pathOf, type Program } from './program.ts';
import { declarationOf, startOf, type Token, tokensNamed } from './tokens.ts';

interface Renaming {
  /** The old name and the new one. */
  readonly names: readonly string[];
  /** The declarations of the renamed member. */
  readonly family: readonly ts.Declaration[];
  readonly changes: ReadonlyMap<Path, readonly Change[]>;
}

/**
 * The files in which TypeScript may report something new: those that have one of the names, and those in which the type of the member can meet a rival,
 * something else that has one of the names. A file without the names knows a rival only if it imports it, directly or not, or if it is global.
 */
export function watchedFiles(program: Program, renaming: Renaming): readonly Path[] {
  const { files, others, source } = program;
  const isFit = fitness(program, renaming);
  const rivals = [...files.map(source), ...others].filter((one) =>
    rivalsIn(one, renaming).some((token) => isFit(token)),
  );
  const isGlobal = rivals.some((one) => !ts.isExternalModule(one));
  const meeting = isGlobal ? new Set(files) : program.importersOf(rivals.map(({ fileName }) => pathOf(fileName)));
  // `Capitalize` and the like make names of a member with other letters.
  const names = renaming.names.map((name) => name.toLowerCase());
  const isNamed = (file: Path): boolean => {
    const text = source(file).text.toLowerCase();
    return names.some((name) => text.includes(name));
  };
  return files.filter((file) => meeting.has(file) || isNamed(file));
}

/** Where a file gives one of the names to something that is not renamed. */
function rivalsIn(source: ts.SourceFile, { names, changes }: Renaming): Token[] {
  const own = changes.get(pathOf(source.fileName)) ?? [];
  const isChanged = (token: Token): boolean => {
    const offset = startOf(token);
    return own.some(({ start, end }) => start <= offset && offset < end);
  };
  return names.flatMap((name) => tokensNamed(source, name)).filter((token) => isNamer(token) && !isChanged(token));
}

/** Does a token give its name to a part of something: a member, an export, a key that a type may list? */
function isNamer(token: Token): boolean {
  const { parent } = token;
  if (ts.isExportSpecifier(parent)) return true;
  if (isTarget(parent)) return parent.name === token;
  const declaration = declarationOf(token);
  if (!declaration) return ts.isStringLiteralLike(token) && !ts.isImportDeclaration(parent);
  return (
    ts.isClassElement(declaration) ||
    ts.isTypeElement(declaration) ||
    ts.isObjectLiteralElement(declaration) ||
    ts.isEnumMember(declaration) ||
    ts.isBindingElement(declaration) ||
    ts.isParameterPropertyDeclaration(declaration, declaration.parent) ||
    (ts.getCombinedModifierFlags(declaration) & ts.ModifierFlags.Export) !== 0
  );
}

/** `f.name` of `f.name = …`, which adds a member to a function. */
function isTarget(node: ts.Node): node is ts.PropertyAccessExpression {
  const { parent } = node;
  return ts.isPropertyAccessExpression(node) && ts.isBinaryExpression(parent) && parent.left === node;
}

/** Tells whether a type with the member, and one with a rival, may fit each other: both members must, and what the language declares must as a whole. */
function fitness({ checker }: Program, { family, names }: Renaming): (rival: Token) => boolean {
  const types = family.map((one) => checker.getTypeAtLocation(one));
  const owners = family.map(({ parent }) => checker.getTypeAtLocation(parent));
  const isOpen = family.some((one) => isOptional(one) || isGeneric(one));
  const fits = (one: ts.Type, other: ts.Type): boolean =>
    checker.isTypeAssignableTo(one, other) || checker.isTypeAssignableTo(other, one);
  return (rival) => {
    if (isLibrary(rival.getSourceFile())) {
      const home = ts.findAncestor(rival, ts.isInterfaceDeclaration);
      const type = home && checker.getTypeAtLocation(home);
      if (!type || !owners.some((owner) => covers(owner, type, names) || covers(type, owner, names))) return false;
    }
    if (isOpen || ts.isStringLiteralLike(rival) || isGeneric(rival)) return true;
    const type = checker.getTypeAtLocation(rival);
    return types.some((one) => fits(one, type));
  };
}

/** Does a type have all members that another requires, but for some names? */
function covers(type: ts.Type, other: ts.Type, names: readonly string[]): boolean {
  return other.getProperties().every((one) => {
    const isRequired = (one.flags & ts.SymbolFlags.Optional) === 0 && !names.includes(one.name);
    return !isRequired || type.getProperty(one.name) !== undefined;
  });
}

function isOptional(declaration: ts.Declaration): boolean {
  return 'questionToken' in declaration && declaration.questionToken !== undefined;
}

/** What has type parameters around it may be anything. */
function isGeneric(node: ts.Node): boolean {
  return ts.findAncestor(node, (one) => 'typeParameters' in one && one.typeParameters !== undefined) !== undefined;
}

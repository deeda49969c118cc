import { ts } from 'ts-morph';
import type { Path } from '../core/location.ts';
import { type Change, type Origin, originOf } from './change.ts';
import { pathOf, type Program } from './program.ts';

/** Where a name is written, in a text before a rename. */
export interface Spot {
  readonly file: Path;
  readonly offset: number;
}

interface Renaming {
  readonly name: string;
  readonly to: string;
  readonly changes: ReadonlyMap<Path, readonly Change[]>;
}

/**
 * The keys of objects which have a type of their own, and fitted the type with the renamed member only by it: `const event = { version: 1 }; handle(event)`.
 * They are found by the errors that a file has after the rename.
 */
export function twinsIn({ checker, errors, source }: Program, file: Path, { name, to, changes }: Renaming): Spot[] {
  const twins: Spot[] = [];
  const seen = new Set<string>();
  const isRenamed = (type: ts.Type): boolean =>
    type.getProperty(to)?.declarations?.some((one) => spotOf(one, changes).isNew) ?? false;
  const compare = (type: ts.Type, expected: ts.Type, depth: number): void => {
    const key = [type, expected].map((one) => (one as ts.Type & { readonly id: number }).id).join();
    if (depth === 0 || seen.has(key)) return;
    seen.add(key);
    for (const wanted of partsOf(expected))
      for (const one of partsOf(type)) {
        if (isRenamed(wanted)) twins.push(...keysNamed(one, name).map((found) => spotOf(found, changes)));
        for (const property of one.getProperties()) {
          const other = wanted.getProperty(property.name);
          if (other) compare(checker.getTypeOfSymbol(property), checker.getTypeOfSymbol(other), depth - 1);
        }
        const [element, other] = [one, wanted].map((list) => checker.getIndexTypeOfType(list, ts.IndexKind.Number));
        if (element && other) compare(element, other, depth - 1);
      }
  };
  for (const { start = 0, length = 0 } of errors(file))
    for (const [type, expected] of fittingsAt(checker, source(file), { start, end: start + length }))
      compare(type, expected, deepest);
  return twins;
}

function keysNamed(type: ts.Type, name: string): ts.ObjectLiteralElement[] {
  const declarations = type.getProperty(name)?.declarations ?? [];
  return declarations.filter((one) => ts.isPropertyAssignment(one) || ts.isShorthandPropertyAssignment(one));
}

function spotOf(declaration: ts.Declaration, changes: Renaming['changes']): Spot & Origin {
  const file = pathOf(declaration.getSourceFile().fileName);
  const start = (ts.getNameOfDeclaration(declaration) ?? declaration).getStart();
  return { file, ...originOf(changes.get(file) ?? [], start) };
}

/** How deep a member may be in an object. */
const deepest = 6;

function partsOf(type: ts.Type): readonly ts.Type[] {
  return type.isUnion() ? type.types : [type];
}

/** The types of what a stretch of a text holds or declares, with those that they must fit. */
function fittingsAt(
  checker: ts.TypeChecker,
  source: ts.SourceFile,
  { start, end }: { readonly start: number; readonly end: number },
): [type: ts.Type, expected: ts.Type][] {
  const found: [ts.Type, ts.Type][] = [];
  const add = (node: ts.Node, expected: ts.Type | undefined): void => {
    if (expected) found.push([checker.getTypeAtLocation(node), expected]);
  };
  const search = (node: ts.Node): void => {
    if (node.end < start || node.getStart() > end) return;
    const { parent } = node;
    if (node.getStart() >= start && node.end <= end && ts.isExpression(node)) {
      add(node, checker.getContextualType(node));
      if (ts.isCallOrNewExpression(parent))
        for (const one of parent.arguments ?? []) add(one, checker.getContextualType(one));
      if (ts.isAsExpression(node)) add(node.expression, checker.getTypeAtLocation(node.type));
      if (ts.isPropertyAssignment(parent) && parent.name === node)
        add(parent.initializer, checker.getContextualType(parent.initializer));
      if (ts.isVariableDeclaration(parent) && parent.initializer)
        add(parent.initializer, checker.getTypeAtLocation(parent.name));
    }
    ts.forEachChild(node, search);
  };
  search(source);
  return found;
}

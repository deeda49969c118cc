import type ts from 'typescript';
import { intersectionOf, scalar, type Shape, type ShapeProperty, unionOf, unknownShape } from '../core/shape.ts';
import type { Location } from '../core/location.ts';
import { createDeclarations, type Declarations } from './type-declarations.ts';
import { bare } from './type-nodes.ts';
import type { TypeScript } from './typed-host.ts';

/** What values are as JSON has them, by their types. */
export interface TypeShapes {
  /** Of an expression or a type, or of a property of it. */
  of(node: ts.Node, member: string | null): Shape;
}

/** A value, or nothing: a function, `undefined`. JSON leaves it out. */
type Sent = Shape | null;

/** Where a value is inside of another. */
interface Depth {
  readonly steps: number;
  readonly above: readonly ts.Type[];
}

interface Reading {
  readonly loaded: TypeScript;
  readonly checker: ts.TypeChecker;
  readonly declarations: Declarations;
  locate(node: ts.Node): Location | null;
}

const most = { steps: 8, properties: 120 };
const outside: Depth = { steps: 0, above: [] };

/** Reads shapes off the types of a program. `locate` tells where a declaration of the project is. */
export function typeShapes(
  loaded: TypeScript,
  program: ts.Program,
  locate: (node: ts.Node) => Location | null,
): TypeShapes {
  const checker = program.getTypeChecker();
  const reading: Reading = { loaded, checker, locate, declarations: createDeclarations(loaded, program) };
  return {
    of(node, member) {
      if (!loaded.isTypeNode(node))
        return (member === null ? ofExpression(node, outside, reading) : null) ?? unknownShape;
      const type = checker.getTypeFromTypeNode(node);
      const symbol = member === null ? null : checker.getPropertyOfType(type, member);
      if (symbol === undefined) return unknownShape;
      const whole = symbol === null ? type : checker.getTypeOfSymbolAtLocation(symbol, node);
      return ofType(checker.getAwaitedType(whole) ?? whole, outside, reading) ?? unknownShape;
    },
  };
}

/** Literals are what they are, which their types no longer tell. */
function ofExpression(written: ts.Node, depth: Depth, reading: Reading): Sent {
  const { loaded, checker } = reading;
  const node = bare(written, loaded);
  if (loaded.isObjectLiteralExpression(node)) return ofObject(node, depth, reading);
  if (loaded.isArrayLiteralExpression(node)) return ofArray(node, depth, reading);
  if (loaded.isConditionalExpression(node))
    return anyOf([node.whenTrue, node.whenFalse].map((one) => ofExpression(one, depth, reading)));
  if (loaded.isStringLiteralLike(node)) return { kind: 'enum', values: [JSON.stringify(node.text)] };
  if (loaded.isNumericLiteral(node)) return { kind: 'enum', values: [node.text] };
  const type = checker.getTypeAtLocation(node);
  return ofType(checker.getAwaitedType(type) ?? type, depth, reading);
}

function ofObject(node: ts.ObjectLiteralExpression, depth: Depth, reading: Reading): Shape {
  const { loaded, checker, locate } = reading;
  const inside = { ...depth, steps: depth.steps + 1 };
  const properties = new Map<string, ShapeProperty>();
  let rest: Shape | null = null;
  const put = (name: string, sent: Sent, optional: boolean, at: ts.Node): void => {
    properties.delete(name);
    if (sent) properties.set(name, { name, shape: sent, required: !optional, at: locate(at) });
  };
  for (const one of node.properties) {
    if (loaded.isSpreadAssignment(one)) {
      const spread = ofSpread(one.expression, inside, reading);
      if (spread.kind !== 'object') rest = unknownShape;
      else for (const property of spread.properties) properties.set(property.name, overlaid(properties, property));
      if (spread.kind === 'object') rest ??= spread.rest;
      continue;
    }
    const name = one.name && !loaded.isComputedPropertyName(one.name) ? one.name.text : null;
    if (name === null) rest = unknownShape;
    else if (loaded.isPropertyAssignment(one))
      put(name, ofExpression(one.initializer, inside, reading), mayLack(one.initializer, reading), one.name);
    else if (loaded.isShorthandPropertyAssignment(one)) {
      const value = checker.getShorthandAssignmentValueSymbol(one);
      const type = value ? checker.getTypeOfSymbolAtLocation(value, one.name) : checker.getTypeAtLocation(one.name);
      put(name, ofType(type, inside, reading), hasUndefined(type, loaded), one.name);
    }
  }
  return { kind: 'object', properties: [...properties.values()], rest };
}

/** What is spread over a property may be absent, and then leaves it. */
function overlaid(properties: ReadonlyMap<string, ShapeProperty>, added: ShapeProperty): ShapeProperty {
  const before = properties.get(added.name);
  return before && !added.required
    ? { ...added, shape: unionOf([before.shape, added.shape]), required: before.required }
    : added;
}

/** `...(x && { a })`: what is not in each of the options may be absent. */
function ofSpread(node: ts.Expression, depth: Depth, reading: Reading): Shape {
  const { loaded, checker } = reading;
  const inner = bare(node, loaded);
  if (loaded.isObjectLiteralExpression(inner)) return ofObject(inner, depth, reading);
  const type = checker.getTypeAtLocation(inner);
  const parts = type.isUnion() ? type.types : [type];
  const options = parts.flatMap((part) => {
    if (part.flags & (loaded.TypeFlags.Undefined | loaded.TypeFlags.Null | loaded.TypeFlags.BooleanLike))
      return [nothing];
    if (isEmpty(part, reading)) return [nothing];
    return [ofType(part, depth, reading) ?? nothing];
  });
  if (options.some(({ kind }) => kind !== 'object')) return unknownShape;
  const objects = options.flatMap((one) => (one.kind === 'object' ? [one] : []));
  const names = new Set(objects.flatMap(({ properties }) => properties.map(({ name }) => name)));
  const properties = [...names].flatMap((name): ShapeProperty[] => {
    const found = objects.flatMap((one) => one.properties.filter((property) => property.name === name));
    const [first] = found;
    if (!first) return [];
    const isAlways = found.length === objects.length && found.every(({ required }) => required);
    return [{ ...first, shape: unionOf(found.map(({ shape }) => shape)), required: isAlways }];
  });
  return { kind: 'object', properties, rest: objects.find(({ rest }) => rest)?.rest ?? null };
}

const nothing: Shape = { kind: 'object', properties: [], rest: null };

/** `{}` of `x ? { a } : {}`. */
function isEmpty(type: ts.Type, { loaded, checker }: Reading): boolean {
  const flags = type.flags & loaded.TypeFlags.Object ? (type as ts.ObjectType).objectFlags : 0;
  return (flags & loaded.ObjectFlags.ObjectLiteral) !== 0 && checker.getPropertiesOfType(type).length === 0;
}

function ofArray({ elements }: ts.ArrayLiteralExpression, depth: Depth, reading: Reading): Shape {
  const { loaded } = reading;
  const items = elements.map((one) =>
    loaded.isSpreadElement(one)
      ? unknownShape
      : (ofExpression(one, { ...depth, steps: depth.steps + 1 }, reading) ?? scalar('null')),
  );
  return { kind: 'array', items: unionOf(items) };
}

function mayLack(node: ts.Expression, { loaded, checker }: Reading): boolean {
  return hasUndefined(checker.getTypeAtLocation(node), loaded);
}

function hasUndefined(type: ts.Type, { TypeFlags }: TypeScript): boolean {
  return (type.isUnion() ? type.types : [type]).some(({ flags }) => flags & (TypeFlags.Undefined | TypeFlags.Void));
}

function anyOf(options: readonly Sent[]): Sent {
  const present = options.flatMap((one) => one ?? []);
  return present.length === 0 ? null : unionOf(present);
}

function ofType(type: ts.Type, depth: Depth, reading: Reading): Sent {
  const { TypeFlags } = reading.loaded;
  const { flags } = type;
  if (flags & (TypeFlags.Undefined | TypeFlags.Void | TypeFlags.ESSymbolLike)) return null;
  if (flags & TypeFlags.Boolean) return scalar('boolean');
  if (flags & TypeFlags.Null) return scalar('null');
  if (type.isUnion()) return anyOf(withoutPairs(type.types, reading).map((one) => ofType(one, depth, reading)));
  if (type.isStringLiteral() || type.isNumberLiteral()) return { kind: 'enum', values: [JSON.stringify(type.value)] };
  if (flags & TypeFlags.BooleanLiteral) return { kind: 'enum', values: [reading.checker.typeToString(type)] };
  if (flags & TypeFlags.StringLike) return scalar('string');
  if (flags & TypeFlags.NumberLike) return flags & TypeFlags.Enum ? unknownShape : scalar('number');
  if (type.isIntersection()) return ofIntersection(type, depth, reading);
  if (flags & TypeFlags.Object) return ofObjectType(type as ts.ObjectType, depth, reading);
  return unknownShape;
}

/** Both literals of `boolean` are one type. */
function withoutPairs(types: readonly ts.Type[], { loaded, checker }: Reading): readonly ts.Type[] {
  const literals = types.filter(({ flags }) => flags & loaded.TypeFlags.BooleanLiteral);
  return literals.length < 2 ? types : [...types.filter((one) => !literals.includes(one)), checker.getBooleanType()];
}

/** A branded type is what it brands. */
function ofIntersection(type: ts.IntersectionType, depth: Depth, reading: Reading): Sent {
  const { TypeFlags } = reading.loaded;
  const primitive = type.types.find(({ flags }) => flags & (TypeFlags.StringLike | TypeFlags.NumberLike));
  if (primitive) return ofType(primitive, depth, reading);
  if (type.types.some(({ flags }) => !(flags & TypeFlags.Object))) return unknownShape;
  const parts = type.types.map((one) => ofType(one, depth, reading) ?? unknownShape);
  return intersectionOf(parts);
}

function ofObjectType(type: ts.ObjectType, depth: Depth, reading: Reading): Sent {
  const { checker, declarations } = reading;
  if (depth.steps > most.steps || depth.above.includes(type)) return unknownShape;
  if (type.getCallSignatures().length > 0) return null;
  const inside: Depth = { steps: depth.steps + 1, above: [...depth.above, type] };
  if (checker.isArrayType(type)) return { kind: 'array', items: itemOf(type as ts.TypeReference, inside, reading) };
  if (checker.isTupleType(type)) return ofTuple(type as ts.TupleTypeReference, inside, reading);
  if (declarations.isDate(type)) return scalar('string', 'date-time');
  const converter = checker.getPropertyOfType(type, 'toJSON');
  if (converter) return ofConverter(converter, inside, reading);
  if (!declarations.isData(type)) return unknownShape;
  return ofProperties(type, inside, reading);
}

function itemOf(type: ts.TypeReference, depth: Depth, reading: Reading): Shape {
  const [item] = reading.checker.getTypeArguments(type);
  // JSON writes what it would leave out of an object as null.
  return item ? (ofType(item, depth, reading) ?? scalar('null')) : unknownShape;
}

function ofTuple(type: ts.TupleTypeReference, depth: Depth, reading: Reading): Shape {
  const items = reading.checker.getTypeArguments(type).map((one) => ofType(one, depth, reading) ?? scalar('null'));
  const isFixed = type.target.elementFlags.every((one) => one === reading.loaded.ElementFlags.Required);
  return isFixed ? { kind: 'tuple', items } : { kind: 'array', items: unionOf(items) };
}

function ofConverter(method: ts.Symbol, depth: Depth, reading: Reading): Sent {
  const [signature, ...others] = reading.checker.getTypeOfSymbol(method).getCallSignatures();
  return signature && others.length === 0 ? ofType(signature.getReturnType(), depth, reading) : unknownShape;
}

function ofProperties(type: ts.ObjectType, depth: Depth, reading: Reading): Shape {
  const { checker, declarations, loaded, locate } = reading;
  const all = checker.getPropertiesOfType(type);
  const index = checker.getIndexInfosOfType(type)[0];
  const isPartial = type.aliasSymbol?.name === 'Partial';
  // An empty type is that of anything; a variable may have been filled since it was empty.
  if (all.length > most.properties || (all.length === 0 && !index)) return unknownShape;
  const properties = all.flatMap((symbol): ShapeProperty[] => {
    if (declarations.isHidden(symbol)) return [];
    const own = checker.getTypeOfSymbol(symbol);
    const shape = declarations.isPlaceholder(symbol, own) ? unknownShape : ofType(own, depth, reading);
    if (!shape) return [];
    const isOptional = (symbol.flags & loaded.SymbolFlags.Optional) !== 0 || hasUndefined(own, loaded);
    const [declaration] = symbol.declarations ?? [];
    const at = declaration ? locate(loaded.getNameOfDeclaration(declaration) ?? declaration) : null;
    const isUncertain = isPartial || declarations.mayBeUnset(symbol);
    return [{ name: symbol.name, shape, required: !isOptional, ...(isUncertain ? { isUncertain } : {}), at }];
  });
  const rest = index ? (ofType(index.type, depth, reading) ?? unknownShape) : null;
  return { kind: 'object', properties, rest: declarations.isOpen(type) ? unknownShape : rest };
}

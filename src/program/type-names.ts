import type ts from 'typescript';
import type { TypeTrait } from '../core/typing.ts';
import type { TypeScript } from './typed-host.ts';

/** What the type checker calls types. */
export interface TypeNames {
  /** Null where the type is not known. */
  of(node: ts.Node, trait: TypeTrait): readonly string[] | null;
}

/** Names types as typescript-eslint does for `boolean`, `string`, `number`, `array` and `function`; others by the names of their declarations. */
export function typeNames({ TypeFlags, ObjectFlags, SymbolFlags }: TypeScript, checker: ts.TypeChecker): TypeNames {
  const isUnknown = (type: ts.Type): boolean =>
    (type.flags & TypeFlags.Any) !== 0 && (type as ts.Type & { intrinsicName?: string }).intrinsicName === 'error';
  const isList = (type: ts.Type): boolean => checker.isArrayType(type) || checker.isTupleType(type);
  const isCallable = (type: ts.Type): boolean => type.getCallSignatures().length > 0;

  const declaredName = (type: ts.Type): string[] => {
    const symbol = type.getSymbol();
    const isValue = ((type as ts.ObjectType).objectFlags & ObjectFlags.Anonymous) !== 0;
    const isNamed = symbol !== undefined && !isValue && !symbol.name.startsWith('__');
    const owner =
      (symbol?.flags ?? 0) & SymbolFlags.EnumMember ? checker.getBaseTypeOfLiteralType(type).symbol : symbol;
    return isNamed && owner ? [owner.name] : [];
  };
  const ownNames = (type: ts.Type): string[] => {
    const alias = type.aliasSymbol?.name;
    return [...(alias === undefined ? [] : [alias]), ...declaredName(type)];
  };
  /** Of a union, the names that all its parts have. */
  const commonNames = (type: ts.Type): string[] => {
    if (!type.isUnion()) return ownNames(type);
    const [first = [], ...others] = type.types.map(ownNames);
    return [...ownNames(type), ...first.filter((name) => others.every((other) => other.includes(name)))];
  };
  const namesOf = (whole: ts.Type): readonly string[] | null => {
    const type = whole.getNonNullableType();
    if (isUnknown(type) || (type.isUnionOrIntersection() && type.types.some(isUnknown))) return null;
    const parts = type.isUnion() ? type.types : [type];
    const text = checker.typeToString(checker.getWidenedType(checker.getBaseTypeOfLiteralType(type)));
    return [
      ...new Set([
        ...(parts.every(isList) ? ['array', 'Array'] : []),
        ...(parts.every(isCallable) ? ['function'] : []),
        ...(/^[a-z]+$/.test(text) ? [text] : []),
        ...(whole.flags & (TypeFlags.Void | TypeFlags.Undefined | TypeFlags.Null) ? [checker.typeToString(whole)] : []),
        ...commonNames(type),
      ]),
    ];
  };
  const returned = (node: ts.Node): readonly string[] | null => {
    const type = checker.getTypeAtLocation(node).getNonNullableType();
    if (isUnknown(type)) return null;
    const answers = type.getCallSignatures().map((one) => namesOf(one.getReturnType()));
    const known = answers.filter((one) => one !== null);
    const [first = [], ...others] = known;
    return known.length < answers.length ? null : first.filter((name) => others.every((other) => other.includes(name)));
  };
  return { of: (node, trait) => (trait === 'type' ? namesOf(checker.getTypeAtLocation(node)) : returned(node)) };
}

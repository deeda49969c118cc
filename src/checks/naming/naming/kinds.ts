import type { DeclarationKind } from '../../../core/code.ts';
import type { Selector } from './selectors.ts';

/** Is it a member of something, and no variable of its own? */
export function isMember(kind: DeclarationKind): boolean {
  return /Property$|Accessor$|Method$|Member$/.test(kind) && kind !== 'parameterProperty';
}

/** Can the name stand only in quotes? */
export function needsQuotes(name: string): boolean {
  return !/^[\p{ID_Start}$_][\p{ID_Continue}$]*$/u.test(name);
}

/** `typeAlias` is a `type alias`. */
export function kindWords(kind: Selector): string {
  return kind.replace(/[A-Z]/g, (capital) => ` ${capital.toLowerCase()}`);
}

const groupWords: Readonly<Record<string, string>> = {
  default: 'names',
  variableLike: 'variables, functions and parameters',
  memberLike: 'members',
  typeLike: 'types',
  property: 'properties',
  class: 'classes',
  typeAlias: 'type aliases',
  parameterProperty: 'parameter properties',
  classProperty: 'class properties',
  objectLiteralProperty: 'object literal properties',
  typeProperty: 'type properties',
};

/** `function` are `functions`. */
export function pluralOf(selector: Selector): string {
  return groupWords[selector] ?? `${kindWords(selector)}s`;
}

/** A name as it is shown: in quotes it may hold anything, and must not break a line. */
export function inTicks(name: string): string {
  const safe = name.replace(/[\p{C}\p{Zl}\p{Zp}]/gu, (sign) => `\\u{${(sign.codePointAt(0) ?? 0).toString(16)}}`);
  return `\`${safe.length > 100 ? `${safe.slice(0, 100)}…` : safe}\``;
}

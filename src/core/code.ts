import type { Place } from './location.ts';

/** What an import does at run time; `except`, `kinds:` and the checks' defaults speak of these. */
export const importKinds = ['value', 'type', 'reexport', 'dynamic', 'require', 'mock'] as const;
export type ImportKind = (typeof importKinds)[number];

/** How an import is written; enough to write it down again. */
export const importForms = [
  'import',
  'export',
  'import()',
  'require',
  'import=',
  'import-type',
  'jsdoc',
  'reference',
  'declare-module',
  'require.resolve',
  'import.meta.resolve',
  'new-url',
  'import.meta.glob',
  'require.context',
  'mock',
] as const;
export type ImportForm = (typeof importForms)[number];

/** Does a form name files by a pattern? */
export function isPatternForm(form: ImportForm): boolean {
  return form === 'import.meta.glob' || form === 'require.context';
}

/** What a pattern is read with, beside its specifier. */
export interface PatternOptions {
  /** The folder that it counts from; null is that of its file. */
  readonly base: string | null;
  /** Patterns of what it leaves out. */
  readonly not: readonly string[];
  /** The source of the regular expression that paths match. */
  readonly only: string | null;
  /** Leaves out folders inside its folder. */
  readonly shallow: boolean;
}

/** One name that an import brings in: `name` there, `local` here. `*` is the whole module. */
export interface ImportedSymbol {
  readonly name: string;
  readonly local: string;
  readonly type: boolean;
}

/** One specifier of one statement. */
export interface Import {
  readonly specifier: string;
  readonly kind: ImportKind;
  readonly form: ImportForm;
  /** The specifier with its quotes. */
  readonly at: Place;
  /** Empty for a side effect, and where the names cannot be known. */
  readonly symbols: readonly ImportedSymbol[];
  /** Only of forms that are patterns. */
  readonly pattern?: PatternOptions;
}

export const exportKinds = [
  'function',
  'class',
  'variable',
  'type',
  'interface',
  'enum',
  'namespace',
  'expression',
  'binding',
  'star',
] as const;
export type ExportKind = (typeof exportKinds)[number];

/** One exported name. `*` means all names of `from`; `export=` is the name of `export = x`. */
export interface Export {
  readonly name: string;
  /** The name inside this file, or inside the file it comes `from` (`*`: the whole module); null for an anonymous default. */
  readonly local: string | null;
  /** Index into the file's imports, when the name comes from there; else null. */
  readonly from: number | null;
  /** Exported as a type only, or a declaration that leaves nothing at run time. */
  readonly type: boolean;
  /** What the exporting statement declares; a `binding` is exported by its name alone (`export { x }`, `export default x`). */
  readonly kind: ExportKind;
  /** The name; of an anonymous default, the word `default`; of `*`, the specifier. */
  readonly at: Place;
}

export const declarationKinds = [
  'variable',
  'function',
  'parameter',
  'parameterProperty',
  'classicAccessor',
  'autoAccessor',
  'enumMember',
  'classMethod',
  'objectLiteralMethod',
  'typeMethod',
  'classProperty',
  'objectLiteralProperty',
  'typeProperty',
  'class',
  'interface',
  'typeAlias',
  'enum',
  'typeParameter',
  'import',
] as const;
export type DeclarationKind = (typeof declarationKinds)[number];

/**
 * Modifiers that a file's own syntax shows. `unused` is not here: it is the section `references`.
 * `reexported` is an import's: its name is exported again by `export { x }` or `export default x`.
 */
export const modifiers = [
  'const',
  'readonly',
  'static',
  'public',
  'protected',
  'private',
  '#private',
  'abstract',
  'destructured',
  'global',
  'exported',
  'requiresQuotes',
  'override',
  'async',
  'default',
  'namespace',
  'reexported',
] as const;
export type Modifier = (typeof modifiers)[number];

/** A name that a file gives to something. */
export interface Declaration {
  readonly kind: DeclarationKind;
  /** Without quotes and `#`. */
  readonly name: string;
  /** The name as written. */
  readonly at: Place;
  /** Bit `modifiers.indexOf(m)` is set for each modifier that applies. */
  readonly modifiers: number;
  /** The names around it, outermost first, joined by dots; '' at the top. */
  readonly container: string;
  /**
   * What its syntax says beyond modifiers. `extends=Repository`, `implements=Port`, `decorator=Injectable`: a dotted name also by its last part.
   * `returns=Promise`: the outermost annotated type of a function, `JSX` where it returns an element, and `Promise` when it is async. `initializer=z`: the first name of the value.
   */
  readonly traits: readonly string[];
}

/** An ignore comment. */
export interface Suppression {
  readonly rules: readonly string[];
  readonly reason: string | null;
  /** The comment itself. */
  readonly at: Place;
  /** First and last line that it covers; null for the whole file. */
  readonly covers: readonly [first: number, last: number] | null;
}

/** How long a file is, and its functions of more than one line, in full. */
export interface Size {
  readonly lines: number;
  readonly functions: readonly { readonly name: string; readonly at: Place }[];
}

/** Something that keeps a text from being read. */
export interface Fault {
  readonly text: string;
  readonly at: Place;
}

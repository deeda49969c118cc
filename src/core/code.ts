import type { Place } from './location.ts';

/** What an import does at run time; `except`, `kinds:` and the checks' defaults speak of these. */
export const importKinds = ['value', 'type', 'reexport', 'dynamic', 'require', 'mock'] as const;
export type ImportKind = (typeof importKinds)[number];

/** How an import is written; enough to write it down again. */
export const importForms = [
  'import', 'export', 'import()', 'require', 'import=', 'import-type', 'jsdoc', 'reference', 'declare-module',
  'require.resolve', 'import.meta.resolve', 'new-url', 'import.meta.glob', 'require.context', 'mock',
] as const;
export type ImportForm = (typeof importForms)[number];

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
}

/** One name that a file offers. `*` stands for all names of `from`. */
export interface Export {
  readonly name: string;
  /** The name inside this file, or inside the file it comes `from`; null for an anonymous default. */
  readonly local: string | null;
  /** Index into the file's imports, when the name comes from there; else null. */
  readonly from: number | null;
  /** Exported as a type only, or a declaration that leaves nothing at run time. */
  readonly type: boolean;
  /** What is declared, where this file declares it. */
  readonly kind: 'function' | 'class' | 'variable' | 'type' | 'interface' | 'enum' | 'namespace' | 'expression' | 'binding' | 'star';
  readonly at: Place;
}

export const declarationKinds = [
  'variable', 'function', 'parameter', 'parameterProperty', 'classicAccessor', 'autoAccessor', 'enumMember', 'classMethod',
  'objectLiteralMethod', 'typeMethod', 'classProperty', 'objectLiteralProperty', 'typeProperty', 'class', 'interface',
  'typeAlias', 'enum', 'typeParameter', 'import',
] as const;
export type DeclarationKind = (typeof declarationKinds)[number];

/** Modifiers that a file's own syntax shows. `unused` is not here: it is the section `references`. */
export const modifiers = [
  'const', 'readonly', 'static', 'public', 'protected', 'private', '#private', 'abstract', 'destructured', 'global',
  'exported', 'requiresQuotes', 'override', 'async', 'default', 'namespace', 'reexported',
] as const;
export type Modifier = (typeof modifiers)[number];

/** A name that a file gives to something. */
export interface Declaration {
  readonly kind: DeclarationKind;
  /** Without quotes and `#`. */
  readonly name: string;
  /** The name as it stands in the text. */
  readonly at: Place;
  /** Bit `modifiers.indexOf(m)` is set for each modifier that applies. */
  readonly modifiers: number;
  /** The names around it, outermost first, joined by dots; '' at the top. */
  readonly container: string;
  /** What its syntax says beyond modifiers: `extends=Repository`, `decorator=Injectable`, `returns=Promise`, `initializer=zod`. */
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

/** How long a file is, and its functions. */
export interface Size {
  readonly lines: number;
  readonly functions: readonly { readonly name: string; readonly at: Place }[];
}

/** Something that keeps a text from being read. */
export interface Fault {
  readonly text: string;
  readonly at: Place;
}

import type { Bindings } from './bindings.ts';
import type { Declaration, Export, Fault, Import, Size, Suppression } from './code.ts';
import type { Contents } from './contents.ts';
import type { Covered } from './coverage.ts';
import type { Execution } from './execution.ts';
import type { Heading } from './document.ts';
import type { Content, Hash } from './hash.ts';
import type { Outline } from './outline.ts';
import type { Routing } from './route.ts';
import type { Reporting } from './runner.ts';
import type { CoveredScript, Generated, Layout } from './script.ts';
import type { Spec } from './spec.ts';
import type { Disable, Tests } from './tests.ts';
import type { Uses } from './uses.ts';

/** The facts of one file by section. Each section is computed on demand. */
export interface Sections {
  readonly imports: readonly Import[];
  readonly exports: readonly Export[];
  readonly declarations: readonly Declaration[];
  /** Places in `declarations` (by index) of the names that nothing in the file uses. */
  readonly references: readonly number[];
  readonly suppressions: readonly Suppression[];
  /** Asked for only where a name is to be changed; languages that embed code in something else do not have it. */
  readonly bindings: Bindings;
  /** Requested only if the use of imports matters; available in languages with `bindings`. */
  readonly uses: Uses;
  /** Requested only where tests are compared; available in languages with `bindings`. */
  readonly tests: Tests;
  /** The same for comments. */
  readonly disables: readonly Disable[];
  /** Asked for only where code is to be edited. */
  readonly outline: Outline;
  readonly size: Size;
  readonly execution: Execution;
  /** Faults that kept the text from being read; every language has this section. */
  readonly problems: readonly Fault[];
  readonly headings: readonly Heading[];
  /** Record by record, as the report has them. */
  readonly coverage: readonly Covered[];
  /** Script by script, of a report that V8 itself wrote. */
  readonly scripts: readonly CoveredScript[];
  /** Of a script that a report of V8 names without its source map, and of that map. */
  readonly generated: Generated;
  /** Of the configuration of a test runner. */
  readonly reporting: Reporting;
  readonly layout: Layout;
  /** Modules that a script declares with `declare module 'x'`; `*` matches any text. */
  readonly ambient: readonly string[];
  readonly routes: Routing;
  readonly spec: Spec;
  /** Everything in a YAML or JSON document that a rule names. */
  readonly contents: Contents;
}
export type Section = keyof Sections;

/** A section in the form that crosses threads and rests on disk. */
export type Encoded = string;

/** Facts by content, never by path. */
export interface FactStore {
  has(text: Hash, language: string, section: Section): boolean;
  /** Undefined when it was never computed. */
  get<S extends Section>(text: Hash, language: string, section: S): Sections[S] | undefined;
  put(content: Content, language: string, sections: Partial<Sections>): void;
  /** Changes exactly when the section's content does. */
  sectionHash(text: Hash, language: string, section: Section): Hash | undefined;
}

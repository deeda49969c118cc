import type { Program } from 'oxc-parser';
import type { Fault } from '../../core/code.ts';
import type { Section, Sections } from '../../core/fact.ts';
import { bindingsOf } from './bindings.ts';
import { noExecution } from '../../core/execution.ts';
import { noRouting } from '../../core/route.ts';
import { noOutline } from '../../core/outline.ts';
import { noTests } from '../../core/tests.ts';
import { noUses } from '../../core/uses.ts';
import { layoutOf } from '../layout.ts';
import { commentImports } from './comment-imports.ts';
import type { Context, Entry } from './context.ts';
import { declarationsOf } from './declarations/declarations.ts';
import { executionOf } from './execution.ts';
import { type Origins, exportsOf, originsOf } from './exports.ts';
import { importsOf } from './imports.ts';
import { type Node, type Visit, walk } from './node.ts';
import { outlineOf } from './outline.ts';
import { type Dialect, type Parsed, type Parser, commentsOf, parse, tooDeep } from './parse.ts';
import { type Beyond, beyondIn, recordExports, recordImports, recordSuffices } from './record.ts';
import { routesOf } from './routes/routes.ts';
import { mayRoute } from './routes/vocabulary.ts';
import { sizeOf } from './size.ts';
import { type Source, sourceOf } from './source.ts';
import { suppressionsOf } from './suppressions.ts';
import { disablesOf, testsOf } from './tests/tests.ts';
import { unusedOf } from './unused.ts';
import { usesOf } from './uses.ts';

type Found = { -readonly [S in keyof Sections]?: Sections[S] };

/** The sections that code has, wherever it stands. */
export const codeSections: readonly Section[] = [
  'imports',
  'exports',
  'declarations',
  'references',
  'suppressions',
  'size',
  'execution',
  'layout',
  'problems',
  'ambient',
  'routes',
];

/** Reads the asked sections from a text. */
export function extractFromText(
  text: string,
  dialect: Dialect,
  parser: Parser,
  sections: readonly Section[],
): Partial<Sections> {
  const plain = sourceOf(text.startsWith('\ufeff') ? text.slice(1) : text);
  return guarded(plain, sections, (source) => {
    const beyond = beyondIn(source.text);
    const parsed = parse(source, dialect, parser, isWalked(source.text, sections, beyond));
    try {
      return extract(parsed, source, { dialect, sections, beyond });
    } finally {
      parsed.release();
    }
  });
}

function isWalked(text: string, sections: readonly Section[], { words }: Beyond): boolean {
  const always = sections.some(
    (section) =>
      section === 'declarations' ||
      section === 'references' ||
      section === 'size' ||
      section === 'execution' ||
      section === 'bindings' ||
      section === 'uses' ||
      section === 'tests' ||
      section === 'outline',
  );
  const linked = sections.includes('imports') || sections.includes('exports');
  return always || mayWalkRoutes(sections, text) || (linked && words);
}

function mayWalkRoutes(sections: readonly Section[], text: string): boolean {
  return sections.includes('routes') && mayRoute(text);
}

/** Reads the asked sections from a program that TypeScript's parser made of the text. */
export function extractFromTree(
  program: object,
  text: string,
  dialect: Dialect,
  sections: readonly Section[],
): Partial<Sections> {
  const parsed: Parsed = {
    program: () => program as Program,
    comments: () => commentsOf(program),
    record: null,
    faults: [],
    release: () => undefined,
  };
  return guarded(sourceOf(text), sections, (source) =>
    extract(parsed, source, { dialect, sections, beyond: beyondIn(text) }),
  );
}

/** Runs an extraction; a stack that is exhausted is a fault of the text. */
function guarded(source: Source, sections: readonly Section[], run: (source: Source) => Found): Partial<Sections> {
  try {
    return only(run(source), sections);
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    return only(faulty(source, [tooDeep]), sections);
  }
}

function only(found: Found, sections: readonly Section[]): Partial<Sections> {
  return Object.fromEntries(sections.filter((section) => section in found).map((section) => [section, found[section]]));
}

function faulty(source: Source, problems: readonly Fault[]): Found {
  return {
    imports: [],
    exports: [],
    declarations: [],
    references: [],
    suppressions: [],
    size: { lines: source.lines(), functions: [] },
    execution: noExecution,
    layout: layoutOf(source.text),
    problems,
    ambient: [],
    bindings: { scopes: [], variables: [], free: [], unclear: [] },
    uses: noUses,
    tests: noTests,
    disables: [],
    outline: noOutline,
    routes: noRouting,
  };
}

interface Asked {
  readonly dialect: Dialect;
  readonly sections: readonly Section[];
  readonly beyond: Beyond;
}

function extract(
  { program, comments, record, faults }: Parsed,
  source: Source,
  { dialect, sections, beyond }: Asked,
): Found {
  if (!program) return faulty(source, faults);
  const asks = (...names: Section[]): boolean => names.some((name) => sections.includes(name));
  const context: Context = { source, comments, javascript: dialect === 'jsx' };
  const found: Found = { problems: faults };
  const linked = asks('imports', 'exports') ? fromRecord(record, source, beyond) : null;
  if (linked) Object.assign(found, linked);
  const imports = asks('imports', 'exports') && !linked ? importsOf(context) : null;
  const declarations = asks('declarations', 'references') ? declarationsOf(context) : null;
  const suppressions = asks('suppressions') ? suppressionsOf(context) : null;
  const measures = measuresOf(asks, context);
  const routes = mayWalkRoutes(sections, source.text) ? routesOf(program(), context) : null;
  walkOnce(
    program,
    [imports, declarations, suppressions, ...measures, routes].flatMap((one): Visit[] => (one ? [one.visit] : [])),
  );
  if (imports) Object.assign(found, linksOf(program(), [...imports.finish(), ...commentImports(context)], context));
  if (declarations) Object.assign(found, namesOf(program(), declarations.finish(), asks('references')));
  found.suppressions = suppressions?.finish() ?? [];
  Object.assign(found, ...measures.map((one) => one.finish()));
  found.routes = routes?.finish() ?? noRouting;
  if (asks('bindings', 'uses')) Object.assign(found, scopedOf(program(), context, { dialect, sections }));
  if (asks('layout')) found.layout = layoutOf(source.text);
  if (asks('disables')) found.disables = disablesOf(context);
  found.ambient = asks('ambient') && mayDeclareModules(source.text, beyond) ? ambientModules(program()) : [];
  return found;
}

/** What tells of the code how much of it there is, or of its tests. */
function measuresOf(asks: (section: Section) => boolean, context: Context): { visit: Visit; finish(): Found }[] {
  const size = sizeOf(context);
  const execution = executionOf(context);
  const tests = testsOf(context);
  const outline = outlineOf(context);
  return [
    ...(asks('size') ? [{ visit: size.visit, finish: () => ({ size: size.finish() }) }] : []),
    ...(asks('execution') ? [{ visit: execution.visit, finish: () => ({ execution: execution.finish() }) }] : []),
    ...(asks('tests') ? [{ visit: tests.visit, finish: () => ({ tests: tests.finish() }) }] : []),
    ...(asks('outline') ? [{ visit: outline.visit, finish: () => ({ outline: outline.finish() }) }] : []),
  ];
}

function linksOf(program: Program, entries: Entry[], context: Context): Pick<Sections, 'imports' | 'exports'> {
  const { imports, origins } = inOrder(entries);
  return { imports, exports: exportsOf(program, context, origins) };
}

function namesOf(
  program: Program,
  all: ReturnType<ReturnType<typeof declarationsOf>['finish']>,
  wantsUnused: boolean,
): Partial<Sections> {
  const declarations = all.map(({ declaration }) => declaration);
  return wantsUnused ? { declarations, references: unusedOf(program, all) } : { declarations };
}

/** What takes an analysis of scopes. */
function scopedOf(
  program: Program,
  context: Context,
  { dialect, sections }: Pick<Asked, 'dialect' | 'sections'>,
): Partial<Sections> {
  return {
    ...(sections.includes('bindings')
      ? { bindings: bindingsOf(program, { ...context, isDeclaration: dialect === 'dts' }) }
      : {}),
    ...(sections.includes('uses') ? { uses: usesOf(program, context) } : {}),
  };
}

/** Imports and exports without a walk, where oxc's record tells them all. */
function fromRecord(
  record: Parsed['record'],
  source: Source,
  beyond: Beyond,
): Pick<Sections, 'imports' | 'exports'> | null {
  if (!record || !recordSuffices(source.text, record, beyond)) return null;
  const { imports, origins } = inOrder(recordImports(record, source));
  const exports = recordExports(record, source, origins);
  return exports && { imports, exports };
}

function walkOnce(program: () => Program, visits: readonly Visit[]): void {
  const [first] = visits;
  if (!first) return;
  walk(
    program(),
    visits.length === 1
      ? first
      : (node, parents) => {
          for (const visit of visits) visit(node, parents);
        },
  );
}

function inOrder(entries: Entry[]): { imports: Entry['import'][]; origins: Origins } {
  const imports = entries.sort((a, b) => a.start - b.start).map((entry) => entry.import);
  return { imports, origins: originsOf(imports) };
}

function mayDeclareModules(text: string, { words }: Beyond): boolean {
  return words && /\bmodule\b\s*["'/]/.test(text);
}

/** The modules that a script declares; in a module, `declare module` only adds to one. */
function ambientModules({ body }: Program): string[] {
  const names: string[] = [];
  for (const node of body as Node[]) {
    if (/^(?:Import|Export|TSExport)/.test(node.type)) return [];
    if (node.type === 'TSImportEqualsDeclaration' && node.moduleReference.type === 'TSExternalModuleReference')
      return [];
    if (node.type === 'TSModuleDeclaration' && node.id.type === 'Literal' && !node.id.value.startsWith('.'))
      names.push(node.id.value);
  }
  return names;
}

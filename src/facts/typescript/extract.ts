import type { Program } from 'oxc-parser';
import type { Fault } from '../../core/code.ts';
import type { Section, Sections } from '../../core/fact.ts';
import { commentImports } from './comment-imports.ts';
import type { Context, Entry } from './context.ts';
import { declarationsOf } from './declarations.ts';
import { type Origins, exportsOf, originsOf } from './exports.ts';
import { importsOf } from './imports.ts';
import { type Node, type Visit, walk } from './node.ts';
import { type Dialect, type Parsed, type Parser, commentsOf, parse, tooDeep } from './parse.ts';
import { recordExports, recordImports, recordSuffices } from './record.ts';
import { sizeOf } from './size.ts';
import { type Source, sourceOf } from './source.ts';
import { suppressionsOf } from './suppressions.ts';
import { unusedOf } from './unused.ts';

type Found = { -readonly [S in keyof Sections]?: Sections[S] };

/** The sections that code has. */
export const codeSections: readonly Section[] = ['imports', 'exports', 'declarations', 'references', 'suppressions', 'size', 'problems', 'ambient'];

/** Reads the asked sections from a text. */
export function extractFromText(text: string, dialect: Dialect, parser: Parser, sections: readonly Section[]): Partial<Sections> {
  const source = sourceOf(text.startsWith('\ufeff') ? text.slice(1) : text);
  try {
    const parsed = parse(source, dialect, parser, sections.includes('references'));
    return only(extract(parsed, source, dialect, sections), sections);
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    return only(faulty(source, [tooDeep]), sections);
  }
}

/** Reads the asked sections from a program that TypeScript's parser made of the text. */
export function extractFromTree(program: object, text: string, dialect: Dialect, sections: readonly Section[]): Partial<Sections> {
  const parsed: Parsed = { program: () => program as Program, comments: () => commentsOf(program), record: null, faults: [] };
  return only(extract(parsed, sourceOf(text), dialect, sections), sections);
}

function only(found: Found, sections: readonly Section[]): Partial<Sections> {
  return Object.fromEntries(sections.filter((section) => section in found).map((section) => [section, found[section]]));
}

function faulty(source: Source, problems: readonly Fault[]): Found {
  return { imports: [], exports: [], declarations: [], references: [], suppressions: [], size: { lines: source.lines(), functions: [] }, problems, ambient: [] };
}

function extract({ program, comments, record, faults }: Parsed, source: Source, dialect: Dialect, sections: readonly Section[]): Found {
  if (!program) return faulty(source, faults);
  const asks = (...names: Section[]): boolean => names.some((name) => sections.includes(name));
  const context: Context = { source, comments, javascript: dialect === 'jsx' };
  const found: Found = { problems: faults };
  let linked = asks('imports', 'exports');
  if (linked && record && recordSuffices(source.text, record)) {
    const { imports, origins } = inOrder(recordImports(record, source));
    const exports = recordExports(record, source, origins);
    if (exports) {
      Object.assign(found, { imports, exports });
      linked = false;
    }
  }

  const imports = linked ? importsOf(context) : null;
  const declarations = asks('declarations', 'references') ? declarationsOf(context) : null;
  const suppressions = asks('suppressions') ? suppressionsOf(context) : null;
  const size = asks('size') ? sizeOf(context) : null;
  const visits = [imports, declarations, suppressions, size].flatMap((one): Visit[] => (one ? [one.visit] : []));
  const mayDeclare = asks('ambient') && /\bmodule\b\s*["'/]/.test(source.text);
  if (visits.length > 0) {
    const [single] = visits;
    walk(program(), visits.length === 1 && single ? single : (node, parents) => {
      for (const visit of visits) visit(node, parents);
    });
  }

  if (imports) {
    const { imports: ordered, origins } = inOrder([...imports.finish(), ...commentImports(context)]);
    found.imports = ordered;
    found.exports = exportsOf(program(), context, origins);
  }
  if (declarations) {
    const all = declarations.finish();
    found.declarations = all.map(({ declaration }) => declaration);
    if (asks('references')) found.references = unusedOf(program(), all);
  }
  found.suppressions = suppressions?.finish() ?? [];
  if (size) found.size = size.finish();
  found.ambient = mayDeclare ? ambientModules(program()) : [];
  return found;
}

function inOrder(entries: Entry[]): { imports: Entry['import'][]; origins: Origins } {
  const imports = entries.sort((a, b) => a.start - b.start).map((entry) => entry.import);
  return { imports, origins: originsOf(imports) };
}

/** The modules that a script declares; in a module, `declare module` only adds to one. */
function ambientModules({ body }: Program): string[] {
  const names: string[] = [];
  for (const node of body as Node[]) {
    if (/^(?:Import|Export|TSExport)/.test(node.type)) return [];
    if (node.type === 'TSImportEqualsDeclaration' && node.moduleReference.type === 'TSExternalModuleReference') return [];
    if (node.type === 'TSModuleDeclaration' && node.id.type === 'Literal' && !node.id.value.startsWith('.')) names.push(node.id.value);
  }
  return names;
}

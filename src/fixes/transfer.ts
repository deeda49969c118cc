import type { ImportedSymbol } from '../core/code.ts';
import type { Edit, Transfer } from '../core/fix.ts';
import { lineStarts, offsetAt, placeAt } from '../core/lines.ts';
import type { Path, Place } from '../core/location.ts';
import type { Sample } from '../core/spelling.ts';
import { type ImportSources, reexported, reimported, type Rewritten, usageOf, without } from './reimport.ts';
import type { Link } from './rewrite.ts';
import { statementsOf } from './statement.ts';

/** The edits of statements that move to another file, with all imports that this changes. */
export function transfer(sources: ImportSources, plan: Transfer): Rewritten {
  const text = sources.text(plan.file) ?? '';
  const moved = plan.statements.map((place) => stretchOf(text, place));
  const statements = moved.map(({ start, end }) => text.slice(start, end));
  const areTypes = statements.every(isType);
  const directive = areTypes ? null : directiveOf(text);
  const there = areTypes || plan.isNew ? directive : directiveOf(sources.text(plan.to) ?? '');
  const kept = plan.kept.statements
    .map((place) => stretchOf(text, place))
    .map(({ start, end }) => text.slice(start, end));
  const refusal = refusalOf(directive, { moved: statements, kept }, there);
  if (refusal !== null) return { reason: refusal };
  const imports = importsFor(sources, plan);
  if ('reason' in imports) return imports;
  const texts = moved.map(({ start, end }, index) => {
    const statement = text.slice(start, end).trim();
    return plan.statements[index]?.opens ? opened(statement) : statement;
  });
  const opening = openings(
    text,
    plan.kept.statements.filter(({ opens }) => opens),
  );
  if (texts.includes(null) || opening.includes(null))
    return { reason: 'it needs a declaration that cannot be exported in place' };
  const body = texts.join('\n\n');
  const steps: Rewritten[] = [
    { edits: moved.map(({ start, end }) => replacing(plan.file, text, [start, end], '')) },
    placed(sources, plan, { directive: directive?.text ?? '', imports: imports.lines, body }),
    { edits: opening.flatMap((at) => (at === null ? [] : [replacing(plan.file, text, [at, at], 'export ')])) },
    ...dropped(sources, plan),
    ...(plan.needed.length > 0 ? [importedBack(sources, plan)] : []),
    ...plan.importers.flatMap((importer) => importerEdits(sources, plan, importer)),
    ...plan.direct.map((one) => reimported(sources, one)),
  ];
  const edits: Edit[] = [];
  for (const step of steps) {
    if ('reason' in step) return step;
    edits.push(...step.edits);
  }
  return { edits };
}

/** Comments above a declaration, and the declaration. */
const declaration = /^((?:\s+|\/\/[^\n]*\n|\/\*[\s\S]*?\*\/)*)([a-z])/;

/** A declaration with the word `export`; null where it does not begin with a keyword. */
function opened(statement: string): string | null {
  return declaration.test(statement) ? statement.replace(declaration, '$1export $2') : null;
}

/** Where the word `export` goes in statements that stay; null where one does not begin with a keyword. */
function openings(text: string, places: readonly Place[]): (number | null)[] {
  return places.map((place) => {
    const { start, end } = stretchOf(text, place);
    const found = declaration.exec(text.slice(start, end));
    return found && start + (found[1]?.length ?? 0);
  });
}

interface Stretch {
  readonly start: number;
  readonly end: number;
}

/** A statement with the line break behind it, and one of two empty lines around it. */
function stretchOf(text: string, place: Place): Stretch {
  const starts = lineStarts(text);
  const start = offsetAt(starts, place.line, place.column);
  const end = offsetAt(starts, place.endLine, place.endColumn);
  const rest = /^[ \t]*;?[ \t]*(?:\r?\n)?(?:[ \t]*\r?\n)?/.exec(text.slice(end))?.[0] ?? '';
  return { start, end: end + rest.length };
}

/** Says how a bundler treats a whole file: `'use client'`. In modules, `'use strict'` says nothing. */
interface Directive {
  readonly name: string;
  readonly text: string;
}

function directiveOf(text: string): Directive | null {
  const [, whole = '', , name = ''] = /^\s*((["'])(use [\w ]+)\2;?)/.exec(text) ?? [];
  return name === '' || name === 'use strict' ? null : { name, text: whole };
}

/** `there`: how the file begins that the statements go to. */
function refusalOf(
  directive: Directive | null,
  { moved, kept }: { readonly moved: readonly string[]; readonly kept: readonly string[] },
  there: Directive | null,
): string | null {
  // Whatever a file with `use server` exports can be called from outside.
  if (directive?.name === 'use server' || there?.name !== directive?.name) return 'its file begins with a directive';
  if (kept.some((one) => variable.test(one))) return 'it needs a variable that may be reassigned';
  return moved.some((one) => variable.test(one)) ? 'it is a variable that may be reassigned' : null;
}

const variable = /^(?:export\s+)?(?:let|var)\s/m;

/** A statement of which nothing is left at run time. */
function isType(statement: string): boolean {
  return /^(?:\s+|\/\/[^\n]*\n|\/\*[\s\S]*?\*\/)*(?:export\s+)?(?:declare\s+)?(?:type|interface)\s/.test(statement);
}

function replacing(file: Path, text: string, [start, end]: readonly [number, number], next: string): Edit {
  return { kind: 'replace', file, ...placeAt(lineStarts(text), start, end), old: text.slice(start, end), text: next };
}

/** How a file writes its imports. */
interface Style {
  readonly quote: string;
  readonly ending: string;
}

function styleOf({ text: textOf, links }: ImportSources, file: Path): Style {
  const text = textOf(file) ?? '';
  const last = links(file).findLast(({ import: { form } }) => form === 'import' || form === 'export')?.import.at;
  if (!last) return { quote: "'", ending: ';' };
  const starts = lineStarts(text);
  const ending = text.charAt(offsetAt(starts, last.endLine, last.endColumn)) === ';' ? ';' : '';
  return { quote: text.charAt(offsetAt(starts, last.line, last.column)), ending };
}

interface Lines {
  readonly lines: readonly string[];
}

/** The imports that the statements need, as the file that they go to writes them. */
function importsFor(sources: ImportSources, plan: Transfer): Lines | { readonly reason: string } {
  const style = styleOf(sources, plan.file);
  const lines: string[] = [];
  for (const link of sources.links(plan.file)) {
    const { symbols, kind, form } = link.import;
    const own = symbols.flatMap((symbol): ImportedSymbol[] => {
      const mention = plan.imports.find(({ name }) => name === symbol.local);
      return mention ? [{ ...symbol, type: symbol.type || mention.type }] : [];
    });
    if (own.length === 0) continue;
    if (form !== 'import')
      return { reason: `it needs \`${own[0]?.local ?? ''}\`, which is not imported by \`import\`` };
    if (link.targets[0] === plan.to) {
      const other = own.find(({ name, local }) => name !== local);
      if (other) return { reason: `it calls \`${other.name}\` of \`${plan.to}\` \`${other.local}\`` };
      continue;
    }
    const spelling = spelledFor(sources, plan, link);
    if ('reason' in spelling) return spelling;
    const names = kind === 'type' ? own.map((one) => ({ ...one, type: true })) : own;
    lines.push(importOf(names, spelling.specifier, style));
  }
  const kept = keptImport(sources, plan, style);
  return 'reason' in kept ? kept : { lines: [...lines, ...kept.lines] };
}

/** The import of what stays in the old file, where the other one does not have it yet. */
function keptImport(
  sources: ImportSources,
  { file, to, kept }: Transfer,
  style: Style,
): Lines | { readonly reason: string } {
  const known = sources.links(to).filter(({ targets: [target] }) => target === file);
  const lacking: Transfer['kept']['names'][number][] = [];
  for (const one of kept.names) {
    const link = known.find(({ import: { symbols } }) => symbols.some(({ local }) => local === one.local));
    const symbol = link?.import.symbols.find(({ local }) => local === one.local);
    const isType = symbol?.type === true || link?.import.kind === 'type';
    if (symbol && (symbol.name !== one.name || (isType && !one.type)))
      return { reason: `\`${to}\` imports \`${one.local}\` in another way` };
    if (!symbol) lacking.push(one);
  }
  if (lacking.length === 0) return { lines: [] };
  const spelling = sources.respell(to, file, { samples: samplesOf(sources, file) });
  return 'reason' in spelling ? spelling : { lines: [importOf(lacking, spelling.specifier, style)] };
}

/** How a file names what it imports. */
function samplesOf({ links }: ImportSources, file: Path): Sample[] {
  return links(file).flatMap(({ import: { specifier }, targets: [target] }) =>
    target === undefined ? [] : [{ specifier, target }],
  );
}

function importOf(names: Transfer['kept']['names'], specifier: string, { quote, ending }: Style): string {
  const type = names.every((one) => one.type);
  const statement = { start: 0, end: 0, keyword: 'import', isLong: false, newline: '\n', ending } as const;
  return statementsOf(statement, { clauses: [{ specifier, type, symbols: names }], quote });
}

/** How the file that statements go to names what the old one imports. */
function spelledFor(sources: ImportSources, { file, to }: Transfer, link: Link): ReturnType<ImportSources['respell']> {
  const { specifier } = link.import;
  const [target] = link.targets;
  if (target === undefined)
    return /^\.{0,2}\//.test(specifier) ? { reason: `\`${specifier}\` cannot be resolved` } : { specifier };
  return sources.respell(to, target, usageOf(sources, { file, link, target }));
}

interface Content {
  /** '' if the file begins with none. */
  readonly directive: string;
  readonly imports: readonly string[];
  readonly body: string;
}

/** The statements in a new file, or behind the imports of one that is there. */
function placed(sources: ImportSources, { to, isNew }: Transfer, { directive, imports, body }: Content): Rewritten {
  const head = imports.join('\n');
  const whole = [...(isNew ? [directive] : []), head, body].filter(Boolean).join('\n\n');
  if (isNew) return { edits: [{ kind: 'create', file: to, text: `${whole}\n` }] };
  const text = sources.text(to) ?? '';
  const at = endOfImports(sources, to);
  const lines = `${isEnded(text, at) ? '' : '\n'}${imports.map((line) => `${line}\n`).join('')}\n${body}\n`;
  return { edits: [replacing(to, text, [at, at], at === 0 ? `${whole}\n\n` : lines)] };
}

/** The line behind the last import, or else behind a directive; 0 where there is neither. */
function endOfImports({ text: textOf, links }: ImportSources, file: Path): number {
  const text = textOf(file) ?? '';
  const last = links(file).findLast(({ import: { form } }) => form === 'import')?.import.at;
  const directive = /^\s*(["'])use [\w ]+\1/.exec(text)?.[0].length ?? 0;
  if (!last && directive === 0) return 0;
  const end = last ? offsetAt(lineStarts(text), last.endLine, last.endColumn) : directive;
  const next = text.indexOf('\n', end);
  return next < 0 ? text.length : next + 1;
}

function isEnded(text: string, at: number): boolean {
  return text.charAt(at - 1) === '\n';
}

/** Takes the imports out of the old file that it needs no more. */
function dropped(sources: ImportSources, { file, dropped: names }: Transfer): Rewritten[] {
  return sources.links(file).flatMap((link) => {
    const gone = link.import.symbols.filter(({ local }) => names.includes(local)).map(({ local }) => local);
    return gone.length > 0 && link.import.form === 'import' ? [without(sources, { file, link, names: gone })] : [];
  });
}

/** The old file imports what it needs of the moved statements. */
function importedBack(sources: ImportSources, { file, to, needed }: Transfer): Rewritten {
  const spelling = sources.respell(file, to, { samples: samplesOf(sources, file) });
  if ('reason' in spelling) return spelling;
  const text = sources.text(file) ?? '';
  const at = endOfImports(sources, file);
  const names = needed.map(({ name, type }) => ({ name, local: name, type }));
  const line = importOf(names, spelling.specifier, styleOf(sources, file));
  return {
    edits: [replacing(file, text, [at, at], at === 0 ? `${line}\n\n` : `${isEnded(text, at) ? '' : '\n'}${line}\n`)],
  };
}

/** One importer of the moved statements: its imports name the new file, and so does what it hands on. */
function importerEdits(sources: ImportSources, plan: Transfer, importer: Path): Rewritten[] {
  const { file, to, offered } = plan;
  return sources.links(importer).flatMap((link): Rewritten[] => {
    if (link.targets[0] !== file) return [];
    const { symbols, form, at } = link.import;
    if (form === 'export' && symbols.some(({ name, local }) => name === '*' && local === '*'))
      return offered
        .filter(({ name }) => name !== 'default')
        .map(({ name, type }) =>
          asRewritten(reexported(sources, { file: importer, isNew: false, from: to, name, as: name, type })),
        );
    const own = symbols.filter(({ name }) => offered.some((one) => one.name === name));
    if (own.length === 0) return [];
    if (importer === to)
      return own.every(({ name, local }) => localOf(plan, name) === local)
        ? [without(sources, { file: importer, link, names: own.map(({ local }) => local) })]
        : [{ reason: `\`${importer}\` imports it under another name` }];
    const names = own.map(({ name, local }) => ({ local, name, from: to, type: false }));
    return [reimported(sources, { file: importer, place: at, names })];
  });
}

function localOf({ offered }: Transfer, name: string): string | null | undefined {
  return offered.find((one) => one.name === name)?.local;
}

function asRewritten(added: { readonly edit: Edit } | { readonly reason: string }): Rewritten {
  return 'reason' in added ? added : { edits: [added.edit] };
}

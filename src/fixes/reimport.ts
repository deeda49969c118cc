import type { Import, ImportedSymbol } from '../core/code.ts';
import type { Edit, Intent, Reexport, Resourced } from '../core/fix.ts';
import { groupBy } from '../core/group.ts';
import { lineStarts, offsetAt, placeAt } from '../core/lines.ts';
import type { Path, Place } from '../core/location.ts';
import type { Respell, Sample } from '../core/spelling.ts';
import type { Link } from './rewrite.ts';
import { type Clause, type Statement, statementAround, statementsOf } from './statement.ts';

type Reimport = Extract<Intent, { kind: 'reimport' }>;

/** The project queries that rewriting imports needs. */
export interface ImportSources {
  text(file: Path): string | null;
  /** The imports of a file; none where it is not code. */
  links(file: Path): readonly Link[];
  readonly respell: Respell;
}

/** The edits of a rewritten import, or why there are none. */
export type Rewritten = { readonly edits: readonly Edit[] } | { readonly reason: string };

/** Rewrites import statements, and adds what their new sources lack. */
export function reimport(sources: ImportSources, { imports, reexports }: Reimport): Rewritten {
  const [like] = imports;
  const edits: Edit[] = [];
  for (const one of imports) {
    const found = reimported(sources, one);
    if ('reason' in found) return found;
    edits.push(...found.edits);
  }
  for (const one of reexports.filter(({ isNew }) => !isNew)) {
    const found = reexported(sources, one);
    if ('reason' in found) return found;
    edits.push(found.edit);
  }
  const made = groupBy(
    reexports.filter(({ isNew }) => isNew),
    ({ file }) => file,
  );
  for (const [file, handed] of made) {
    const found = like ? madeEntry(sources, { file, handed, like }) : { reason: `nothing imports \`${file}\`` };
    if ('reason' in found) return found;
    edits.push(found.edit);
  }
  return { edits };
}

/** Rewrites one import statement, and splits it where its names come from several files from now on. */
export function reimported(sources: ImportSources, { file, place, names }: Resourced): Rewritten {
  const text = sources.text(file) ?? '';
  const origin = originOf(sources, { file, place });
  if (origin === null) return { reason: `there is no import at ${file}:${String(place.line)}` };
  const { link, target } = origin;
  const groups = groupsOf(link.import, names, target);
  const spelled: Clause[] = [];
  for (const { from, type, symbols } of groups) {
    const spelling = from === target ? link.import : sources.respell(file, from, usageOf(sources, origin));
    if ('reason' in spelling) return { reason: spelling.reason };
    spelled.push({ specifier: spelling.specifier, type, symbols });
  }
  const edits = rewrittenStatement({ file, text, link }, spelled);
  return edits === null ? { reason: `the import in ${file}:${String(place.line)} holds more than names` } : { edits };
}

function originOf({ links }: ImportSources, { file, place }: Pick<Resourced, 'file' | 'place'>): Origin | null {
  const link = links(file).find(({ import: { at } }) => isSame(at, place));
  const [target] = link?.targets ?? [];
  return link && target !== undefined ? { file, link, target } : null;
}

/** A new file that only hands names on, in the style of an import elsewhere. */
function madeEntry(
  sources: ImportSources,
  { file, handed, like }: { readonly file: Path; readonly handed: readonly Reexport[]; readonly like: Resourced },
): { readonly edit: Edit } | { readonly reason: string } {
  const at = like.place;
  const origin = originOf(sources, like);
  const text = sources.text(like.file) ?? '';
  const starts = lineStarts(text);
  const style = {
    quote: text.charAt(offsetAt(starts, at.line, at.column)),
    ending: text.charAt(offsetAt(starts, at.endLine, at.endColumn)) === ';' ? ';' : '',
  };
  let lines = '';
  for (const one of handed) {
    const spelling = sources.respell(file, one.from, origin ? usageOf(sources, origin) : { samples: [] });
    if ('reason' in spelling) return spelling;
    lines += exportLine(one, spelling.specifier, style);
  }
  return { edit: { kind: 'create', file, text: lines } };
}

function exportLine(
  { name, as, type }: Reexport,
  specifier: string,
  { quote, ending }: { readonly quote: string; readonly ending: string },
): string {
  const names = name === as ? name : `${name} as ${as}`;
  return `export ${type ? 'type ' : ''}{ ${names} } from ${quote}${specifier}${quote}${ending}\n`;
}

function isSame(a: Place, b: Place): boolean {
  return a.line === b.line && a.column === b.column;
}

/** The names of an import that come from one file, as types or not. */
interface Group {
  readonly from: Path;
  readonly type: boolean;
  readonly symbols: readonly ImportedSymbol[];
}

function groupsOf({ kind, symbols }: Import, names: Resourced['names'], target: Path): readonly Group[] {
  const groups = new Map<string, Group & { readonly symbols: ImportedSymbol[] }>();
  for (const symbol of symbols) {
    const named = names.find(({ local }) => local === symbol.local);
    const from = named?.from ?? target;
    const type = kind === 'type' || named?.type === true;
    const key = `${from}\0${String(type)}`;
    const group = groups.get(key) ?? { from, type, symbols: [] };
    groups.set(key, group);
    group.symbols.push({ ...symbol, name: named?.name ?? symbol.name });
  }
  return [...groups.values()];
}

interface Origin {
  readonly file: Path;
  readonly link: Link;
  readonly target: Path;
}

/** What a new specifier is to look like in the place of another. */
export function usageOf({ links }: ImportSources, { file, link, target }: Origin): Parameters<Respell>[2] {
  const samples = links(file).flatMap((one): Sample[] => {
    const [led] = one.targets;
    return one === link || led === undefined ? [] : [{ specifier: one.import.specifier, target: led }];
  });
  return { replaced: { specifier: link.import.specifier, target, from: file }, samples };
}

interface Written {
  readonly file: Path;
  readonly text: string;
  readonly link: Link;
}

/** Replaces as little as it can: the specifier, or the word `type`, or else the statement. Null where that would lose something. */
function rewrittenStatement({ file, text, link }: Written, clauses: readonly Clause[]): readonly Edit[] | null {
  const starts = lineStarts(text);
  const { at, symbols, form, kind } = link.import;
  const [start, end] = [offsetAt(starts, at.line, at.column), offsetAt(starts, at.endLine, at.endColumn)];
  const replaced = (from: number, to: number, next: string): Edit => ({
    kind: 'replace',
    file,
    ...placeAt(starts, from, to),
    old: text.slice(from, to),
    text: next,
  });
  const quote = text.charAt(start);
  const [only] = clauses;
  const isSameType = only?.type === (kind === 'type');
  const isWhole = clauses.length === 1 && only !== undefined && sameNames(only.symbols, symbols);
  if (isWhole && isSameType) return [replaced(start, end, quote + only.specifier + quote)];
  if (form !== 'import' && form !== 'export') return null;
  const statement: Statement | null = statementAround(text, { start, end }, link.import);
  if (!statement) return null;
  const next = statementsOf(statement, { clauses, quote });
  return [replaced(statement.start, statement.end, next)];
}

function sameNames(some: readonly ImportedSymbol[], others: readonly ImportedSymbol[]): boolean {
  return (
    some.length === others.length &&
    some.every(({ name, local }, i) => others[i]?.name === name && others[i].local === local)
  );
}

/** Takes names out of an import; the statement with the last of them. */
export function without(
  { text: textOf }: ImportSources,
  { file, link, names }: { readonly file: Path; readonly link: Link; readonly names: readonly string[] },
): Rewritten {
  const text = textOf(file) ?? '';
  const { at, symbols, specifier, kind } = link.import;
  const starts = lineStarts(text);
  const [start, end] = [offsetAt(starts, at.line, at.column), offsetAt(starts, at.endLine, at.endColumn)];
  const statement = statementAround(text, { start, end }, link.import);
  if (!statement) return { reason: `the import in ${file}:${String(at.line)} holds more than names` };
  const left = symbols.filter(({ local }) => !names.includes(local));
  const clauses = [{ specifier, type: kind === 'type', symbols: left }];
  const next = left.length === 0 ? '' : statementsOf(statement, { clauses, quote: text.charAt(start) });
  const line =
    next === '' && /^\r?\n/.test(text.slice(statement.end)) ? text.indexOf('\n', statement.end) + 1 : statement.end;
  return {
    edits: [
      {
        kind: 'replace',
        file,
        ...placeAt(starts, statement.start, line),
        old: text.slice(statement.start, line),
        text: next,
      },
    ],
  };
}

/** One statement at the end of a file that hands a name on. */
export function reexported(
  { text: textOf, links, respell }: ImportSources,
  one: Reexport,
): { readonly edit: Edit } | { readonly reason: string } {
  const { file, from } = one;
  const text = textOf(file);
  if (text === null) return { reason: `\`${file}\` cannot be read` };
  const samples = links(file).flatMap(({ import: { specifier }, targets: [target] }) =>
    target === undefined ? [] : [{ specifier, target }],
  );
  const spelling = respell(file, from, { samples });
  if ('reason' in spelling) return spelling;
  const last = links(file).at(-1)?.import.at;
  const starts = lineStarts(text);
  const quote = last ? text.charAt(offsetAt(starts, last.line, last.column)) : "'";
  const ending = last && text.charAt(offsetAt(starts, last.endLine, last.endColumn)) !== ';' ? '' : ';';
  const line = exportLine(one, spelling.specifier, { quote, ending });
  const place = placeAt(starts, text.length, text.length);
  const isEnded = text === '' || text.endsWith('\n');
  return { edit: { kind: 'replace', file, ...place, old: '', text: isEnded ? line : `\n${line}` } };
}

import type { Import } from '../../core/code.ts';
import type { Edit } from '../../core/fix.ts';
import { lineStarts, offsetAt, placeAt } from '../../core/lines.ts';
import type { Path, Place } from '../../core/location.ts';
import type { Braces, Member, Outline } from '../../core/outline.ts';
import type { Held } from './members.ts';
import { statementAround, statementsOf } from '../statement.ts';
import type { Stretch } from '../remove.ts';

/** What editing code asks of the project. */
export interface CodeSources {
  text(file: Path): string | null;
  /** Null for languages without an outline. */
  outline(file: Path): Outline | null;
  imports(file: Path): readonly Import[];
}

/** Changes of one file that are collected, and its style. */
export interface Draft {
  readonly file: Path;
  readonly text: string;
  readonly outline: Outline;
  readonly imports: readonly Import[];
  readonly quote: string;
  readonly newline: string;
  /** Which properties become required, or no more, by the member that has the properties of their JSON Schema. */
  readonly required: Map<Held, Map<string, boolean>>;
  readonly removed: Set<Member>;
  /** What comes into braces: the lines of each new member, without indentation. */
  readonly added: Map<Braces, (readonly string[])[]>;
  stretch(place: Place): Stretch;
  slice(place: Place): string;
  replace(place: Place, text: string): void;
  splice(start: number, end: number, text: string): void;
  /** The file is to import a name from a package that it imports something of; false where it imports nothing. */
  need(specifier: string, name: string): boolean;
  /** A name that may be used nowhere any more. */
  drop(name: string): void;
  /** Null where the changes contradict each other, or an import cannot be written. */
  edits(): readonly Edit[] | null;
}

interface Splice extends Stretch {
  readonly text: string;
}

/** Begins to edit a file; null where it is not code that can be edited. */
export function draftOf(sources: CodeSources, file: Path): Draft | null {
  const text = sources.text(file);
  const outline = sources.outline(file);
  if (text === null || !outline) return null;
  const imports = sources.imports(file);
  const starts = lineStarts(text);
  const splices: Splice[] = [];
  const needed = new Map<string, Set<string>>();
  const dropped = new Set<string>();
  const stretch = ({ line, column, endLine, endColumn }: Place): Stretch => ({
    start: offsetAt(starts, line, column),
    end: offsetAt(starts, endLine, endColumn),
  });
  const splice = (start: number, end: number, by: string): void => {
    if (start < end || by !== '') splices.push({ start, end, text: by });
  };
  const slice = (place: Place): string => text.slice(stretch(place).start, stretch(place).end);
  return {
    ...{ file, text, outline, imports, stretch, slice, splice },
    required: new Map(),
    removed: new Set(),
    added: new Map(),
    quote: quoteOf(text),
    newline: text.includes('\r\n') ? '\r\n' : '\n',
    replace(place, by) {
      const { start, end } = stretch(place);
      splice(start, end, by);
    },
    need(specifier, name) {
      const from = statementsFor(imports, specifier);
      if (from.length === 0) return false;
      if (!from.some(({ symbols }) => symbols.some((one) => one.name === name && one.local === name)))
        needed.set(specifier, (needed.get(specifier) ?? new Set<string>()).add(name));
      return true;
    },
    drop: (name) => void dropped.add(name),
    edits() {
      const joined = joinedSplices(splices);
      const own = joined && importSplices({ text, imports, stretch }, { joined, needed, dropped });
      return own
        ? [...(joined ?? []), ...own].map(({ start, end, text: by }) => ({
            ...{ kind: 'replace', file, old: text.slice(start, end), text: by },
            ...placeAt(starts, start, end),
          }))
        : null;
    },
  };
}

function quoteOf(text: string): string {
  const count = (quote: string): number => text.split(quote).length;
  return count('"') > count("'") ? '"' : "'";
}

function statementsFor(imports: readonly Import[], specifier: string): readonly Import[] {
  return imports.filter((one) => one.specifier === specifier && one.form === 'import' && one.kind === 'value');
}

/** In order of place, those that touch as one; null where two overlap. */
function joinedSplices(splices: readonly Splice[]): readonly Splice[] | null {
  const joined: Splice[] = [];
  for (const one of [...splices].sort((a, b) => a.start - b.start || a.end - b.end)) {
    const last = joined.at(-1);
    if (last?.start === one.start && last.end === one.end && last.text === one.text) continue;
    if (last && one.start < last.end) return null;
    if (last?.end === one.start) joined.splice(-1, 1, { start: last.start, end: one.end, text: last.text + one.text });
    else joined.push(one);
  }
  return joined;
}

interface Wishes {
  readonly joined: readonly Splice[];
  readonly needed: ReadonlyMap<string, ReadonlySet<string>>;
  readonly dropped: ReadonlySet<string>;
}

/** The import statements that gain or lose names; null where one holds more than its names. */
function importSplices(
  { text, imports, stretch }: Pick<Draft, 'text' | 'imports' | 'stretch'>,
  { joined, needed, dropped }: Wishes,
): readonly Splice[] | null {
  const after = joined.reduceRight((all, one) => all.slice(0, one.start) + one.text + all.slice(one.end), text);
  // The import itself has the name once.
  const isGone = (name: string): boolean => dropped.has(name) && after.split(new RegExp(`\\b${name}\\b`)).length === 2;
  const splices: Splice[] = [];
  for (const one of imports.filter(({ form, kind }) => form === 'import' && kind === 'value')) {
    const isFirst = statementsFor(imports, one.specifier)[0] === one;
    const added = isFirst ? [...(needed.get(one.specifier) ?? [])] : [];
    const kept = one.symbols.filter(({ local }) => !isGone(local));
    if (added.length === 0 && (kept.length === one.symbols.length || kept.length === 0)) continue;
    const statement = statementAround(text, stretch(one.at), one);
    if (!statement) return null;
    const symbols = [...kept, ...added.map((name) => ({ name, local: name, type: false }))];
    const { specifier } = one;
    const written = statementsOf(statement, {
      clauses: [{ specifier, type: false, symbols: isSorted(kept) ? symbols.sort(byName) : symbols }],
      quote: text.charAt(stretch(one.at).start),
    });
    splices.push({ start: statement.start, end: statement.end, text: written });
  }
  return splices;
}

const byName = (a: { readonly name: string }, b: { readonly name: string }): number =>
  Number(a.name > b.name) - Number(a.name < b.name);

function isSorted(symbols: readonly { readonly name: string }[]): boolean {
  return symbols.every((one, i) => i === 0 || byName(symbols[i - 1] ?? one, one) < 0);
}

import { ts } from 'ts-morph';
import type { Path } from '../core/location.ts';
import { type Binding, bindingOf, type Form, type Outlet } from './binding.ts';
import { type Change, replacementsOf, textAfter } from './change.ts';
import { commonJsExport, moduleSymbol } from './common-js.ts';
import { findSymbol, type Found } from './find.ts';
import { renameMember } from './member.ts';
import { opaqueUse, usesIn } from './opaque.ts';
import { placeText } from './place.ts';
import { createPrograms, type Original, type Program, type Programs } from './program.ts';
import { factsOf, faultOf } from './proof.ts';
import { startOf, type Token, tokensNamed } from './tokens.ts';
import type { ProgramSources, Renamed, RenameWish, Renaming } from './wish.ts';

/** Renames symbols one after the other, and keeps what TypeScript knows of their files. */
export function createRenaming(): Renaming {
  let programs = createPrograms();
  return {
    rename(sources, wish) {
      const used = programs;
      // What a failure left midway is not used again.
      programs = createPrograms();
      const result = renamed(used, sources, wish);
      programs = used;
      return result;
    },
  };
}

/** Renames a symbol in all files that use it, and proves that every name still means what it meant. */
function renamed(programs: Programs, sources: ProgramSources, wish: RenameWish): Renamed {
  const [name, member] = wish.symbol;
  const misnomer = misnomerOf(wish.to, member ?? name);
  if (misnomer !== null) return { reason: misnomer };
  const program = programs.open(sources, member !== undefined);
  if (member !== undefined) return renameMember(sources, { ...wish, name: member, program });
  const found = findSymbol(program, wish.file, name);
  if ('reason' in found) return found;
  return renameFound(sources, { ...wish, name, program, found });
}

interface Task extends RenameWish {
  readonly name: string;
  readonly program: Original;
  readonly found: Found;
}

function renameFound(sources: ProgramSources, task: Task): Renamed {
  const { program, found, name, to, file } = task;
  const keeps = (outlet: Outlet): boolean =>
    !task.suggested && sources.entryOf(outlet.getSourceFile().fileName.slice(1)) !== null;
  const binding = bindingOf(program, { symbol: found.symbol, name, keeps });
  const entry = publicEntry(sources, task, binding);
  if (entry !== null && !task.suggested)
    return {
      reason: `\`${name}\` is public: ${entry.file} is an entry of ${entry.owner}; with --suggested it is renamed, and \`${name}\` stays as a deprecated alias`,
    };
  if (entry !== null && commonJsExport(found.symbol))
    return {
      reason: `\`${name}\` is public: ${entry.file} is an entry of ${entry.owner}; declare it as a function, a class or a variable first, so that an alias can keep the name`,
    };
  const changes = new Map<Path, readonly Change[]>();
  for (const one of program.files) {
    const own = changesIn(sources, program, one, { name, to, binding });
    if (own.length > 0) changes.set(one, own);
  }
  const opaque = opaqueUse(sources, program, { name, binding, changes });
  if (opaque !== null) return { reason: opaque };
  if (entry !== null)
    changes.set(file, [
      ...(changes.get(file) ?? []),
      aliasAfter(program.source(file), { name, to, isType: (found.symbol.flags & ts.SymbolFlags.Value) === 0 }),
    ]);
  const before = factsOf(program, { changes, names: [name, to], found });
  const texts = new Map([...changes].map(([one, own]) => [one, textAfter(program.source(one).text, own)]));
  const notes = unchangedStrings(program, changes, name);
  const fault = faultOf(before, program.edited(texts), { before: program, sources, changes, name, to, keeps });
  if (fault !== null) return { reason: fault };
  return {
    edits: [...changes].flatMap(([one, own]) => replacementsOf(one, program.source(one).text, own)),
    doubts: [],
    notes,
  };
}

/** Why a name cannot be given; null if it can. */
function misnomerOf(to: string, name: string): string | null {
  if (to === name) return `it is already named \`${name}\``;
  const isIdentifier = /^[\p{ID_Start}$_][\p{ID_Continue}$\u200c\u200d]*$/u.test(to);
  if (!isIdentifier) return `\`${to}\` is not a valid name`;
  const scanner = ts.createScanner(ts.ScriptTarget.Latest, true, ts.LanguageVariant.Standard, to);
  const kind = scanner.scan();
  const isKeyword = kind >= ts.SyntaxKind.FirstReservedWord && kind <= ts.SyntaxKind.LastFutureReservedWord;
  return isKeyword || ['await', 'arguments', 'eval', 'undefined'].includes(to) ? `\`${to}\` is a reserved word` : null;
}

/** The first public entry that offers the symbol by its own declaration or a star; an entry that lists it by name keeps that name. */
function publicEntry(
  sources: ProgramSources,
  { program, name }: Task,
  binding: Binding,
): { readonly file: Path; readonly owner: string } | null {
  for (const file of program.files) {
    const owner = sources.entryOf(file);
    const module = owner === null ? undefined : moduleSymbol(program.checker, program.source(file));
    if (owner !== null && binding.isOfferedBy(module) && name !== 'default') return { file, owner };
  }
  return null;
}

interface Wording {
  readonly name: string;
  readonly to: string;
  readonly binding: Binding;
}

function changesIn(sources: ProgramSources, program: Program, file: Path, wording: Wording): Change[] {
  const uses = usesIn(sources, program, program.source(file), wording);
  const changes = [...uses].map(([token, form]) => changeOf(token, form, wording));
  return changes.sort((a, b) => a.start - b.start);
}

function changeOf(token: Token, form: Form, { name, to }: Pick<Wording, 'name' | 'to'>): Change {
  const start = startOf(token);
  const end = start + name.length;
  switch (form) {
    case 'plain':
      return { start, end, text: to };
    case 'value':
      return { start, end, text: `${name}: ${to}` };
    case 'key':
      return { start, end, text: `${to}: ${name}` };
    case 'kept':
      return { start, end, text: `${to} as ${name}` };
    case 'aliased': {
      const specifier = token.parent as ts.ImportOrExportSpecifier;
      // `x as y` where y is the new name.
      return { start, end: specifier.name.text === to ? specifier.name.end : end, text: to };
    }
  }
}

/** The statement that keeps the old name of a public symbol. */
function aliasAfter(
  source: ts.SourceFile,
  { name, to, isType }: { readonly name: string; readonly to: string; readonly isType: boolean },
): Change {
  const { text } = source;
  const [newline, semicolon] = [text.includes('\r\n') ? '\r\n' : '\n', /;[ \t]*$/m.test(text) ? ';' : ''];
  const deprecation = `/** @deprecated Use \`${to}\`. */`;
  const listed = [`export ${isType ? 'type ' : ''}{`, `  ${deprecation}`, `  ${to} as ${name},`, `}${semicolon}`];
  const assigned = [deprecation, `module.exports.${name} = ${to}${semicolon}`];
  const lines = ['', ...(ts.isExternalModule(source) ? listed : assigned), ''];
  return { start: text.length, end: text.length, text: (text.endsWith('\n') ? '' : newline) + lines.join(newline) };
}

/** Strings that are the old name, as injection tokens and names of routes are: whether they mean the symbol, nobody can tell. */
function unchangedStrings(program: Program, changes: ReadonlyMap<Path, readonly Change[]>, name: string): string[] {
  const left = program.files.flatMap((file) => {
    const starts = new Set(changes.get(file)?.map(({ start }) => start));
    return tokensNamed(program.source(file), name).filter(
      (token) => ts.isStringLiteralLike(token) && !starts.has(startOf(token)),
    );
  });
  const [first] = left;
  if (!first) return [];
  const others = left.length > 1 ? `, and ${String(left.length - 1)} more` : '';
  return [`the string '${name}' in ${placeText(first)}${others} stays as it is`];
}

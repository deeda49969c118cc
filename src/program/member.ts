import { ts } from 'ts-morph';
import type { Path } from '../core/location.ts';
import { type Change, originOf, replacementsOf, textAfter } from './change.ts';
import { doubtsOf } from './doubts.ts';
import { findSymbol } from './find.ts';
import { placeText } from './place.ts';
import { type Original, pathOf, type Program } from './program.ts';
import { changedText, type Changes, keyOf, meaningOf, newError, noChanges } from './proof.ts';
import { declarationOf, startOf, type Token, tokensNamed } from './tokens.ts';
import { type Spot, twinsIn } from './twins.ts';
import { unwrittenUse } from './unwritten.ts';
import { watchedFiles } from './watched.ts';
import type { ProgramSources, Renamed, RenameWish } from './wish.ts';

interface Task extends RenameWish {
  readonly name: string;
  readonly program: Original;
}

type Attempt =
  | Renamed
  | {
      readonly reason: string;
      /** Declarations that must follow, or the errors stay. */
      readonly twins: readonly Spot[];
    };

/** What has twins of twins is rather another type. */
const mostAttempts = 3;

/**
 * Renames a member of a class, an interface, an enum or an object wherever TypeScript knows that it is meant. Objects that fit its type only by their keys
 * are found by the errors that come, and follow.
 */
export function renameMember(sources: ProgramSources, task: Task): Renamed {
  const twins: Spot[] = [];
  for (let left = mostAttempts; ; left--) {
    const attempt = attempted(sources, task, twins);
    if (!('twins' in attempt)) return attempt;
    if (attempt.twins.length === 0 || left === 1) return { reason: attempt.reason };
    twins.push(...attempt.twins);
  }
}

function attempted(sources: ProgramSources, task: Task, twins: readonly Spot[]): Attempt {
  const { program, name, to, file } = task;
  const found = findSymbol(program, file, task.symbol[0]);
  if ('reason' in found) return found;
  const owner = found.symbol;
  const symbol = memberOf(program, owner, name);
  const declared = symbol?.declarations?.find((one) => one.getSourceFile() === program.source(file));
  const written = declared && ts.getNameOfDeclaration(declared);
  if (!symbol || !written) return { reason: missing(task, owner, symbol) };
  if (!ts.isIdentifier(written) || written.text !== name)
    return { reason: `\`${name}\` is not written as a plain name in ${placeText(written)}` };
  const spots = [{ file, offset: written.getStart() }, ...twins];
  const locations = spots.flatMap((spot) => program.locations(spot.file, spot.offset));
  const loaded = new Set(program.files);
  const outside = locations.find((one) => !loaded.has(pathOf(one.fileName)));
  if (outside) return elsewhere(sources, name, pathOf(outside.fileName));
  const located = changesOf(locations, to);
  const family = [...located].flatMap(([one, own]) => declarationsAt(program, one, own, name));
  const changes = withTests(program, located, { name, to, family });
  const refused = family.find((one) => ts.canHaveDecorators(one) && (ts.getDecorators(one)?.length ?? 0) > 0);
  if (refused) return { reason: `\`${name}\` in ${placeText(refused)} has a decorator, which may read its name` };
  const unwritten = unwrittenUse(program, name, family);
  if (unwritten !== null) return { reason: unwritten };
  const doubts = [...twinDoubts(program, name, twins), ...doubtsOf(sources, program, { name, owner, family, changes })];
  const names = [name, to] as const;
  const meanings = meaningsOf(program, changes, names);
  const watched = watchedFiles(program, { names, family, changes });
  const texts = new Map([...changes].map(([one, own]) => [one, textAfter(program.source(one).text, own)]));
  const after = program.edited(texts);
  const stray = strayed(after, { changes, name, to, meanings });
  if (stray !== null) return { reason: stray };
  const error = newError(watched, { before: program, after, changes, names });
  if (error !== null) {
    const others = watched.flatMap((one) => twinsIn(after, one, { name, to, changes }));
    return { reason: error, twins: others };
  }
  return {
    edits: [...changes].flatMap(([one, own]) => replacementsOf(one, program.source(one).text, own)),
    doubts,
    notes: [],
  };
}

function twinDoubts({ source }: Program, name: string, [first]: readonly Spot[]): string[] {
  if (!first) return [];
  const line = source(first.file).getLineAndCharacterOfPosition(first.offset).line + 1;
  return [`the object in ${first.file}:${String(line)} has a \`${name}\` of its own, which is renamed, too`];
}

function memberOf({ checker }: Program, own: ts.Symbol, name: string): ts.Symbol | undefined {
  // A class that is the default export has a second symbol under its name, without members.
  const owner = checker.getExportSymbolOfSymbol(own);
  const key = ts.escapeLeadingUnderscores(name);
  const type = (owner.flags & ts.SymbolFlags.Type) !== 0 ? checker.getDeclaredTypeOfSymbol(owner) : undefined;
  return (
    owner.members?.get(key) ??
    owner.exports?.get(key) ??
    type?.getProperty(name) ??
    checker.getTypeOfSymbol(owner).getProperty(name)
  );
}

function missing({ name, file, symbol: [own] }: Task, owner: ts.Symbol, inherited: ts.Symbol | undefined): string {
  const at = inherited?.declarations?.[0];
  const home = at?.getSourceFile().fileName;
  if (at && home !== undefined)
    return `\`${name}\` of \`${owner.name}\` is declared in ${placeText(at)}: rename it there`;
  return `\`${own}\` in ${file} has no member \`${name}\``;
}

/** What the file imports may be used by files that do not import it. */
function elsewhere({ around }: ProgramSources, name: string, file: Path): Extract<Renamed, { reason: string }> {
  return around.includes(file)
    ? { reason: `\`${name}\` comes from ${file}: rename it there`, home: file }
    : { reason: `\`${name}\` is also declared in ${file}, outside the project` };
}

function changesOf(locations: readonly ts.RenameLocation[], to: string): ReadonlyMap<Path, readonly Change[]> {
  const changes = new Map<Path, Change[]>();
  for (const { fileName, textSpan, prefixText = '', suffixText = '' } of locations) {
    const own = changes.get(pathOf(fileName)) ?? [];
    if (own.some(({ start }) => start === textSpan.start)) continue;
    changes.set(pathOf(fileName), own);
    own.push({ start: textSpan.start, end: textSpan.start + textSpan.length, text: prefixText + to + suffixText });
  }
  for (const own of changes.values()) own.sort((a, b) => a.start - b.start);
  return changes;
}

interface Kin {
  readonly name: string;
  readonly to: string;
  readonly family: readonly ts.Declaration[];
}

/** Adds the strings of `'name' in object`, which tell types apart, but which TypeScript does not rename. */
function withTests(program: Program, located: Changes, { name, to, family }: Kin): Changes {
  const members = new Set(family);
  const has = (type: ts.Type): boolean =>
    type.isUnionOrIntersection()
      ? type.types.some(has)
      : (type.getProperty(name)?.declarations?.some((one) => members.has(one)) ?? false);
  const changes = new Map(located);
  for (const file of program.files) {
    const tests = tokensNamed(program.source(file), name).filter((token) => {
      const { parent } = token;
      const isTest = ts.isBinaryExpression(parent) && parent.operatorToken.kind === ts.SyntaxKind.InKeyword;
      return isTest && parent.left === token && has(program.checker.getTypeAtLocation(parent.right));
    });
    const found = tests.map((token) => ({ start: startOf(token), end: startOf(token) + name.length, text: to }));
    const own = [...(located.get(file) ?? []), ...found].sort((a, b) => a.start - b.start);
    if (found.length > 0) changes.set(file, own);
  }
  return changes;
}

/** The declarations among the changes. */
function declarationsAt(program: Program, file: Path, changes: readonly Change[], name: string): ts.Declaration[] {
  const starts = new Set(changes.map(({ start }) => start));
  return tokensNamed(program.source(file), name).flatMap((token) => {
    const declaration = declarationOf(token);
    return declaration && starts.has(startOf(token)) ? [declaration] : [];
  });
}

function isChanged(changes: readonly Change[], token: Token): boolean {
  const offset = startOf(token);
  return changes.some(({ start, end }) => start <= offset && offset < end);
}

/** What the tokens mean that keep their text. */
function meaningsOf(program: Program, changes: Changes, names: readonly string[]): ReadonlyMap<string, string> {
  const meanings = new Map<string, string>();
  for (const file of program.files) {
    const own = changes.get(file) ?? [];
    for (const token of names.flatMap((name) => tokensNamed(program.source(file), name)))
      if (!isChanged(own, token)) meanings.set(keyOf(file, startOf(token)), meaningOf(program, token, noChanges));
  }
  return meanings;
}

interface After {
  readonly changes: Changes;
  readonly name: string;
  readonly to: string;
  readonly meanings: ReadonlyMap<string, string>;
}

/** A token that means something else after the rename. */
function strayed(program: Program, { changes, name, to, meanings }: After): string | null {
  const [first] = changes;
  if (!first) return `\`${name}\` cannot be renamed`;
  const written = new Set<string>();
  for (const file of program.files) {
    for (const token of [to, name].flatMap((one) => tokensNamed(program.source(file), one))) {
      const { offset, isNew } = originOf(changes.get(file) ?? [], startOf(token));
      if (isNew && token.text === to) written.add(`${file}\0${String(startOf(token))}`);
      if (!isNew && meanings.get(keyOf(file, offset)) !== meaningOf(program, token, changes)) return changedText(token);
    }
  }
  return unlike(program, first[0], { changes, to, written });
}

/** TypeScript must find the same places by the new name, and no others. */
function unlike(
  program: Program,
  file: Path,
  { changes, to, written }: { readonly changes: Changes; readonly to: string; readonly written: ReadonlySet<string> },
): string | null {
  const own = changes.get(file) ?? [];
  const token = tokensNamed(program.source(file), to).find((one) => originOf(own, startOf(one)).isNew);
  const found = token ? program.locations(file, startOf(token)) : [];
  const stray = found.find(({ fileName, textSpan }) => !written.has(`${pathOf(fileName)}\0${String(textSpan.start)}`));
  if (stray) return `\`${to}\` already exists in ${pathOf(stray.fileName)}`;
  return null;
}

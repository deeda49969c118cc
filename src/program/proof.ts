import { ts } from 'ts-morph';
import type { Path } from '../core/location.ts';
import { bindingOf, type Binding, type Outlet } from './binding.ts';
import { type Change, originOf } from './change.ts';
import type { Found } from './find.ts';
import { usesIn } from './opaque.ts';
import { placeText } from './place.ts';
import { pathOf, type Program } from './program.ts';
import { declarationOf, startOf, type Token, tokensNamed } from './tokens.ts';
import type { ProgramSources } from './wish.ts';

export type Changes = ReadonlyMap<Path, readonly Change[]>;

/** What must be the same after a rename, in offsets of before. */
export interface Facts {
  /** What the tokens mean that keep their text, by file and offset. */
  readonly meanings: ReadonlyMap<string, string>;
  /** The declaring file, and those that hand on all names of others, may have new errors: elsewhere, the meanings tell as much at less cost. */
  readonly watched: readonly Path[];
  readonly declaration: { readonly file: Path; readonly offset: number; readonly count: number };
}

interface Before {
  readonly changes: Changes;
  /** The old name and the new one. */
  readonly names: readonly [name: string, to: string];
  readonly found: Found;
}

/** Looks at a program before its texts change. */
export function factsOf(program: Program, { changes, names, found }: Before): Facts {
  const meanings = new Map<string, string>();
  for (const file of program.files) {
    const own = changes.get(file) ?? [];
    for (const token of names.flatMap((name) => tokensNamed(program.source(file), name))) {
      const offset = startOf(token);
      if (!own.some(({ start, end }) => start <= offset && offset < end))
        meanings.set(keyOf(file, offset), meaningOf(program, token, noChanges));
    }
  }
  const own = pathOf(found.name.getSourceFile().fileName);
  const handsOn = (file: Path): boolean => /\bexport\s*\*/.test(program.source(file).text);
  const watched = program.files.filter((file) => file === own || handsOn(file));
  return {
    meanings,
    watched,
    declaration: {
      file: own,
      offset: startOf(found.name),
      count: found.symbol.declarations?.length ?? 1,
    },
  };
}

interface After {
  readonly before: Program;
  readonly sources: ProgramSources;
  readonly changes: Changes;
  readonly name: string;
  readonly to: string;
  keeps(outlet: Outlet): boolean;
}

/** What is wrong with a program after its texts changed; null if every name means what it meant. */
export function faultOf(facts: Facts, program: Program, after: After): string | null {
  const { before, changes, name, to, keeps } = after;
  const { file, offset, count } = facts.declaration;
  const own = changes.get(file) ?? [];
  const declared = tokensNamed(program.source(file), to).find((token) => {
    const origin = originOf(own, startOf(token));
    return origin.isNew && origin.offset === offset;
  });
  const symbol = declared && program.checker.getSymbolAtLocation(declared);
  if (!symbol) return `\`${to}\` does not parse in ${file}`;
  const other = symbol.declarations?.[count];
  if (other) return `\`${to}\` is already declared in ${placeText(other)}`;
  const binding = bindingOf(program, { symbol, name: to, keeps });
  for (const one of program.files) {
    const fault = tokenFault(program, one, { ...after, facts, binding });
    if (fault !== null) return fault;
  }
  return newError(facts.watched, { before, after: program, changes, names: [name, to] });
}

interface Comparison extends Omit<After, 'before' | 'keeps'> {
  readonly facts: Facts;
  readonly binding: Binding;
}

function tokenFault(program: Program, file: Path, comparison: Comparison): string | null {
  const { sources, facts, changes, name, to, binding } = comparison;
  const source = program.source(file);
  const own = changes.get(file) ?? [];
  const uses = usesIn(sources, program, source, { name: to, binding });
  for (const token of [...tokensNamed(source, to), ...tokensNamed(source, name)]) {
    const { offset, isNew } = originOf(own, startOf(token));
    if (isNew && token.text === to && !uses.has(token)) return capturedText(program, token);
    if (!isNew && facts.meanings.get(keyOf(file, offset)) !== meaningOf(program, token, changes))
      return changedText(token);
  }
  return null;
}

/** A token outside the rename that it concerns all the same. */
export function changedText(token: Token): string {
  const { text } = token;
  return declarationOf(token)
    ? `\`${text}\` is already declared in ${placeText(token)}`
    : `\`${text}\` in ${placeText(token)} would mean something else`;
}

/** A renamed token that does not mean the symbol. */
function capturedText({ checker }: Program, token: Token): string {
  const other = checker.getSymbolAtLocation(token)?.declarations?.[0];
  const meaning = other ? `the \`${token.text}\` of ${placeText(other)}` : 'something else';
  return `\`${token.text}\` in ${placeText(token)} would mean ${meaning}`;
}

/** What a token means: the places of all declarations, behind an alias as well. */
export function meaningOf({ checker }: Program, token: Token, changes: Changes): string {
  const { parent } = token;
  const symbol =
    ts.isShorthandPropertyAssignment(parent) && parent.name === token
      ? checker.getShorthandAssignmentValueSymbol(parent)
      : checker.getSymbolAtLocation(token);
  if (!symbol) return '';
  const isAlias = (symbol.flags & ts.SymbolFlags.Alias) !== 0;
  const places = [symbol, ...(isAlias ? [checker.getAliasedSymbol(symbol)] : [])].map(({ declarations = [] }) =>
    declarations.map((one) => {
      const file = pathOf(one.getSourceFile().fileName);
      return keyOf(file, originOf(changes.get(file) ?? [], one.getStart()).offset);
    }),
  );
  return JSON.stringify(places);
}

export const noChanges: Changes = new Map();

export function keyOf(file: Path, offset: number): string {
  return `${file}\0${String(offset)}`;
}

interface States {
  readonly before: Pick<Program, 'errors'>;
  readonly after: Pick<Program, 'errors'>;
  readonly changes: Changes;
  readonly names: readonly [name: string, to: string];
}

/** The first error of these files that a program did not have before. What has none now was not worth asking about before. */
export function newError(files: readonly Path[], { before, after, changes, names }: States): string | null {
  for (const file of files) {
    const errors = after.errors(file);
    const left = errors.length > 0 ? [...before.errors(file)] : [];
    for (const error of errors) {
      const { offset } = originOf(changes.get(file) ?? [], error.start ?? 0);
      const index = left.findIndex(
        (one) =>
          errorText(one, names) === errorText(error, names) ||
          (one.code === error.code && one.start === offset && ![one, error].some((it) => speaksOf(it, names))),
      );
      if (index < 0) return `TypeScript would report in ${errorPlace(file, error)}: ${textOf(error)}`;
      left.splice(index, 1);
    }
  }
  return null;
}

/** Does an error name what is renamed? Of a long type TypeScript shows some members, which may be others in each program. */
function speaksOf(error: ts.Diagnostic, names: readonly string[]): boolean {
  return wordsOf(error).some((word) => names.includes(word));
}

/**
 * Without what a rename changes, without the order of its words, since that of unions is another in each program, and without the similar name that TypeScript
 * offers, since it does so only for the first errors that it finds.
 */
function errorText(error: ts.Diagnostic, [name, to]: readonly [string, string]): string {
  const same = wordsIn(textOf(error).replace(offer, ''))
    .map((word) => (word === name ? to : word))
    .sort();
  return same.join(' ');
}

const offer = /\. (?:Did you mean|Do you need) .*$/;

function wordsOf(error: ts.Diagnostic): readonly string[] {
  return wordsIn(textOf(error));
}

function wordsIn(text: string): readonly string[] {
  return text.match(/[\p{ID_Continue}$]+/gu) ?? [];
}

function textOf({ messageText }: ts.Diagnostic): string {
  return ts.flattenDiagnosticMessageText(messageText, ' ').replaceAll(/\s+/g, ' ');
}

function errorPlace(file: Path, { file: source, start = 0 }: ts.Diagnostic): string {
  return source ? `${file}:${String(source.getLineAndCharacterOfPosition(start).line + 1)}` : file;
}

import type { Declaration } from '../../../core/code.ts';
import type { Sections } from '../../../core/fact.ts';
import type { TypeQuestion, TypeTrait } from '../../../core/typing.ts';
import type { Names } from './entry.ts';
import { isTyped, type Named, questionsAbout } from './judge.ts';

type NameFacts = <S extends 'declarations' | 'references'>(section: S) => Sections[S];

const nobody: ReadonlySet<number> = new Set();

export function asksUse({ entries }: Names): boolean {
  return entries.some(({ key }) => key.unused);
}

export function asksTypes({ entries }: Names): boolean {
  return entries.some(({ key }) => key.traits.some((either) => either.some(isTyped)));
}

/** A declaration of a file. */
export interface DeclaredName {
  /** Its place in `declarations`. */
  readonly index: number;
  readonly declaration: Declaration;
  readonly unused: boolean;
}

export function namesIn(facts: NameFacts, names: Names): DeclaredName[] {
  const unused = asksUse(names) ? new Set(facts('references')) : nobody;
  return facts('declarations').map((declaration, index) => ({ index, declaration, unused: unused.has(index) }));
}

/** What the type checker is asked about the names of a file. */
export function questionsIn(facts: NameFacts, names: Names): TypeQuestion[] {
  return namesIn(facts, names).flatMap(({ index, declaration, unused }) =>
    questionsAbout(names, declaration, unused).map((trait) => ({ index, trait })),
  );
}

/** A declaration with what the type checker tells of it. */
export function withTypes(
  declaration: Declaration,
  asked: readonly TypeTrait[],
  namesOf: (trait: TypeTrait) => readonly string[] | null,
): Named {
  if (asked.length === 0) return declaration;
  const told = asked.map((trait) => ({ trait, names: namesOf(trait) }));
  return {
    ...declaration,
    traits: [
      ...declaration.traits,
      ...told.flatMap(({ trait, names }) => (names ?? []).map((name) => `${trait}=${name}`)),
    ],
    unknown: told.flatMap(({ trait, names }) => (names === null ? [trait] : [])),
  };
}

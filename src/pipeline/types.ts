import { addTo } from '../core/group.ts';
import { type Hash, hashOf } from '../core/hash.ts';
import type { Path } from '../core/location.ts';
import type { Rule } from '../core/rule.ts';
import type { FileQuestions, TypeAnswer, TypeProject, TypeQuestion, TypeTrait } from '../core/typing.ts';
import type { Inputs } from './inputs.ts';
import { factsOf } from './sections.ts';

/** What the type checker says of the declarations of one file that a rule asks about. */
export interface FileTypes {
  /** Changes exactly when an answer does. */
  readonly digest: Hash;
  /** Null where the type is not known. Throws for what was not asked. */
  names(index: number, trait: TypeTrait): readonly string[] | null;
  /** Why types are not known, once for each question without an answer. */
  readonly unknown: readonly string[];
}

interface Typed {
  readonly file: Path;
  readonly questions: readonly TypeQuestion[];
  readonly project: TypeProject | { readonly unknown: string };
}

/** What the type checker says of some files, as far as a rule asks: as kept for the texts of all that they import, or asked now in one go. */
export function typesOf(inputs: Inputs, rule: Rule, files: readonly Path[]): ReadonlyMap<Path, FileTypes> {
  const asked = askedIn(inputs, rule, files);
  if (asked.length === 0) return new Map();
  const { store } = inputs.loaded;
  const ground = inputs.typeGround;
  const column = `types ${rule.fingerprint}`;
  const found = new Map<Path, readonly TypeAnswer[]>();
  const open = new Map<TypeProject, FileQuestions[]>();
  const typed = asked.map(({ file, questions }): Typed => ({ file, questions, project: ground.projectOf(file) }));
  for (const { file, questions, project } of typed) {
    if ('unknown' in project) {
      found.set(file, Array<TypeAnswer>(questions.length).fill(project));
      continue;
    }
    const kept = store.answer(column, ground.keyOf(file, project));
    if (kept === undefined) addTo(open, project, { file, asked: placed(inputs, file, questions) });
    else found.set(file, JSON.parse(kept) as TypeAnswer[]);
  }
  for (const [project, questions] of open)
    for (const [file, answers] of ground.ask(project, questions)) found.set(file, answers);
  // What was asked on the way is part of every key.
  if (open.size > 0)
    for (const { file, project } of typed)
      if ('compiler' in project) store.keepAnswer(column, ground.keyOf(file, project), JSON.stringify(found.get(file)));
  return new Map(typed.map(({ file, questions }) => [file, fileTypes(questions, found.get(file) ?? [])]));
}

interface Asked {
  readonly file: Path;
  readonly questions: readonly TypeQuestion[];
}

/** The files of which a rule asks something; what it asks follows from its text alone. */
function askedIn({ loaded }: Inputs, rule: Rule, files: readonly Path[]): Asked[] {
  const { types } = rule.check.reads(rule.options);
  if (!types) return [];
  const column = `type questions ${rule.fingerprint}`;
  return files.flatMap((file) => {
    const text = loaded.view.texts.hash(file);
    if (text === null) return [];
    const kept = loaded.store.answer(column, text);
    if (kept === '') return [];
    const questions =
      kept === undefined ? types((section) => factsOf(loaded, file, section)) : (JSON.parse(kept) as TypeQuestion[]);
    if (kept === undefined)
      loaded.store.keepAnswer(column, text, questions.length === 0 ? '' : JSON.stringify(questions));
    return questions.length === 0 ? [] : [{ file, questions }];
  });
}

function placed({ loaded }: Inputs, file: Path, questions: readonly TypeQuestion[]): FileQuestions['asked'] {
  const declarations = factsOf(loaded, file, 'declarations');
  return questions.flatMap(({ index, trait }) => {
    const at = declarations[index]?.at;
    return at ? [{ at, trait }] : [];
  });
}

function fileTypes(questions: readonly TypeQuestion[], answers: readonly TypeAnswer[]): FileTypes {
  const told = new Map(questions.map(({ index, trait }, i) => [`${trait} ${String(index)}`, answers[i]]));
  return {
    digest: hashOf(JSON.stringify(answers)),
    names(index, trait) {
      const answer = told.get(`${trait} ${String(index)}`);
      if (!answer)
        throw new Error(`the ${trait} of declaration ${String(index)} was needed, but \`reads\` do not ask for it`);
      return 'names' in answer ? answer.names : null;
    },
    unknown: answers.flatMap((answer) => ('unknown' in answer ? [answer.unknown] : [])),
  };
}

/** Why a rule could not judge all names; null when it could. */
export function typesUnknown(types: ReadonlyMap<Path, FileTypes>): string | null {
  const reasons = [...types.values()].flatMap(({ unknown }) => unknown);
  const [first] = reasons;
  if (first === undefined) return null;
  const others = new Set(reasons).size - 1;
  const more = others > 0 ? ` (and ${String(others)} more ${others === 1 ? 'reason' : 'reasons'})` : '';
  const subject = reasons.length === 1 ? 'the type of 1 name is' : `the types of ${String(reasons.length)} names are`;
  return `${subject} not known: ${first}${more}`;
}

/** Changes with anything that the types could follow from which rules ask for; null where none asks. */
export function typesKey(inputs: Inputs): Hash | null {
  const reads = inputs.loaded.rules.map(({ check, options }) => check.reads(options));
  return reads.some(({ types, shapes }) => types ?? shapes) ? inputs.typeGround.everything() : null;
}

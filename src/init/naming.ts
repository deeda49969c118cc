import { type Declaration, type DeclarationKind, modifiers } from '../core/code.ts';
import type { Path } from '../core/location.ts';
import type { Style } from '../core/style.ts';
import { code, figure, mostOf, percent, type Proposal } from './proposal.ts';
import { type Fit, habitOf, isIn, written } from './styles.ts';
import type { Survey } from './survey.ts';

/** Names that are judged together, under a selector of the check `naming`. */
interface Kind {
  readonly selector: string;
  readonly plural: string;
  readonly kinds: readonly DeclarationKind[];
  /** The narrowest first. */
  readonly choices: readonly (readonly Style[])[];
  /** Names that are taken as they are, and so are not judged. */
  readonly exempt?: string;
}

const functions: Kind['choices'] = [['camelCase'], ['snake_case'], ['camelCase', 'PascalCase']];
const variables: Kind['choices'] = [
  ['camelCase'],
  ['camelCase', 'UPPER_CASE'],
  ['camelCase', 'PascalCase'],
  ['camelCase', 'UPPER_CASE', 'PascalCase'],
  ['snake_case', 'UPPER_CASE'],
];

const kinds: readonly Kind[] = [
  {
    selector: 'typeLike',
    plural: 'types',
    kinds: ['class', 'interface', 'typeAlias', 'enum', 'typeParameter'],
    choices: [['PascalCase'], ['PascalCase', 'UPPER_CASE']],
  },
  { selector: 'function', plural: 'functions', kinds: ['function'], choices: functions },
  {
    selector: 'classMethod',
    plural: 'methods',
    kinds: ['classMethod'],
    choices: functions,
  },
  {
    selector: 'variable',
    plural: 'variables',
    kinds: ['variable'],
    choices: variables,
    exempt: 'variable[destructured]',
  },
  {
    selector: 'parameter',
    plural: 'parameters',
    kinds: ['parameter'],
    choices: [['camelCase'], ['snake_case'], ['camelCase', 'PascalCase']],
    exempt: 'parameter[destructured]',
  },
  {
    selector: 'enumMember',
    plural: 'enum members',
    kinds: ['enumMember'],
    choices: [['PascalCase'], ['UPPER_CASE'], ['camelCase'], ['PascalCase', 'UPPER_CASE']],
  },
];

/** A name with the file that it stands in. */
interface Sighting {
  readonly name: string;
  readonly file: Path;
}

interface Habit {
  readonly kind: Kind;
  readonly fit: Fit;
  /** Some names begin with an underscore, or are two: a parameter `__` that nobody uses, beside `_`. */
  readonly leading: 'allow' | 'allowSingleOrDouble' | null;
  /** Some names end with an underscore. */
  readonly trailing: boolean;
  readonly names: readonly Sighting[];
}

/** One rule with the styles that nearly all names of each kind follow; null where no kind has one. */
export function namingProposal(survey: Survey): Proposal | null {
  const sightings = sightingsIn(survey);
  const habits = kinds.flatMap((kind) => habitIn(kind, sightings) ?? []);
  if (habits.length === 0) return null;
  const entries = habits.flatMap(entriesOf);
  const isOfNode = ({ name }: Sighting): boolean => ofNode.test(name);
  if ('variable' in Object.fromEntries(entries) && sightings.get('variable')?.some(isOfNode))
    entries.push([`variable[name=/${ofNode.source}/]`, null]);
  const names = Object.fromEntries(entries);
  const judged = habits.reduce((sum, { fit }) => sum + fit.total, 0);
  const [first] = habits;
  const good = first?.names[0];
  return {
    rule: 'naming/symbols',
    ways: [{ check: 'naming', names }],
    most: mostOf(judged),
    zones: [],
    asked: {
      about: 'names',
      brief: habits.map(({ kind, fit }) => `${kind.plural} ${fit.styles.join(' or ')}`).join(', '),
    },
    evidence: habits
      .map(({ kind, fit }) => `${percent(fit.fitting, fit.total)} of ${figure(fit.total)} ${kind.plural}`)
      .join(', '),
    paragraph: {
      heading: 'Names in code',
      text: `${habits.map(sentenceOf).join(' ')} With one style for each kind, a name shows what it is without its declaration.`,
      good:
        good && first ? `\`${good.name}\` in ${code(good.file)} is ${first.fit.styles.join(' or ')}.` : 'see above.',
      bad: good && first ? `\`${spoiled(good.name, first.fit.styles)}\` has another style.` : 'any other style.',
    },
  };
}

function sightingsIn({ sources, facts }: Survey): ReadonlyMap<DeclarationKind, readonly Sighting[]> {
  const found = new Map<DeclarationKind, Sighting[]>();
  for (const file of sources) {
    for (const declaration of facts(file, 'declarations')) {
      if (isGiven(declaration)) continue;
      const known = found.get(declaration.kind);
      const one = { name: declaration.name, file };
      if (known) known.push(one);
      else found.set(declaration.kind, [one]);
    }
  }
  return found;
}

const given = (1 << modifiers.indexOf('destructured')) | (1 << modifiers.indexOf('requiresQuotes'));

/** A name that others chose. */
function isGiven({ modifiers: bits }: Declaration): boolean {
  return (bits & given) !== 0;
}

/** Modules declare themselves what CommonJS has. */
const ofNode = /^__(dirname|filename)$/;

function habitIn(kind: Kind, sightings: ReadonlyMap<DeclarationKind, readonly Sighting[]>): Habit | null {
  const all = kind.kinds.flatMap((one) => sightings.get(one) ?? []).filter(({ name }) => !ofNode.test(name));
  const bare = all.map(({ name, file }) => ({ name: name.replace(/^__?$|^_(?!_)|(?<=[^_])_$/g, ''), file }));
  const narrow = habitOf(
    bare.map(({ name }) => name),
    kind.choices,
  );
  if (!narrow) return null;
  const fit = widened(narrow, bare, kind.choices);
  const names = all.filter(({ name }) => /[a-z][A-Z]|_/.test(name.slice(1)) && !name.startsWith('_'));
  const has = (sign: RegExp): boolean => all.some(({ name }) => sign.test(name));
  const single = has(/^_(?!_)/) ? 'allow' : null;
  const leading = has(/^__$/) ? 'allowSingleOrDouble' : single;
  return { kind, fit, leading, trailing: has(/[^_]_$/), names: [...names, ...all] };
}

/** So many names of one other style, in so many files, are no slips. */
const [manyNames, manyFiles] = [4, 3];

/** The choice with one more style, as long as most of the names that do not fit have that one. */
function widened(fit: Fit, names: readonly Sighting[], choices: Kind['choices']): Fit {
  const misfits = names.filter(({ name }) => !fit.styles.some((style) => isIn(name, style)));
  for (const styles of choices) {
    const [extra, ...others] = styles.filter((style) => !fit.styles.includes(style));
    if (extra === undefined || others.length > 0 || styles.length !== fit.styles.length + 1) continue;
    const found = misfits.filter(({ name }) => isIn(name, extra));
    const files = new Set(found.map(({ file }) => file));
    if (found.length >= manyNames && files.size >= manyFiles && found.length * 2 >= misfits.length)
      return widened({ ...fit, styles, fitting: fit.fitting + found.length }, names, choices);
  }
  return fit;
}

function entriesOf({ kind, fit, leading, trailing }: Habit): [string, unknown][] {
  const style = written(fit);
  const underscores = {
    ...(leading === null ? {} : { 'leading-underscore': leading }),
    ...(trailing ? { 'trailing-underscore': 'allow' } : {}),
  };
  const entry = leading !== null || trailing ? { style, ...underscores } : style;
  return [[kind.selector, entry], ...(kind.exempt === undefined ? [] : [[kind.exempt, null] as [string, null]])];
}

function sentenceOf({ kind, fit }: Habit): string {
  const plural = kind.plural.charAt(0).toUpperCase() + kind.plural.slice(1);
  return `${plural} are ${fit.styles.map((style) => `\`${style}\``).join(' or ')}.`;
}

/** The name as nobody here would write it. */
function spoiled(name: string, styles: readonly Style[]): string {
  const words = name.replaceAll(/([a-z\d])([A-Z])/g, '$1_$2');
  return styles.includes('snake_case') ? words.replaceAll('_', '') : words.toLowerCase().replaceAll('-', '_');
}

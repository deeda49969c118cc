import { z } from 'zod';
import type { Declaration } from '../../../core/code.ts';
import { defineCheck, type Raise } from '../../../core/check.ts';
import type { Fix } from '../../../core/fix.ts';
import type { Path } from '../../../core/location.ts';
import type { Data, Problem } from '../../../core/violation.ts';
import { demandOf, patternOf, statementOf } from './describe.ts';
import { names } from './entry.ts';
import { expectedNames } from './expected.ts';
import { type Failure, judge, questionsAbout, type Verdict } from './judge.ts';
import { inTicks, isMember, kindWords, needsQuotes } from './kinds.ts';
import { areNamesKept } from './strictness.ts';
import { asksTypes, asksUse, namesIn, questionsIn, withTypes } from './typed.ts';

const options = z.strictObject({
  names: names.describe(
    'Styles by selector: `selector[modifier,name=/re/,extends=X]`. The most specific entry that matches decides; of equals, the first.',
  ),
});

const subject = (d: Data): string => `The ${kindWords(d['kind'] as Declaration['kind'])} ${inTicks(d['name'] ?? '')}`;

export const naming = defineCheck({
  name: 'naming',
  family: 'naming',
  summary: 'Names follow the style of their kind.',
  options,
  strictness: { names: areNamesKept },
  reads: (o) => ({
    each: 'file',
    facts: asksUse(o.names) ? ['declarations', 'references'] : ['declarations'],
    ...(asksTypes(o.names) ? { types: (facts) => questionsIn(facts, o.names) } : {}),
  }),
  exceptKeys: ['kind', 'container', 'entry'],
  messages: {
    style: (d) => `${subject(d)} has the wrong style.`,
    prefix: (d) => `${subject(d)} lacks a required prefix.`,
    suffix: (d) => `${subject(d)} lacks a required suffix.`,
    'leading-underscore': (d) => `${subject(d)} has the wrong number of leading underscores.`,
    'trailing-underscore': (d) => `${subject(d)} has the wrong number of trailing underscores.`,
    match: (d) => `${subject(d)} does not match the required pattern.`,
    'not-match': (d) => `${subject(d)} matches a forbidden pattern.`,
    length: (d) => `${subject(d)} is too long or too short.`,
    'banned-word': (d) => `${subject(d)} contains a banned word.`,
  },
  statement: (o) => statementOf(o.names),
  *check({ file, facts, idiom, typeNames }, o, problem) {
    const declarations = facts('declarations');
    const isTyped = asksTypes(o.names);
    let taken: ReadonlySet<string> | null = null;
    for (const { index, declaration, unused } of namesIn(facts, o.names)) {
      const asked = isTyped ? questionsAbout(o.names, declaration, unused) : [];
      const typed = withTypes(declaration, asked, (trait) => typeNames(index, trait));
      const verdict = judge(o.names, typed, unused);
      if (!verdict) continue;
      const twins = declarations.filter((other) => isTwin(other, declaration));
      const fitting = expectedNames(o.names, typed, { unused, entry: verdict.entry, idiom });
      const expected = fitting.filter((name) =>
        twins.every((twin) => judge(o.names, { ...twin, name }, false) === null),
      );
      const [twin = null] = expected.length < fitting.length ? twins : [];
      const spots = (taken ??= new Set(declarations.map((other) => spot(other, other.name, other.container))));
      const names = expected.map((name) => ({ name, isTaken: isTaken(declaration, name, spots) }));
      yield problemOf({ file, declaration, verdict, names, twin }, problem);
    }
  },
});

interface Finding {
  readonly file: Path;
  readonly declaration: Declaration;
  readonly verdict: Verdict;
  /** What it may be called, the first choice first. */
  readonly names: readonly Choice[];
  /** Another declaration of the name, which no rename can part from it, and whose entry refuses some names. */
  readonly twin: Declaration | null;
}

interface Choice {
  readonly name: string;
  readonly isTaken: boolean;
}

function problemOf(finding: Finding, problem: Raise<Failure>): Problem {
  const {
    file,
    declaration: { kind, name, at, container },
    verdict: { entry, failure },
    names: [first, ...others],
  } = finding;
  const found = inTicks(name);
  return problem(
    failure,
    { name, kind, ...(container === '' ? {} : { container }), entry: entry.key.text },
    { file, place: at },
    {
      found,
      expected: patternOf(entry, kind),
      brief: first
        ? `${found} -> ${inTicks(first.name)}`
        : `${found}: expected a name ${demandOf(entry, failure, name)}`,
      fix: first ? renaming(finding, first) : unnamed(finding),
      alternatives: others.map((other) => renaming(finding, other)),
    },
  );
}

const manual = { safety: 'manual', edits: [] } as const;
const verb = 'rename';

function unnamed({ declaration: { name, kind }, verdict: { entry, failure }, twin }: Finding): Fix {
  const demand = `a name ${demandOf(entry, failure, name)}`;
  if (twin) {
    const step = `no name fits both the ${kindWords(kind)} and the ${kindWords(twin.kind)} ${inTicks(name)}: give one of them another name, or change the entry of one in \`names\``;
    return { ...manual, title: `Part the two called ${inTicks(name)}`, steps: [step] };
  }
  return { ...manual, verb, title: `Rename to ${demand}`, steps: [`rename it to ${demand} wherever it is used`] };
}

/** What makes something a component whatever its file is called. */
const componentTraits: ReadonlySet<string> = new Set([
  ...['JSX', 'JSX.Element', 'JSXElement', 'ReactElement', 'ReactNode', 'VNode'].map((type) => `returns=${type}`),
  ...['memo', 'forwardRef', 'lazy', 'observer', 'styled', 'React'].map((name) => `initializer=${name}`),
  ...['Component', 'PureComponent'].map((name) => `extends=${name}`),
]);

/** The trait by which something with a capital is a component: JSX knows it by that capital. */
function componentTrait({ name, traits }: Declaration): string | null {
  return /^\p{Lu}/u.test(name) ? (traits.find((trait) => componentTraits.has(trait)) ?? null) : null;
}

/** Where there is JSX, a function with a capital is a component: to hooks, to linters and to whatever makes elements. None is called LIKE_THIS. */
function mayBeComponent({ file, declaration: { kind, name } }: Finding): boolean {
  const isConstant = /^[\p{Lu}\d]+_[\p{Lu}\d_]+$/u.test(name);
  return (
    (kind === 'function' || kind === 'variable') && /\.[cm]?[jt]sx$/.test(file) && /^\p{Lu}/u.test(name) && !isConstant
  );
}

function renaming(finding: Finding, { name, isTaken }: Choice): Fix {
  const { file, declaration } = finding;
  const { kind, at } = declaration;
  const losesCapital = !/^\p{Lu}/u.test(name);
  const trait = losesCapital ? componentTrait(declaration) : null;
  if (trait !== null) return keepingCapital(declaration, name, trait);
  const loses = losesCapital && mayBeComponent(finding);
  const to = inTicks(name);
  const doubt = `${inTicks(declaration.name)} may be a component, which needs a capital letter`;
  const intent = { kind: 'rename', file, place: at, to: name, member: isMember(kind) } as const;
  if (isTaken) {
    const free = `${to} already exists here: rename that first, or merge the two`;
    return { ...manual, title: `Rename to ${to}`, intent, steps: [free] };
  }
  return {
    ...manual,
    verb,
    ...(loses ? { safety: 'suggested', reason: doubt } : {}),
    title: `Rename to ${to}`,
    intent: { ...intent, ...symbolOf(finding), ...(loses ? { doubt } : {}) },
    steps: [`rename it to ${to} wherever it is used`],
  };
}

/** What `lintel rename` calls a top-level name, or a member of one, in a file that is a script as a whole. */
function symbolOf({ file, declaration: { kind, name, container } }: Finding): { readonly symbol?: string } {
  const parts = isMember(kind) ? [container, name] : [name];
  const isNamed = parts.every((part) => !needsQuotes(part)) && (isMember(kind) || container === '');
  return isNamed && /\.[cm]?[jt]sx?$/.test(file) ? { symbol: parts.join('.') } : {};
}

/** JSX would read the new name as an element of HTML: no rename can repair this, only the rule. */
function keepingCapital({ kind, name }: Declaration, to: string, trait: string): Fix {
  const element = inTicks(`<${to}>`);
  const entry = inTicks(`${kind}[${trait}]: PascalCase`);
  return {
    title: `Keep the capital of ${inTicks(name)}`,
    safety: 'manual',
    edits: [],
    steps: [
      `keep the capital of ${inTicks(name)}: it is a component, and ${element} would be an element; give components an entry in \`names\`, such as ${entry}`,
    ],
  };
}

/** Do two declarations of different kinds share one name, as a constant and the type made of it do? */
function isTwin(other: Declaration, { kind, name, container }: Declaration): boolean {
  const isOther = other.kind !== kind && other.kind !== 'import';
  return isOther && other.name === name && other.container === container && !isMember(kind) && !isMember(other.kind);
}

/** Is the name declared where the two could be meant for each other: beside this one or, where it is no member, around it? */
function isTaken(one: Declaration, name: string, taken: ReadonlySet<string>): boolean {
  for (let at = one.container; ; at = at.slice(0, Math.max(0, at.lastIndexOf('.')))) {
    if (taken.has(spot(one, name, at))) return true;
    // A key in quotes may hold any number of dots; what is as long as this, nobody means.
    if (at === '' || at.length > 1000 || isMember(one.kind)) return false;
  }
}

function spot({ kind }: Declaration, name: string, container: string): string {
  return `${isMember(kind) ? 'member' : 'binding'} ${container} ${name}`;
}

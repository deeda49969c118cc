import { type Declaration, type Export, type Modifier, modifiers } from '../../core/code.ts';
import { type CodeFunction, type Execution, wayText } from '../../core/execution.ts';
import type { Sections } from '../../core/fact.ts';
import type { Idiom } from '../../core/language.ts';
import type { Path } from '../../core/location.ts';

/** A name that a test imports: `name` there, `local` in the test. */
export interface Taken {
  readonly name: string;
  readonly local: string;
}

/** One test to write. */
export interface Case {
  readonly title: string;
  /** What it tests, by its name in the test. */
  readonly subject: string;
  /** The branches to reach, in words. */
  readonly ways: readonly string[];
}

/** What a file offers to its test. */
export interface Subjects {
  readonly symbols: readonly Taken[];
  readonly cases: readonly Case[];
}

type Parts = Pick<Sections, 'exports' | 'declarations' | 'execution'>;

/** One case for each exported function and each method of an exported class; where there are none, for each exported value. */
export function subjectsOf(file: Path, parts: Parts, idiom: Idiom): Subjects {
  const offered = parts.exports.filter(
    (one) => !one.type && one.from === null && (one.name === 'default' || idiom.isVariableName(one.name)),
  );
  const running = offered.filter((one) => isCode(one, parts));
  const chosen = (running.length > 0 ? running : offered).map((one) => ({ one, taken: takenAs(one, file, idiom) }));
  return {
    symbols: chosen.map(({ taken }) => taken),
    cases: chosen.flatMap(({ one, taken }) => casesOf(one, taken.local, parts)),
  };
}

function isCode({ kind, name, local }: Export, { execution, declarations }: Parts): boolean {
  const own = local ?? name;
  return (
    kind === 'function' ||
    kind === 'class' ||
    execution.functions.some((one) => one.name === own) ||
    methodsOf(own, declarations).length > 0
  );
}

// Names that tests have from their runner.
const reserved: ReadonlySet<string> = new Set([
  'test',
  'it',
  'specify',
  'describe',
  'suite',
  'context',
  'expect',
  'assert',
]);

function takenAs({ name, local }: Export, file: Path, idiom: Idiom): Taken {
  const plain = name === 'default' ? (local ?? nameFor(file, idiom)) : name;
  return { name, local: reserved.has(plain) ? `${plain}UnderTest` : plain };
}

/** `priceList` for the default export of `price-list.ts`. */
function nameFor(file: Path, idiom: Idiom): string {
  const [base = ''] = file.slice(file.lastIndexOf('/') + 1).split('.');
  const name = base.replace(/[^\p{L}\p{N}$]+(.?)/gu, (_, next: string) => next.toUpperCase());
  return idiom.isVariableName(name) ? name : 'subject';
}

function casesOf({ name, local }: Export, subject: string, { declarations, execution }: Parts): Case[] {
  const own = local ?? name;
  const methods = methodsOf(own, declarations);
  if (methods.length === 0) {
    const body = execution.functions.find((one) => one.name === own);
    return [{ title: subject, subject, ways: waysIn(body, execution) }];
  }
  return methods.map(({ name: method, at }) => {
    const body = execution.functions.find(
      (one) => one.name === method && one.at.line <= at.line && at.line <= one.at.endLine,
    );
    return { title: `${subject}.${method}`, subject, ways: waysIn(body, execution) };
  });
}

const hidden: readonly Modifier[] = ['private', '#private', 'protected', 'abstract', 'requiresQuotes'];

function methodsOf(owner: string, declarations: readonly Declaration[]): Declaration[] {
  return declarations.filter(
    (one) =>
      one.kind === 'classMethod' &&
      one.container === owner &&
      one.name !== 'constructor' &&
      !hidden.some((modifier) => (one.modifiers & (1 << modifiers.indexOf(modifier))) !== 0),
  );
}

function waysIn(body: CodeFunction | undefined, { branchings }: Execution): string[] {
  if (!body) return [];
  return branchings
    .filter(({ line }) => body.at.line <= line && line <= body.at.endLine)
    .flatMap((branching) => branching.ways.map((_, index) => wayText(branching, index)));
}

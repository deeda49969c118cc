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
  const offered = firstOfEach(
    parts.exports.filter(
      (one) => !one.type && one.from === null && (one.name === 'default' || idiom.isVariableName(one.name)),
    ),
    ownName,
  );
  const running = offered.filter((one) => isCode(one, parts));
  const chosen = running.length > 0 ? running : offered;
  const names = new Set(chosen.map(({ name }) => name));
  const taken = chosen.map((one) => ({ one, local: localName(one, names, () => nameFor(file, idiom)) }));
  return {
    symbols: taken.map(({ one: { name }, local }) => ({ name, local })),
    cases: taken.flatMap(({ one, local }) => casesOf(one, local, parts)),
  };
}

/** Without those of the same name: overloads, and exports under a second name. */
function firstOfEach<T>(items: readonly T[], nameOf: (item: T) => string): T[] {
  const seen = new Set<string>();
  return items.filter((one) => {
    const isNew = !seen.has(nameOf(one));
    seen.add(nameOf(one));
    return isNew;
  });
}

/** The name of an export in its own file. */
function ownName({ name, local }: Export): string {
  return local ?? name;
}

function isCode(one: Export, { execution, declarations }: Parts): boolean {
  const own = ownName(one);
  return (
    one.kind === 'function' ||
    one.kind === 'class' ||
    execution.functions.some(({ name }) => name === own) ||
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

/** What the test calls an export. A default without a name is called after its file, unless that is the name of another. */
function localName({ name, local }: Export, names: ReadonlySet<string>, fromFile: () => string): string {
  const plain = name === 'default' ? (local ?? fromFile()) : name;
  if (name === 'default' && names.has(plain)) return `${plain}Default`;
  return reserved.has(plain) ? `${plain}UnderTest` : plain;
}

/** `priceList` for the default export of `price-list.ts`. */
function nameFor(file: Path, idiom: Idiom): string {
  const [base = ''] = file.slice(file.lastIndexOf('/') + 1).split('.');
  const name = base.replace(/[^\p{L}\p{N}$]+(.?)/gu, (_, next: string) => next.toUpperCase());
  return idiom.isVariableName(name) ? name : 'subject';
}

function casesOf(exported: Export, subject: string, { declarations, execution }: Parts): Case[] {
  const own = ownName(exported);
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
  const methods = declarations.filter(
    (one) =>
      one.kind === 'classMethod' &&
      one.container === owner &&
      one.name !== 'constructor' &&
      !hidden.some((modifier) => (one.modifiers & (1 << modifiers.indexOf(modifier))) !== 0),
  );
  return firstOfEach(methods, ({ name }) => name);
}

function waysIn(body: CodeFunction | undefined, { branchings }: Execution): string[] {
  if (!body) return [];
  return branchings
    .filter(({ line }) => body.at.line <= line && line <= body.at.endLine)
    .flatMap((branching) => branching.ways.map((_, index) => wayText(branching, index)));
}

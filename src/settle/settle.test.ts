import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { defineCheck } from '../core/check.ts';
import type { Fix } from '../core/fix.ts';
import type { Exception, Rule } from '../core/rule.ts';
import type { Problem } from '../core/violation.ts';
import type { Where } from '../core/zone.ts';
import { excusesEdge, excusesOf } from './except.ts';
import type { Ignore } from './ignore.ts';
import { voidExceptions } from './second.ts';
import { referenceOf, settle } from './settle.ts';

const today = '2026-06-15';
const check = defineCheck({
  name: 'probe',
  family: 'naming',
  summary: '',
  options: z.strictObject({}),
  reads: () => ({}),
  messages: { odd: ({ name }) => `${name} is odd.` },
  statement: () => '',
  *check() {
    yield* [];
  },
});

/** The files of which the path begins so. */
const below = (start: string): Where => ({
  text: `${start}**`,
  captures: [],
  match: (path) => (path.startsWith(start) ? [{}] : []),
  roots: () => [],
});

const exception = (parts: Partial<Exception>): Exception => ({
  from: null,
  to: null,
  file: null,
  name: null,
  keys: {},
  reason: 'later',
  until: null,
  at: { file: 'lintel.yaml', line: 9, column: 5 },
  ...parts,
});

const rule = (parts: Partial<Rule> = {}): Rule => ({
  id: 'naming/probe',
  check,
  options: {},
  severity: 'error',
  in: null,
  not: null,
  except: [],
  see: null,
  seeAt: null,
  fingerprint: '',
  because: null,
  fix: null,
  own: true,
  at: { file: 'lintel.yaml', line: 3, column: 3 },
  ...parts,
});

const problem = (file: string, line: number, name: string, fix: Fix | null = null): Problem => ({
  message: 'odd',
  data: { name },
  at: { file, place: { line, column: 1, endLine: line, endColumn: 2 } },
  found: name,
  expected: '',
  evidence: [],
  fix,
  alternatives: [],
});

const ignore = (file: string, covers: Ignore['suppression']['covers'], rules = ['naming/probe']): Ignore => ({
  file,
  suppression: { rules, reason: 'later', at: { line: 1, column: 1, endLine: 1, endColumn: 2 }, covers },
  excused: 0,
});

const problems = [problem('src/a.ts', 4, 'one'), problem('src/a.ts', 8, 'two'), problem('old/b.ts', 1, 'three')];

interface Given {
  readonly exceptions?: readonly Exception[];
  readonly ignores?: readonly Ignore[];
  readonly frozen?: (id: string) => boolean;
  readonly rule?: Partial<Rule>;
  readonly problems?: readonly Problem[];
}

function settled(given: Given) {
  const excuses = excusesOf(given.exceptions ?? [], today);
  const outcome = { rule: rule(given.rule), problems: given.problems ?? problems, excuses, full: true };
  const { standing, frozen } = settle([outcome], {
    ignoresIn: (file) => (given.ignores ?? []).filter((one) => one.file === file),
    frozen: given.frozen ?? (() => false),
    reference: (see, file) => ({ file: `${see} of ${file}`, anchor: null, line: null, heading: null, quote: null }),
  });
  return { standing, frozen, excuses, names: standing.map(({ data }) => data['name']) };
}

describe('exceptions', () => {
  it('excuse the problems of their files, and count them', () => {
    const { names, excuses } = settled({ exceptions: [exception({ from: below('src/') })] });
    expect([names, excuses.map(({ used }) => used)]).toEqual([['three'], [2]]);
  });

  it.each<[title: string, parts: Partial<Exception>, left: readonly string[]]>([
    ['a name', { name: 'tw*' }, ['three', 'one']],
    ['a file and a name', { file: below('old/'), name: 'one' }, ['three', 'one', 'two']],
    ['a key of the check', { keys: { name: 'one' } }, ['three', 'two']],
    ['a key that the problem does not have', { keys: { kind: '*' } }, ['three', 'one', 'two']],
    ['a target, where the problem has none', { to: below('') }, ['three', 'one', 'two']],
  ])('can be limited to %s', (_, parts, left) => {
    expect(settled({ exceptions: [exception(parts)] }).names).toEqual(left);
  });

  it('counts all exceptions that excuse the same problem as used', () => {
    const { excuses } = settled({ exceptions: [exception({ name: 'one' }), exception({ from: below('src/') })] });
    expect(excuses.map(({ used }) => used)).toEqual([1, 2]);
  });

  it('are valid on their last day but not after it', () => {
    expect(settled({ exceptions: [exception({ until: today })] }).names).toEqual([]);
    const late = settled({ exceptions: [exception({ until: '2026-06-14' })] });
    expect([late.names, late.excuses.map(({ used }) => used)]).toEqual([['three', 'one', 'two'], [3]]);
  });

  it('with a name do not apply to edges', () => {
    const edge = { from: 'src/a.ts', target: { file: 'src/b.ts' } } as Parameters<typeof excusesEdge>[1];
    const [named, plain] = [exception({ name: '*' }), exception({ from: below('src/'), to: below('src/') })];
    expect(excusesEdge(excusesOf([named], today), edge)).toBe(false);
    expect(excusesEdge(excusesOf([plain], today), edge)).toBe(true);
    expect(excusesEdge(excusesOf([exception({ to: below('old/') })], today), edge)).toBe(false);
  });
});

describe('the paragraph that a rule links to', () => {
  const quote = 'Money is counted in cents, never in floats.';
  const reference = () => ({ file: 'CONVENTIONS.md', anchor: 'money', line: 1, heading: 'Money', quote });
  const quoteFor = (words: Partial<Rule>) =>
    referenceOf({ ...rule({ see: '#money' }), ...words }, 'src/a.ts', { reference })?.quote;

  it('is quoted where the rule says something else, or nothing', () => {
    expect([quoteFor({}), quoteFor({ because: 'INC-7: a float lost 1,000 euros.', fix: 'Use `Money`.' })]).toEqual([
      quote,
      quote,
    ]);
  });

  it('is not quoted where `because` or `fix` says the same', () => {
    const same = 'Never in floats: all money is counted in cents.';
    expect([quoteFor({ because: same }), quoteFor({ fix: same })]).toEqual([null, null]);
  });
});

describe('ignore comments', () => {
  it('excuse the lines that they cover, first and last included', () => {
    expect(settled({ ignores: [ignore('src/a.ts', [4, 8])] }).names).toEqual(['three']);
    expect(settled({ ignores: [ignore('src/a.ts', [5, 7])] }).names).toEqual(['three', 'one', 'two']);
    expect(settled({ ignores: [ignore('src/a.ts', null)] }).names).toEqual(['three']);
  });

  it('excuse only the rules that they name', () => {
    expect(settled({ ignores: [ignore('src/a.ts', null, ['naming/other'])] }).names).toEqual(['three', 'one', 'two']);
  });

  it('are not asked where an exception has excused the problem', () => {
    const comment = ignore('src/a.ts', null);
    settled({ exceptions: [exception({ name: 'one' })], ignores: [comment] });
    expect(comment.excused).toBe(1);
  });

  it('excuse a problem without a place only for the whole file', () => {
    const whole = [{ ...problem('src/a.ts', 1, 'file'), at: { file: 'src/a.ts', place: null } }];
    expect(settled({ problems: whole, ignores: [ignore('src/a.ts', [1, 99])] }).names).toEqual(['file']);
    expect(settled({ problems: whole, ignores: [ignore('src/a.ts', null)] }).names).toEqual([]);
  });
});

describe('violations', () => {
  it('that are frozen are listed apart', () => {
    const id = settled({}).standing.find(({ data }) => data['name'] === 'two')?.id;
    const { names, frozen } = settled({ frozen: (one) => one === id });
    expect([names, frozen.map(({ data }) => data['name'])]).toEqual([['three', 'one'], ['two']]);
  });

  it('carry the words of their rule', () => {
    const { standing } = settled({ rule: { severity: 'warn', because: 'so', see: '#names' } });
    expect(standing[0]).toMatchObject({
      rule: 'naming/probe',
      severity: 'warn',
      text: 'three is odd.',
      why: 'so',
      see: { file: '#names of old/b.ts' },
    });
  });

  it("carry the rule's own fix in place of a manual one, but not of one that a machine can make", () => {
    const fix = (safety: Fix['safety']): Fix => ({ title: 'rename', safety, edits: [], steps: ['rename it'] });
    const fixed = (one: Fix | null): string | undefined =>
      settled({ rule: { fix: 'ask Ada' }, problems: [problem('a.ts', 1, 'x', one)] }).standing[0]?.fix?.title;
    expect([fixed(fix('manual')), fixed(null), fixed(fix('safe'))]).toEqual(['ask Ada', 'ask Ada', 'rename']);
  });
});

describe('the second wave', () => {
  const judged = (exceptions: readonly Exception[], full = true): string[] => {
    const { excuses } = settled({ exceptions });
    const violations = voidExceptions([{ rule: rule(), excuses, full }], {
      reference: () => expect.fail('no rule here has a reference'),
      unread: [],
    });
    return violations.map(({ message, severity, fix }) => {
      const list = fix?.intent?.kind === 'remove-item' && fix.intent.list;
      return `${severity} ${message} ${String(fix?.safety)}${list ? ' with its list' : ''}`;
    });
  };
  const [used, unused] = [exception({ name: 'one' }), exception({ name: 'nobody' })];

  it.each<[title: string, exceptions: readonly Exception[], found: readonly string[]]>([
    ['nothing of exceptions that excuse something', [used], []],
    ['an exception that excuses nothing', [used, unused], ['error unused-exception safe']],
    ['a list of exceptions that all excuse nothing', [unused], ['error unused-exception safe with its list']],
    [
      'an exception whose day has passed, as a warning',
      [exception({ name: 'one', until: '2026-06-14' }), used],
      ['warn expired-exception suggested'],
    ],
    [
      'that an expired exception may go where it excuses nothing',
      [exception({ name: 'nobody', until: '2026-06-14' }), used],
      ['warn expired-exception safe'],
    ],
  ])('reports %s', (_, exceptions, found) => {
    expect(judged(exceptions)).toEqual(found);
  });

  it('does not call an exception unused where its rule did not run in full', () => {
    expect(judged([unused], false)).toEqual([]);
  });
});

import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Tiktoken } from 'js-tiktoken/lite';
import o200k from 'js-tiktoken/ranks/o200k_base';
import { describe, expect, it, test } from 'vitest';
import type { Report } from '../src/core/report.ts';
import { tokensIn } from '../src/core/tokens.ts';
import { bake, home, lintel } from './bakery.ts';

const encoder = new Tiktoken(o200k);
const exactly = (text: string): number => encoder.encode(text).length;

describe('the estimate of tokens is too high rather than too low, and not by half', () => {
  test.each([
    'test/formats/billing.agent.txt',
    'test/formats/billing.json',
    'src/pipeline/lint.ts',
    'docs/checks/openapi.md',
    'README.md',
    'package-lock.json',
  ])('%s', (path) => {
    const text = readFileSync(join(home, path), 'utf8').slice(0, 40_000);
    expect(tokensIn(text) / exactly(text)).toBeGreaterThan(1);
    expect(tokensIn(text) / exactly(text)).toBeLessThan(1.5);
  });

  test.each(['面包和烤箱', 'İstanbul ñandú', '🥐🥐🥐', '3fa9c1d20b', '\n\n\n'])('%j', (text) => {
    expect(tokensIn(text)).toBeGreaterThanOrEqual(exactly(text));
  });

  it('grows with a text of one letter, and less with one of blanks', () => {
    expect(tokensIn('a'.repeat(1_000_000))).toBeGreaterThan(100_000);
    expect(tokensIn(' '.repeat(1_000_000))).toBeLessThan(1_000_000);
  });
});

describe('a report of 600 violations of 13 rules', async () => {
  const rules = Array.from(
    { length: 12 },
    (_, i) => `  naming/rule-${String(i)}: { check: file-naming, files: kebab-case, in: "src/${String(i)}/**" }\n`,
  );
  const root = bake({
    'lintel.yaml': `version: 1\nrules:\n${rules.join('')}  naming/twice: { check: file-naming, files: camelCase, in: "src/0/**" }\n`,
    ...Object.fromEntries(
      Array.from({ length: 550 }, (_, i) => [
        `src/${String(i % 12)}/folder-${String(i)}/NoGoodName${String(i)}.ts`,
        'export {};\n',
      ]),
    ),
  });
  const run = async (...args: string[]): Promise<string> => (await lintel(root, args)).stdout;
  const shownIn = (text: string): number => text.match(/^ {1,2}[0-9a-f]{6,} /gm)?.length ?? 0;

  it('costs at most 8,000 tokens, shows every violated rule, and counts what was cut', async () => {
    const text = await run();
    expect(exactly(text)).toBeLessThanOrEqual(8000);
    expect(exactly(text)).toBeGreaterThan(3500);
    expect(text.match(/^naming\/\S+:/gm)).toHaveLength(13);
    const [, cut, all] =
      /\ncut: (\d+) of (\d+) \(naming\/\S+ \d+, .*, …\)\. rest: `lintel check --rule naming\/\S+ --budget 0`\n$/.exec(
        text,
      ) ?? [];
    expect(Number(cut) + shownIn(text)).toBe(Number(all));
    expect(text).toMatch(new RegExp(`^${String(all)} errors`));
  });

  it.each([400, 1000, 3000, 20_000])('costs at most %i when that is the budget', async (budget) => {
    expect(exactly(await run('--budget', String(budget)))).toBeLessThanOrEqual(budget);
  });

  it('is whole with 0, for one rule where the cut says so, and in every other format', async () => {
    const whole = await run('--budget', '0');
    const total = shownIn(whole);
    expect(whole).toMatch(new RegExp(`^${String(total)} errors`));
    const [, rule = ''] = /--rule (\S+) --budget 0/.exec(await run()) ?? [];
    expect(await run('--rule', rule, '--budget', '0')).not.toContain('cut: ');
    expect((await run('--format', 'blocks', '--budget', '100')).match(/^ERROR: /gm)).toHaveLength(total);
  });

  it('tries only the fixes that it shows, says how many others there are, and says of these what a whole report says', async () => {
    const names = Array.from({ length: 300 }, (_, i) => `  const bad_name_${String(i)} = ${String(i)};\n`);
    const project = bake({
      'lintel.yaml': 'version: 1\nrules:\n  naming/names: { check: naming, names: { variable: camelCase } }\n',
      'src/a.ts': `export function sum(): void {\n${names.join('')}}\n`,
    });
    const linesOf = async (...args: string[]): Promise<readonly string[]> =>
      (await lintel(project, args)).stdout.split('\n').filter((line) => /^ {1,2}[0-9a-f]{6,} /.test(line));
    const whole = await linesOf('--budget', '0');
    const [head = ''] = (await lintel(project, ['--budget', '1000'])).stdout.split('\n');
    const [, safe, untried] =
      /^300 errors \((\d+) with a safe fix, (\d+) fixes not tried: `lintel fix`\)/.exec(head) ?? [];
    expect(Number(safe) + Number(untried)).toBe(300);
    const cut = await linesOf('--budget', '1000');
    expect(cut.length).toBeGreaterThan(10);
    expect(Number(safe)).toBeGreaterThanOrEqual(cut.length);
    expect(Number(safe)).toBeLessThan(100);
    expect(whole).toHaveLength(300);
    expect(whole.slice(0, cut.length)).toEqual(cut);
    const { summary } = JSON.parse((await lintel(project, ['--format', 'json'])).stdout) as Report;
    expect([summary.fixable, summary.untried]).toEqual([300, 0]);
  });

  it('refuses a budget that is no number', async () => {
    expect(await lintel(root, ['--budget', 'much'])).toEqual({
      code: 2,
      stdout: '',
      stderr: '--budget takes a whole number, not much\n',
    });
  });
});

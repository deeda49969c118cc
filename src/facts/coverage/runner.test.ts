import { expect, it } from 'vitest';
import { growthOf, linear } from '../../../test/cost.ts';
import { decode, encode } from '../encode.ts';
import { runner } from './runner.ts';

it.each<[text: string, found: string]>([
  ["test: { coverage: { enabled: true, reporter: ['text', 'lcov'] } }", 'text lcov; on'],
  ["coverage: { reporter: ['text', ['lcov', { projectRoot: '.' }]] }", 'text lcov'],
  ["module.exports = { collectCoverage: true, coverageReporters: ['json'] }", 'json; on'],
  ['{ "reporter": "lcov" }', 'lcov'],
  ["reporters: ['default'], coverage: { provider: 'v8' }", 'none'],
  ["coverage: { reporter: process.env.CI ? ['lcov'] : ['text'] }", 'lcov text; computed'],
  ['coverage: { reporter: formats }', '; computed'],
  ["coverage: { // reporter: ['lcov']\n}", 'none'],
  ["...shared, coverage: { provider: 'v8' }", 'none; computed'],
  ["{ preset: 'ts-jest' }", 'none'],
  ["{ provider: 'custom', customProviderModule: 'mine' }", 'none; computed'],
  ['coverage: { thresholds: { lines: 80 }, enabled: true }', 'none; on'],
  ['{ collectCoverage: process.env.CI }', 'none; computed'],
  ['{ collectCoverage: false }', 'none'],
  ['[test]\ncoverage = true\ncoverageReporter = ["text", "lcov"]\n', 'text lcov; on'],
])('reads %s', (text, expected) => {
  const { reporting } = runner.extract(text, ['reporting']);
  if (!reporting) throw new Error('no reporting');
  expect(decode('reporting', encode('reporting', reporting))).toEqual(reporting);
  const { formats, isComputed, isOn } = reporting;
  expect(`${formats?.join(' ') ?? 'none'}${isComputed ? '; computed' : ''}${isOn ? '; on' : ''}`).toBe(expected);
});

it.each(['/*', 'reporter: [', "coverage: {'", '"', 'coverage: { enabled: '])(
  'takes time in proportion to a text of `%s`',
  (part) => {
    expect(
      growthOf(
        (size) => part.repeat(size),
        5000,
        (text) => runner.extract(text, ['reporting']),
      ),
    ).toBeLessThan(linear);
  },
);

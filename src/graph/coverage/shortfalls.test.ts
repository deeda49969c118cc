import { expect, it } from 'vitest';
import { lintFiles } from '../../testing/index.ts';

/** The steps of a rule whose report does not exist. */
function stepsOf(
  command: string,
  manifest: { readonly scripts?: object; readonly devDependencies?: object },
  files: Readonly<Record<string, string>> = {},
  report = 'coverage/lcov.info',
): readonly string[] {
  const { violations, errors } = lintFiles({
    'lintel.yaml': `version: 1\nrules:\n  coverage/floor: { check: coverage, report: ${report}, minimum: { lines: 80 }, command: ${JSON.stringify(command)} }\n`,
    'package.json': JSON.stringify(manifest),
    'src/a.ts': 'export const a = () => 1;\n',
    ...files,
  });
  expect(errors).toEqual([]);
  return violations.filter(({ message }) => message === 'missing').flatMap(({ fix }) => fix?.steps ?? []);
}

const all = Object.fromEntries(['vitest', '@vitest/coverage-v8', 'jest', 'c8', 'nyc'].map((name) => [name, '*']));

it.each<[command: string, test: string, files: Readonly<Record<string, string>>, step: string | null]>([
  ['npm test', 'vitest --coverage.reporter=lcov', {}, 'add `--coverage` to `vitest` in `npm test`'],
  [
    'npm test -- --coverage',
    'vitest run',
    {},
    'add `--coverage.reporter=lcov` to `vitest` in `npm test -- --coverage`',
  ],
  ['npm test', 'vitest run --coverage --coverage.reporter=lcov', {}, null],
  ['npx vitest run --coverage', '', { 'vitest.config.ts': "coverage: { reporter: ['text', 'lcov'] }" }, null],
  [
    'npx vitest run --coverage',
    '',
    { 'vitest.config.ts': "coverage: { reporter: ['text'] }" },
    'add `lcov` to the coverage reporters in vitest.config.ts',
  ],
  ['npx vitest run', '', { 'vite.config.js': "coverage: { enabled: true, reporter: ['lcov'] }" }, null],
  ['npx vitest run --coverage', '', { 'vitest.config.ts': 'coverage: { reporter: formats }' }, null],
  ['npx vitest run --coverage --config unit.ts', '', {}, null],
  ['npm run test', 'jest', {}, 'add `--coverage` to `jest` in `npm run test`'],
  ['npm run test', 'jest --coverage', {}, null],
  ['npm run test', 'jest', { 'jest.config.js': 'module.exports = { collectCoverage: true };' }, null],
  [
    'npm run test',
    'jest --coverage',
    { 'jest.config.js': "module.exports = { coverageReporters: ['json'] };" },
    'add `lcov` to the coverage reporters in jest.config.js',
  ],
  ['npm test', 'c8 vitest run', {}, 'add `--reporter=lcov` to `c8` in `npm test`'],
  ['npm test', 'c8 -r lcovonly node --test', {}, null],
  ['npm test', 'nyc mocha --reporter dot', { '.nycrc.json': '{ "reporter": ["lcov"] }' }, null],
  ['npm test', 'nyc mocha -r ts-node/register', { '.nycrc.json': '{ "reporter": ["lcov"] }' }, null],
  ['npx vitest run --root packages/a', '', {}, null],
  ['npm test', 'nyc mocha', { '.nycrc.json': '{ "reporter": ["html", "lcov"] }' }, null],
  ['npm test', 'nyc mocha', { '.nycrc.json': '{ "all": true }' }, 'add `--reporter=lcov` to `nyc` in `npm test`'],
  [
    'node --test --experimental-test-coverage',
    '',
    {},
    'add `--test-reporter=lcov --test-reporter-destination=coverage/lcov.info` to `node --test` in `node --test --experimental-test-coverage`',
  ],
  ['bun test --coverage', '', { 'bunfig.toml': '[test]\ncoverageReporter = ["lcov"]\n' }, null],
  ['bun test --coverage', '', {}, 'add `--coverage-reporter=lcov` to `bun test` in `bun test --coverage`'],
  ['turbo run test', 'vitest run', {}, null],
  ['npm test -w packages/a', 'vitest run', {}, null],
])('says what `%s` lacks, which is `%s` with %o', (command, script, files, step) => {
  const run = `run \`${command}\``;
  expect(stepsOf(command, { scripts: { test: script }, devDependencies: all }, files)).toEqual(
    step === null ? [run] : [step, run],
  );
});

it('does not promise a report that the command does not write', () => {
  const { violations } = lintFiles({
    'lintel.yaml':
      'version: 1\nrules:\n  coverage/floor: { check: coverage, report: coverage/lcov.info, minimum: { lines: 80 }, command: npm test }\n',
    'package.json': JSON.stringify({ scripts: { test: 'jest' }, devDependencies: all }),
    'src/a.ts': 'export const a = () => 1;\n',
  });
  expect(violations.map(({ brief }) => brief)).toEqual([
    'does not exist; `npm test` does not write it: add `--coverage` to `jest` in `npm test`',
  ]);
});

it('says what must be installed', () => {
  expect(stepsOf('npx vitest run --coverage --coverage.reporter=lcov', { devDependencies: { vitest: '4' } })).toEqual([
    'add `@vitest/coverage-v8` to the devDependencies of package.json: `vitest` measures coverage with it',
    'run `npx vitest run --coverage --coverage.reporter=lcov`',
  ]);
  expect(stepsOf('npx jest --coverage', { devDependencies: {} })).toEqual([
    'add `jest` to the devDependencies of package.json',
    'run `npx jest --coverage`',
  ]);
});

it.each<[report: string, reporter: string | null]>([
  ['coverage/coverage-final.json', null],
  ['coverage/clover.xml', null],
  ['coverage/coverage-summary.json', 'json-summary'],
  ['coverage/cobertura-coverage.xml', 'cobertura'],
  ['coverage/tmp', null],
])('knows which reporter writes %s', (report, reporter) => {
  const steps = stepsOf('npx vitest --coverage', { devDependencies: all }, {}, report);
  expect(steps.slice(0, -1)).toEqual(
    reporter === null ? [] : [`add \`--coverage.reporter=${reporter}\` to \`vitest\` in \`npx vitest --coverage\``],
  );
});

it('does not ask a runner for a format that it cannot write', () => {
  const command = 'node --test --experimental-test-coverage';
  expect(stepsOf(command, {}, {}, 'coverage/clover.xml')).toEqual([`run \`${command}\``]);
});

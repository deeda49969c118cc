import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { once } from '../core/once.ts';
import { fixesOf, foundIn, readmeCases, reportOf, runCase } from '../testing/index.ts';
import { builtinChecks, checks } from './index.ts';

const here = new URL('./', import.meta.url);
const folders = readdirSync(here, { withFileTypes: true })
  .filter((entry) => entry.isDirectory())
  .flatMap((family) => readdirSync(new URL(`${family.name}/`, here)).map((name) => `${family.name}/${name}`));
const readmeOf = (folder: string): string =>
  existsSync(new URL(`${folder}/README.md`, here)) ? readFileSync(new URL(`${folder}/README.md`, here), 'utf8') : '';

describe.each(folders)('%s', (folder) => {
  const cases = readmeCases(readmeOf(folder)).map((one) => ({ ...one, report: once(() => reportOf(one)) }));

  it.each(cases)('$title (oxc)', ({ report, expected }) => {
    expect(foundIn(report())).toEqual(expected);
  });

  it.each(cases)('$title (typescript-eslint)', (one) => {
    expect(runCase(one, { parser: 'typescript-eslint' })).toEqual(one.expected);
  });

  it.each(cases.filter(({ fixed }) => Object.keys(fixed).length > 0))('$title: fixed', (one) => {
    expect(fixesOf(one)).toEqual(one.fixed);
  });

  it('shows the result of every fix', () => {
    const fixable = (from: typeof cases): string[] =>
      [
        ...new Set(
          from.flatMap(({ report }) =>
            report().violations.flatMap(({ fix, message }) => (fix?.proven && fix.safety === 'safe' ? [message] : [])),
          ),
        ),
      ].sort();
    expect(fixable(cases.filter(({ fixed }) => Object.keys(fixed).length > 0))).toEqual(fixable(cases));
  });

  it('README cases pass and fail as documented', () => {
    const readme = readmeOf(folder);
    expect(cases.filter(({ kind, expected }) => kind === 'passes' && expected.length === 0).length).toBeGreaterThan(0);
    expect(cases.filter(({ kind, expected }) => kind === 'fails' && expected.length > 0).length).toBeGreaterThan(0);
    expect(cases.filter(({ kind, expected }) => (kind === 'fails') !== expected.length > 0)).toEqual([]);
    for (const heading of ['## Why', '## Options', '## When not to use it']) expect(readme).toContain(`\n${heading}\n`);
  });

  it('is registered, by the name of its folder', () => {
    const check = [...checks, ...builtinChecks].find((one) => `${one.family}/${one.name}` === folder);
    expect(check, `${folder} is not in src/checks/index.ts`).toBeDefined();
    expect(readmeOf(folder).split('\n')[0]).toBe(`# ${check?.name}`);
    expect(readmeOf(folder).split('\n')[2]).toBe(check?.summary);
  });

  it('shows every message, and mentions every option', () => {
    const check = [...checks, ...builtinChecks].find((one) => `${one.family}/${one.name}` === folder);
    if (!check) throw new Error(`${folder} is not registered`);
    const shown = new Set(cases.flatMap(({ expected }) => expected.map((line) => line.split(':').at(-1))));
    expect(Object.keys(check.messages).filter((message) => !shown.has(message))).toEqual([]);
    const { properties = {} } = z.toJSONSchema(check.options, { io: 'input', unrepresentable: 'any' });
    const options = Object.keys(properties);
    expect(
      Object.entries(properties)
        .filter(([, schema]) => typeof schema === 'boolean' || !schema.description)
        .map(([option]) => option),
    ).toEqual([]);
    const described = readmeOf(folder).split('\n## Options\n')[1] ?? '';
    expect(options.filter((option) => !described.includes(`\`${option}\``))).toEqual([]);
  });
});

it('every registered check has a folder', () => {
  expect(
    [...checks, ...builtinChecks]
      .map((one) => `${one.family}/${one.name}`)
      .filter((folder) => !existsSync(new URL(`${folder}/check.ts`, here))),
  ).toEqual([]);
});

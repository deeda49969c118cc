import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { reportSchema } from '../src/reporters/schema.ts';
import { bake, lintel, put } from './bakery.ts';

const local = (name: string): string => `export function f(): number {\n  const ${name} = 1;\n  return ${name};\n}\n`;
const config = `version: 1
rules:
  naming/locals: { check: naming, names: { variable: camelCase } }
  naming/files: { check: file-naming, files: kebab-case }
`;

function shop(): string {
  return bake({ 'lintel.yaml': config, 'src/a.ts': local('a_b'), 'src/b.ts': local('b_c') });
}

async function deltaIn(root: string, name = 'me') {
  const { stdout } = await lintel(root, ['--delta', name, '--format', 'json']);
  return reportSchema.parse(JSON.parse(stdout)).delta;
}

describe('--delta', () => {
  it('tells what is fixed, still there and new since the last run of the same caller', async () => {
    const root = shop();
    const first = await lintel(root, ['--delta', 'me']);
    expect(first.stdout).toBe((await lintel(root, [])).stdout);
    put(root, { 'src/a.ts': local('ab'), 'src/c.ts': local('c_d') });
    const { stdout, code } = await lintel(root, ['--delta', 'me']);
    expect(code).toBe(1);
    expect(stdout).toMatch(/^2 errors .* delta: fixed 1, still 1, new 1\.\n/);
    expect(stdout).toContain('src/c.ts:2:9 `c_d` -> `cD`');
    expect(stdout).not.toContain('src/b.ts');
    expect(stdout).toMatch(/\nstill: [0-9a-f]{6} \(`lintel explain ID` tells one again\)\n/);
    put(root, { 'src/b.ts': local('bc'), 'src/c.ts': local('cd') });
    expect((await lintel(root, ['--delta', 'me'])).stdout).toBe(
      'ok. 3 files, 2 rules. delta: fixed 2, still 0, new 0.\n',
    );
  });

  it('keeps callers, rules and paths apart', async () => {
    const root = shop();
    expect(await deltaIn(root)).toMatchObject({ first: true, fixed: [], still: [] });
    expect(await deltaIn(root)).toMatchObject({ first: false, new: [] });
    expect(await deltaIn(root, 'you')).toMatchObject({ first: true });
    expect((await lintel(root, ['src/a.ts', '--delta', 'me'])).stdout).toContain('`a_b` -> `aB`');
    expect((await lintel(root, ['--rule', 'naming/files', '--delta', 'me'])).stdout).not.toContain('fixed');
    expect((await lintel(root, [])).stdout).not.toContain('delta:');
  });

  it('names the rules that pull against each other', async () => {
    const root = bake({ 'lintel.yaml': config, 'src/a.ts': local('a_b') });
    const misfiled = join(root, 'src/B_c.ts');
    const breakName = (): void => {
      rmSync(misfiled, { force: true });
      put(root, { 'src/a.ts': local('a_b') });
    };
    const breakFile = (): void => put(root, { 'src/a.ts': local('ab'), 'src/B_c.ts': local('ab') });
    for (const change of [breakName, breakFile, breakName, breakFile]) {
      change();
      expect(await deltaIn(root)).toMatchObject({ returned: [] });
    }
    breakName();
    expect((await lintel(root, ['--delta', 'me'])).stdout).toMatch(
      /\nback: [0-9a-f]{6} was fixed twice and is here again: naming\/locals and naming\/files pull against each other\. Ask a person which one decides\.\n/,
    );
  });

  it('is not for a run that goes on', async () => {
    expect((await lintel(shop(), ['--watch', '--delta', 'me'])).stderr).toContain('--delta');
  });
});

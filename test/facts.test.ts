import { mkdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import { bake, lintel, put, shop } from './bakery.ts';

/** A work space of two packages, one of which has a violation that advice and a fix are computed for. */
const street = {
  ...shop,
  '.gitignore': '.facts\n',
  'packages/flour/package.json': '{ "name": "flour" }\n',
  'packages/flour/src/mill.ts': 'export const mill = () => 1;\n',
};

const parsedIn = (stderr: string): number => Number(/^parsed\s+(\d+) files$/m.exec(stderr)?.[1]);
const check = (root: string, ...args: readonly string[]) =>
  lintel(root, ['--no-cache', '--timing', '--format', 'json', ...args]);
const withoutTimes = (stderr: string): string => stderr.slice(0, stderr.indexOf('start  '));

async function exported(): Promise<string> {
  const root = bake(street);
  await lintel(root, ['facts', '--out', '.facts', '--no-cache']);
  await lintel(join(root, 'packages/flour'), ['facts', '--out', '.facts', '--no-cache']);
  return root;
}

describe('lintel facts', () => {
  it('writes the facts of a package, without those of packages further down', async () => {
    const root = bake(street);
    // Files as young as the sweep are read again.
    await pause(200);
    expect(await lintel(root, ['facts', '--out', '.facts'])).toEqual({
      code: 0,
      stdout: 'wrote facts of 5 files (5 parsed) to .facts\n',
      stderr: '',
    });
    expect((await lintel(join(root, 'packages/flour'), ['facts', '--out', '.facts'])).stdout).toBe(
      'wrote facts of 1 file (1 parsed) to .facts\n',
    );
    expect((await lintel(root, ['facts', '--out', '.facts/all', '.'])).stdout).toContain('of 6 files (0 parsed)');
    expect(readFileSync(join(root, '.facts/.gitignore'), 'utf8')).toBe('*\n');
  });

  it('writes the same bytes for the same texts, wherever they are', async () => {
    const [one, other] = [await exported(), await exported()];
    const facts = readFileSync(join(one, '.facts/facts'), 'utf8');
    expect(facts).toBe(readFileSync(join(other, '.facts/facts'), 'utf8'));
    expect(facts).not.toContain(one);
  });

  it('needs a folder', async () => {
    expect(await lintel(bake(street), ['facts'])).toMatchObject({
      code: 2,
      stderr: '--out needs a value: --out DIR\n',
    });
  });
});

describe('lintel check --facts', () => {
  it('parses nothing that is there, and reports the same bytes', async () => {
    const root = await exported();
    const plain = await check(root);
    const warm = await check(root, '--facts', '.facts,packages/*/.facts');
    expect([parsedIn(plain.stderr), parsedIn(warm.stderr)]).toEqual([6, 0]);
    expect([warm.code, warm.stdout]).toEqual([plain.code, plain.stdout]);
    expect(JSON.parse(warm.stdout)).toMatchObject({ summary: { errors: 1 } });
    expect(withoutTimes(warm.stderr)).toBe('');
  });

  it('parses what changed since', async () => {
    const root = await exported();
    put(root, { 'src/counter/till.ts': `// new\n${shop['src/counter/till.ts']}` });
    const { stdout, stderr } = await check(root, '--facts', '.facts', '--facts', 'packages/flour/.facts');
    expect([parsedIn(stderr), stdout]).toEqual([1, (await check(root)).stdout]);
  });

  it('leaves no facts of others in the cache of this machine', async () => {
    const root = await exported();
    await lintel(root, ['--facts', '.facts,packages/flour/.facts']);
    expect(parsedIn((await lintel(root, ['--timing'])).stderr)).toBe(6);
    expect(parsedIn((await lintel(root, ['--timing', '--facts', '.facts,packages/flour/.facts'])).stderr)).toBe(0);
  });

  it('works with --all', async () => {
    const root = await exported();
    expect(parsedIn((await check(root, '--all', '--facts', '.facts,packages/flour/.facts')).stderr)).toBe(0);
  });

  const damages: readonly (readonly [what: string, damage: (text: string) => string, note: RegExp, parsed: number])[] =
    [
      [
        'cut off',
        (text) => text.slice(0, text.indexOf(' [', text.length / 2) + 1),
        /^no facts from \.facts for 1 entry, which is damaged\n$/,
        5,
      ],
      [
        'from another version',
        (text) => text.replace(/^lintel-facts .*/, 'lintel-facts 0 oxc'),
        /^no facts from \.facts: another version of Lintel wrote them\n$/,
        5,
      ],
      ['empty', () => '', /^no facts from \.facts: another version of Lintel wrote them\n$/, 5],
      [
        'changed in a letter',
        (text) => text.replaceAll('counter/till', 'counter/toll'),
        /^no facts from \.facts for 1 entry, which is damaged\n$/,
        5,
      ],
      [
        'random bytes',
        (text) => text.replace(/(?<=\n)[^]*/, '\u0000 __proto__ \ufffd\n \n  \n'),
        /^no facts from \.facts for 3 entries, which are damaged\n$/,
        5,
      ],
    ];

  it.each(damages)('does not use what is %s, says so once, and reports the same', async (_, damage, note, most) => {
    const root = await exported();
    const file = join(root, '.facts/facts');
    writeFileSync(file, damage(readFileSync(file, 'utf8')));
    const { code, stdout, stderr } = await check(root, '--facts', '.facts,packages/flour/.facts');
    const plain = await check(root);
    expect([code, stdout]).toEqual([plain.code, plain.stdout]);
    expect(withoutTimes(stderr)).toMatch(note);
    expect(parsedIn(stderr)).toBeGreaterThan(0);
    expect(parsedIn(stderr)).toBeLessThanOrEqual(most);
  });

  it('does not use an entry that is whole but cannot be decoded', async () => {
    const root = await exported();
    const { hashOf } = await import('../src/core/hash.ts');
    const file = join(root, '.facts/facts');
    const forged = readFileSync(file, 'utf8')
      .split('\n')
      .map((line, place) => {
        const [text, language, section] = line.split(' ');
        const key = `${text} ${language} ${section}`;
        return place === 0 || line === '' ? line : `${key} ${hashOf(`${key} [1,"__proto__"]`)} [1,"__proto__"]`;
      });
    writeFileSync(file, forged.join('\n'));
    const { stdout, stderr } = await check(root, '--facts', '.facts,packages/flour/.facts');
    expect([parsedIn(stderr), stdout]).toEqual([5, (await check(root)).stdout]);
    expect(stderr).toMatch(/^no facts from \.facts for \d+ entries, which are damaged$/m);
  });

  it('says which folder is missing, and follows no link', async () => {
    const root = await exported();
    const { code, stderr } = await check(root, '--facts', 'gone,packages/*/.facts,apps/*/.facts,docs');
    expect([code, withoutTimes(stderr)]).toEqual([
      1,
      'no facts from gone: it does not exist\nno facts from apps/*/.facts: it does not exist\nno facts from docs: it has no file "facts"\n',
    ]);
    mkdirSync(join(root, 'linked'));
    symlinkSync(join(root, '.facts/facts'), join(root, 'linked/facts'));
    const linked = await check(root, '--facts', 'linked,packages/*/.facts');
    expect([parsedIn(linked.stderr), withoutTimes(linked.stderr)]).toEqual([5, 'no facts from linked: it is a link\n']);
  });
});

import { createHash } from 'node:crypto';
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { generate } from '../bench/generate.js';
import { bake, lintel, put } from './bakery.ts';

function generated(size: { files: number; seed: number }): { root: string; code: string[]; hash: string } {
  const root = bake({});
  generate(root, size);
  const files = (readdirSync(root, { recursive: true }) as string[])
    .filter((path) => statSync(join(root, path)).isFile())
    .sort();
  const hash = createHash('sha1');
  for (const file of files) hash.update(`${file}\0${readFileSync(join(root, file), 'utf8')}\0`);
  return { root, code: files.filter((path) => path.endsWith('.ts')), hash: hash.digest('hex') };
}

it('the project generator writes the requested number of files, reproducibly', () => {
  const [one, again, other] = [
    generated({ files: 230, seed: 1 }),
    generated({ files: 230, seed: 1 }),
    generated({ files: 230, seed: 2 }),
  ];
  expect([one.code.length, again.hash, other.code.length]).toEqual([230, one.hash, 230]);
  expect(other.hash).not.toBe(one.hash);
});

it('a generated project has cycles and violations of naming, but no unresolved imports', async () => {
  const { root } = generated({ files: 500, seed: 1 });
  const counts = async (check: string): Promise<number> => {
    const file = `version: 1\nrules:\n  a/rule: ${check}\n`;
    const { violations } = JSON.parse(
      (await lintel(bakedAt(root, file), ['--format', 'json', '--no-cache'])).stdout,
    ) as {
      violations: unknown[];
    };
    return violations.length;
  };
  expect([
    await counts('{ check: cycles }'),
    await counts('{ check: naming, names: { variable: camelCase } }'),
    await counts('{ check: unresolved }'),
  ]).toEqual([12, 10, 0]);
});

function bakedAt(root: string, config: string): string {
  put(root, { 'lintel.yaml': config });
  return root;
}

import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** A hash of everything that Lintel is built from: its code, and the manifest that names the libraries it uses. */
export function buildHash(root: string): string {
  const code = readdirSync(join(root, 'src'), { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.ts') && !name.endsWith('.test.ts'))
    .map((name) => `src/${name.replaceAll('\\', '/')}`);
  const hash = createHash('sha256');
  for (const file of ['package.json', ...code.sort()])
    hash.update(`${file}\0${readFileSync(join(root, file), 'utf8')}\0`);
  return hash.digest('hex').slice(0, 16);
}

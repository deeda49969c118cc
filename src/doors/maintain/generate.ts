import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { generated } from './generated.ts';

// `npm run docs`: writes what is made from something else. A test fails while any of it is stale.
for (const [path, text] of generated((path) => readFileSync(path, 'utf8'))) {
  mkdirSync(path.slice(0, path.lastIndexOf('/') + 1) || '.', { recursive: true });
  writeFileSync(path, text);
}

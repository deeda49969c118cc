import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { reportSchema } from '../src/reporters/schema.ts';
import { bake, git, lintel, put } from './bakery.ts';

/** A project of which every part of the gate is in use. */
export const guarded = {
  'lintel.yaml': `version: 1
extends: [lintel/recommended, rules/shared.yaml]
ignore: ["vendor/**"]
zones:
  ui: "src/ui/**"
  service: "src/service/**"
  repo: "src/repo/**"
  legacy: "src/legacy/**"
defaults: { not: tests }
rules:
  layering/app:
    check: layers
    in: "src/**"
    layers: [ui, service, repo]
    except:
      - { from: "src/ui/old.ts", to: "src/service/**", reason: old }
    see: "#layers"
    because: the repository was called from a button, and nobody found it
  layering/lazy: { check: imports, from: "src/{service,legacy}/**", deny: [ui], dynamic: ignore }
  naming/files: { check: file-naming, files: kebab-case }
  coverage/tests: { check: has-test, in: service }
  coverage/floor: { check: coverage, in: service, report: lcov.info, minimum: { lines: 80 }, stale: ignore }
`,
  'rules/shared.yaml': `rules:
  layering/apart: { check: independent, zones: [legacy, ui] }
`,
  'src/repo/lintel.yaml': `rules:
  naming/repo: { check: file-naming, in: "**", files: kebab-case }
`,
  'lintel-baseline.json': `{
  "9cd7d0e770": "layering/app src/repo/frozen.ts",
  "version": 1
}
`,
  'CONVENTIONS.md':
    '# Conventions\n\n## Layers\n\nThe interface calls services, never the other way.\n\n## Names\n\nKebab.\n',
  'lcov.info': 'SF:src/service/price.ts\nDA:1,1\nDA:2,1\nend_of_record\n',
  'src/ui/page.ts': "import { price } from '../service/price.js';\nexport const page = () => price(2);\n",
  'src/ui/old.ts': "import { price } from '../service/price.js';\nexport const old = price;\n",
  'src/service/price.ts':
    "import { rows } from '../repo/rows.js';\nexport const price = (count: number) => rows().length * count;\nexport const isFree = (amount: number) => amount === 0;\n",
  'src/service/price.test.ts': `import { describe, expect, it } from 'vitest';
import { isFree, price } from './price.js';

describe('price', () => {
  it('multiplies', () => {
    expect(price(1)).toBe(3);
    expect(price(2)).toBe(6);
  });

  it('knows what is free', () => {
    expect(isFree(0)).toBe(true);
  });
});
`,
  'src/repo/rows.ts': 'export const rows = () => [1, 2, 3];\n',
  'src/repo/frozen.ts':
    "import { isFree } from '../service/price.js';\nexport const frozen = isFree;\nexport const enough = 'lines to be known again under another name';\n",
  'src/legacy/thing.ts': 'export const thing = 1;\n',
} as const;

/** Other texts of files; null deletes one. */
export type Change = Readonly<Record<string, string | null>>;

let days = 0;

function commit(root: string, message = `day ${String(days++)}`): void {
  git(root, 'add', '--all');
  git(root, 'commit', '--quiet', '--allow-empty', `--message=${message}`);
}

/** A repository with one commit of the project, or of another. */
export function opened(change: Change = {}): string {
  const root = bake({});
  write(root, { ...guarded, ...change });
  git(root, 'init', '--quiet', '--initial-branch=main');
  commit(root);
  return root;
}

export function write(root: string, change: Change): void {
  for (const [path, text] of Object.entries(change)) {
    if (text === null) rmSync(join(root, path), { force: true });
    else put(root, { [path]: text });
  }
}

/** The weakenings that `lintel check --since` reports of one commit, and what else is wrong. */
export async function weakened(root: string, change: Change, message?: string): Promise<readonly string[]> {
  write(root, change);
  commit(root, message);
  const { stdout, stderr } = await lintel(root, ['--since', 'HEAD~1', '--format', 'json', '--no-cache']);
  if (stderr !== '') return [stderr];
  const { violations } = reportSchema.parse(JSON.parse(stdout));
  const failing = violations.filter(({ status }) => status === 'new');
  return failing.map(({ rule, message: kind, file, line }) =>
    rule === 'weakening' ? `${kind} ${file}${line === null ? '' : `:${line}`}` : `${rule} ${file}`,
  );
}

/** A text with some of it replaced, each once. */
export function edited(file: keyof typeof guarded, ...pairs: readonly (readonly [from: string, to: string])[]): Change {
  let text: string = guarded[file];
  for (const [from, to] of pairs) {
    if (!text.includes(from)) throw new Error(`${file} has no ${from}`);
    text = text.replace(from, to);
  }
  return { [file]: text };
}

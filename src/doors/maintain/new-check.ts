import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { withCheck } from './check-list.ts';

// `npm run new-check family/name`: the two files of a check, and its line in the list. What it makes fails its tests until it is filled in.
const [, , id = ''] = process.argv;
const [family = '', name = ''] = id.split('/');
const families = ['layering', 'naming', 'contract', 'coverage', 'structure'];
const folder = `src/checks/${family}/${name}`;

if (!families.includes(family) || !/^[a-z]+(-[a-z]+)*$/.test(name) || existsSync(folder)) {
  process.stderr.write(
    existsSync(folder) && name
      ? `${folder} exists already\n`
      : `npm run new-check <family>/<kebab-case-name>; families: ${families.join(', ')}\n`,
  );
  process.exitCode = 2;
} else {
  const value = name.replaceAll(/-(.)/g, (_, letter: string) => letter.toUpperCase());
  mkdirSync(folder, { recursive: true });
  writeFileSync(`${folder}/check.ts`, checkText(value));
  writeFileSync(`${folder}/README.md`, readmeText());
  const index = readFileSync('src/checks/index.ts', 'utf8');
  writeFileSync('src/checks/index.ts', withCheck(index, { value, folder: `${family}/${name}` }));
  process.stdout.write(
    `${folder}/check.ts and README.md were created, and src/checks/index.ts lists ${value}. Write the README first, then run: npx vitest run src/checks -t ${id}\n`,
  );
}

function checkText(value: string): string {
  return `import { z } from 'zod';
import { defineCheck } from '../../../core/check.ts';

const options = z.strictObject({});

export const ${value} = defineCheck({
  name: '${name}',
  family: '${family}',
  summary: 'One sentence: what the check requires.',
  options,
  reads: () => ({ each: 'file' }),
  messages: {
    broken: (d) => \`\${d['file']} violates it.\`,
  },
  statement: () => 'what is allowed, in one clause',
  *check({ file }, _options, problem) {
    yield problem('broken', { file }, { file, place: null }, { found: 'what was found', expected: 'what was expected' });
  },
});
`;
}

function readmeText(): string {
  return `# ${name}

One sentence: what the check requires.

## Why

## Passes: a valid example

\`\`\`yaml
rules:
  ${id}: { check: ${name} }
\`\`\`
\`\`\`ts src/a.ts
export const a = 1;
\`\`\`

## Fails: an invalid example

\`\`\`yaml
rules:
  ${id}: { check: ${name} }
\`\`\`
\`\`\`ts src/a.ts
export const a = 1; // error: broken
\`\`\`

## Options

None.

## When not to use it
`;
}

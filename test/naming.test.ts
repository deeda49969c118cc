import { readdirSync, readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { reporters } from '../src/reporters/index.ts';
import { lintFiles } from '../src/testing/index.ts';

const root = new URL('../fixtures/billing/', import.meta.url);
const paths = readdirSync(root, { recursive: true, withFileTypes: true })
  .filter((entry) => entry.isFile())
  .map((entry) => `${entry.parentPath}/${entry.name}`);
const files = Object.fromEntries(
  paths.map((path) => [path.replace(/\/+/g, '/').slice(root.pathname.length), readFileSync(path, 'utf8')]),
);
const context = { colour: false, lines: () => null };

it('tells an agent what to rename, where and why', () => {
  expect(reporters.blocks(lintFiles(files, { rule: 'naming/functions' }), context))
    .toBe(`ERROR: Naming convention violation
File: modules/billing/src/invoice-handler.ts
Line: 47
Found: \`process_invoice\`
Expected pattern: camelCase function names
Fix: Rename to \`processInvoice\`
Reference: See modules/billing/CONVENTIONS.md#naming: "Functions are camelCase: processInvoice, never process_invoice."
`);
});

it('prints one line in compact formats', () => {
  const lines = reporters.agent(lintFiles(files, { rule: 'naming/files' }), context).split('\n');
  expect(lines.filter((line) => line.includes('EmailSender') || line.startsWith('naming/'))).toEqual([
    'naming/files: files are kebab-case. see: modules/notifications/CONVENTIONS.md#naming fix(suggested): move (modules/notifications/src/runtime/queue.ts:2 names it)',
    expect.stringMatching(
      /^ [0-9a-f]{6} modules\/notifications\/src\/service\/EmailSender\.ts `EmailSender\.ts` -> `email-sender\.ts`$/,
    ),
  ]);
});

const names = `version: 1
rules:
  naming/all: { check: naming, names: { function: camelCase, variable: camelCase, classMethod: camelCase } }
`;

it.each<[what: string, file: string, text: string, title: string]>([
  [
    'the new name is a global that the file uses',
    'a.ts',
    'export function Fetch(url: string) { return fetch(url); }\n',
    'Choose another name: `fetch` means something else here',
  ],
  [
    'the name is a tag',
    'a.jsx',
    'export const Row = make();\nexport const rows = () => <Row />;\n',
    'Keep the name: `<row>` would be an element, not a component',
  ],
  ['a function returns JSX', 'a.js', 'export function Row() { return <tr />; }\n', 'Keep the capital of `Row`'],
  ['a wrapper makes a component', 'a.ts', 'export const Row = memo(make);\n', 'Keep the capital of `Row`'],
])('offers no rename that breaks: %s', (_, file, text, title) => {
  const [violation] = lintFiles({ 'lintel.yaml': names, [file]: text }).violations;
  expect(violation?.fix).toMatchObject({ title, safety: 'manual', edits: [] });
});

it('renames a constant in a file with components', () => {
  const text = 'const ROW_HEIGHT = 8;\nexport const row = () => <tr height={ROW_HEIGHT} />;\n';
  const [violation] = lintFiles({ 'lintel.yaml': names, 'a.tsx': text }).violations;
  expect(violation?.fix).toMatchObject({ title: 'Rename to `rowHeight`', safety: 'safe', proven: true });
});

it('edits no member, which a computed name may reach', () => {
  const walker = `class Walker {
  walk(child) { return this[child.type](child); }
  Visit_call() {}
}
new Walker().walk({ type: 'Visit_call' });
`;
  const [violation] = lintFiles({ 'lintel.yaml': names, 'a.js': walker }).violations;
  expect(violation?.fix).toMatchObject({
    safety: 'manual',
    edits: [],
    reason: 'other files may use it',
  });
});

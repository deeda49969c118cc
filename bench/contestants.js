import { existsSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

// Who runs on which question. `setUp` writes what the tool reads into the tree; `found` counts what it printed.

const here = dirname(fileURLToPath(import.meta.url));
const lintelBin = join(here, '../dist/doors/cli/bin.js');
const binOf = (name) => join(here, 'node_modules/.bin', name);
const put = (name, text) => (root) => writeFileSync(join(root, name), text);

const cycles = 'version: 1\nrules:\n  layering/cycles: { check: cycles }\n';
const names = `${cycles}  naming/symbols:
    check: naming
    names:
      default: camelCase
      variable: [camelCase, PascalCase, UPPER_CASE]
      typeLike: PascalCase
      function: [camelCase, PascalCase]
      import: [camelCase, PascalCase]
      objectLiteralProperty: null
  naming/files: { check: file-naming, files: kebab-case }
`;
const biome = (rules) =>
  JSON.stringify({
    root: true,
    vcs: { enabled: true, clientKind: 'git', useIgnoreFile: true },
    files: { maxSize: 5_000_000 },
    assist: { enabled: false },
    formatter: { enabled: false },
    linter: { rules: { preset: 'none', ...rules } },
  });
const biomeCycles = { suspicious: { noImportCycles: 'error' } };
const biomeNames = { ...biomeCycles, style: { useNamingConvention: 'error', useFilenamingConvention: 'error' } };
const eslint = (rules) => `import tseslint from ${JSON.stringify(pathToPlugin('typescript-eslint'))};
import { importX } from ${JSON.stringify(pathToPlugin('eslint-plugin-import-x'))};
import { createTypeScriptImportResolver } from ${JSON.stringify(pathToPlugin('eslint-import-resolver-typescript'))};
export default [{
  files: ['**/*.{ts,tsx,mts,cts,js,jsx,mjs,cjs}'],
  linterOptions: { noInlineConfig: true },
  languageOptions: { parser: tseslint.parser, parserOptions: { ecmaFeatures: { jsx: true } } },
  plugins: { 'import-x': importX, ts: tseslint.plugin },
  settings: { 'import-x/resolver-next': [createTypeScriptImportResolver()], 'import-x/parsers': { ${JSON.stringify(pathToPlugin('@typescript-eslint/parser'))}: ['.ts', '.tsx'] } },
  rules: ${JSON.stringify(rules)},
}];
`;
const eslintNames = [
  'error',
  { selector: 'default', format: ['camelCase'] },
  { selector: 'variable', format: ['camelCase', 'PascalCase', 'UPPER_CASE'] },
  { selector: 'typeLike', format: ['PascalCase'] },
  { selector: 'function', format: ['camelCase', 'PascalCase'] },
  { selector: 'import', format: ['camelCase', 'PascalCase'] },
  { selector: 'objectLiteralProperty', format: null },
];

const lastNumber =
  (pattern) =>
  ({ stdout }) =>
    Number([...stdout.matchAll(pattern)].at(-1)?.[1]?.replaceAll(',', '') ?? 0);
const jsonOf = (stdout) => JSON.parse(stdout.slice(Math.max(0, stdout.search(/^[{[]/m))));
const ofLintel = ({ stdout }) => {
  const { violations } = JSON.parse(stdout);
  const counts = new Map();
  for (const { check } of violations) counts.set(check, (counts.get(check) ?? 0) + 1);
  return [...counts].map(([check, count]) => `${count} ${check}`).join(', ') || 'nothing';
};
const lintel = (node, ...flags) => [node, lintelBin, 'check', '--format', 'json', ...flags];

/** Each question, and everybody who can answer it. `slow`: one run is enough. */
export function contestantsFor(question, node = process.execPath) {
  const all = {
    cycles: [
      { name: 'Lintel, cold', setUp: put('lintel.yaml', cycles), command: lintel(node, '--no-cache'), found: ofLintel },
      { name: 'Lintel, warm', setUp: put('lintel.yaml', cycles), command: lintel(node), warm: true, found: ofLintel },
      {
        name: 'oxlint import/no-cycle',
        command: [binOf('oxlint'), '--import-plugin', '-A', 'all', '-D', 'import/no-cycle', '-f', 'json', '.'],
        found: ({ stdout }) => `${jsonOf(stdout).diagnostics.length} edges`,
      },
      {
        name: 'Biome noImportCycles',
        setUp: put('biome.json', biome(biomeCycles)),
        command: [binOf('biome'), 'lint', '--max-diagnostics=none', '--reporter=summary', '.'],
        found: lastNumber(/noImportCycles\s+(\d+)/g),
      },
      {
        name: 'dependency-cruiser',
        setUp: put(
          '.bench-cruiser.json',
          JSON.stringify({
            forbidden: [{ name: 'no-circular', severity: 'error', from: {}, to: { circular: true } }],
            options: {
              doNotFollow: { path: 'node_modules' },
              tsPreCompilationDeps: true,
              exclude: { path: 'node_modules' },
            },
          }),
        ),
        command: [binOf('depcruise'), '--config', '.bench-cruiser.json', '--output-type', 'json', '.'],
        slow: true,
        found: ({ stdout }) => `${jsonOf(stdout).summary.violations.length} paths`,
      },
      {
        name: 'fallow circular dependencies',
        command: [binOf('fallow'), 'dead-code', '--circular-deps', '--no-cache', '--format', 'json', '--quiet'],
        slow: true,
        found: ({ stdout }) => jsonOf(stdout).circular_dependencies?.length ?? '?',
      },
    ],
    names: [
      { name: 'Lintel, cold', setUp: put('lintel.yaml', names), command: lintel(node, '--no-cache'), found: ofLintel },
      { name: 'Lintel, warm', setUp: put('lintel.yaml', names), command: lintel(node), warm: true, found: ofLintel },
      {
        name: 'Lintel, one file edited',
        setUp: put('lintel.yaml', names),
        command: lintel(node),
        warm: true,
        edits: true,
        found: ofLintel,
      },
      {
        name: 'Biome, the same three',
        setUp: put('biome.json', biome(biomeNames)),
        command: [binOf('biome'), 'lint', '--max-diagnostics=none', '--reporter=summary', '.'],
        found: ({ stdout }) =>
          [...stdout.matchAll(/(noImportCycles|useNamingConvention|useFilenamingConvention)\s+(\d+)/g)]
            .map(([, rule, n]) => `${n} ${rule}`)
            .join(', ') || 'nothing',
      },
      {
        name: 'ESLint, import-x/no-cycle and naming-convention',
        setUp: put('.bench-eslint.mjs', eslint({ 'import-x/no-cycle': 'error', 'ts/naming-convention': eslintNames })),
        command: [binOf('eslint'), '-c', '.bench-eslint.mjs', '-f', 'json', '.'],
        slow: true,
        found: ({ stdout }) => `${jsonOf(stdout).reduce((sum, { messages }) => sum + messages.length, 0)} messages`,
      },
    ],
  };
  return all[question].filter(({ command }) => existsSync(command[0]) || command[0] === node);
}

/** A plugin by its absolute place: the configuration stands in another tree. */
function pathToPlugin(name) {
  try {
    return createRequire(join(here, 'package.json')).resolve(name);
  } catch {
    return name;
  }
}

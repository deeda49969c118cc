import { mkdtempSync, readFileSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { Linter } from 'eslint';
import tseslint from 'typescript-eslint';
import { check } from '../dist/index.js';
import { addToGit, copyRepository } from './copy.js';

// Every name that typescript-eslint's naming-convention and Lintel's `naming` object to, with the same options in both spellings.
// npm run names -- --repo PATH

const { values } = parseArgs({
  options: { repo: { type: 'string', default: '.' }, show: { type: 'string', default: '5' } },
});
const root = realpathSync(mkdtempSync(join(tmpdir(), 'lintel-names-')));
process.on('exit', () => rmSync(root, { recursive: true, force: true }));
copyRepository(values.repo, root);
const files = addToGit(root);

const sets = {
  plain: {
    yaml: {
      default: 'camelCase',
      variable: ['camelCase', 'PascalCase', 'UPPER_CASE'],
      typeLike: 'PascalCase',
      function: ['camelCase', 'PascalCase'],
      import: ['camelCase', 'PascalCase'],
      objectLiteralProperty: null,
    },
    json: [
      { selector: 'default', format: ['camelCase'] },
      { selector: 'variable', format: ['camelCase', 'PascalCase', 'UPPER_CASE'] },
      { selector: 'typeLike', format: ['PascalCase'] },
      { selector: 'function', format: ['camelCase', 'PascalCase'] },
      { selector: 'import', format: ['camelCase', 'PascalCase'] },
      { selector: 'objectLiteralProperty', format: null },
    ],
  },
  strict: {
    yaml: {
      variableLike: {
        style: ['strictCamelCase', 'UPPER_CASE'],
        'leading-underscore': 'forbid',
        'trailing-underscore': 'forbid',
      },
      'variable[const,global,exported]': ['UPPER_CASE', 'strictCamelCase', 'StrictPascalCase'],
      'variable[destructured]': null,
      'parameter[unused]': { style: 'strictCamelCase', 'leading-underscore': 'require' },
      'memberLike[private]': { style: 'camelCase', 'leading-underscore': 'require' },
      'memberLike[requiresQuotes]': null,
      'classProperty[static,readonly]': 'UPPER_CASE',
      'method[async]': { style: 'camelCase', suffix: ['Async', 'All'] },
      interface: { style: 'PascalCase', 'not-match': '^I[A-Z]' },
      typeParameter: { style: 'PascalCase', prefix: ['T', 'K'] },
      enumMember: ['PascalCase', 'snake_case'],
      'function[name=/^use[A-Z]/]': 'camelCase',
    },
    json: [
      {
        selector: 'variableLike',
        format: ['strictCamelCase', 'UPPER_CASE'],
        leadingUnderscore: 'forbid',
        trailingUnderscore: 'forbid',
      },
      {
        selector: 'variable',
        modifiers: ['const', 'global', 'exported'],
        format: ['UPPER_CASE', 'strictCamelCase', 'StrictPascalCase'],
      },
      { selector: 'variable', modifiers: ['destructured'], format: null },
      { selector: 'parameter', modifiers: ['unused'], format: ['strictCamelCase'], leadingUnderscore: 'require' },
      { selector: 'memberLike', modifiers: ['private'], format: ['camelCase'], leadingUnderscore: 'require' },
      { selector: 'memberLike', modifiers: ['requiresQuotes'], format: null },
      { selector: 'classProperty', modifiers: ['static', 'readonly'], format: ['UPPER_CASE'] },
      { selector: 'method', modifiers: ['async'], format: ['camelCase'], suffix: ['Async', 'All'] },
      { selector: 'interface', format: ['PascalCase'], custom: { regex: '^I[A-Z]', match: false } },
      { selector: 'typeParameter', format: ['PascalCase'], prefix: ['T', 'K'] },
      { selector: 'enumMember', format: ['PascalCase', 'snake_case'] },
      { selector: 'function', filter: { regex: '^use[A-Z]', match: true }, format: ['camelCase'] },
    ],
  },
};

for (const [name, { yaml, json }] of Object.entries(sets)) {
  const [ours, unread] = await fromLintel(yaml);
  const theirs = fromEslint(json, unread);
  const onlyOurs = [...ours].filter((one) => !theirs.has(one));
  const onlyTheirs = [...theirs].filter((one) => !ours.has(one));
  console.log(
    `${name}: ${files.length - unread.size} files; typescript-eslint ${theirs.size}, Lintel ${ours.size}, the same ${ours.size - onlyOurs.length}`,
  );
  for (const [who, some] of [
    ['only Lintel', onlyOurs],
    ['only typescript-eslint', onlyTheirs],
  ])
    for (const one of some.slice(0, Number(values.show))) console.log(`  ${who}: ${one}`);
}

/** Names, and the files that no parser could read. */
async function fromLintel(names) {
  writeFileSync(
    join(root, 'lintel.yaml'),
    JSON.stringify({ version: 1, rules: { 'naming/all': { check: 'naming', names } } }),
  );
  const { violations, errors } = await check({ cwd: root, cache: false });
  if (errors.length > 0) throw errors[0];
  const found = violations
    .filter(({ rule }) => rule === 'naming/all')
    .map(({ at, data }) => `${at.file}:${at.place.line}:${at.place.column} ${data.name}`);
  return [new Set(found), new Set(violations.filter(({ rule }) => rule === 'parse').map(({ at }) => at.file))];
}

function fromEslint(options, unread) {
  const linter = new Linter({ configType: 'flat', cwd: root });
  const found = new Set();
  for (const file of files) {
    if (unread.has(file)) continue;
    const messages = linter.verify(
      readFileSync(join(root, file), 'utf8'),
      [
        {
          files: ['**/*.{ts,tsx,mts,cts,js,jsx,mjs,cjs}'],
          linterOptions: { noInlineConfig: true, reportUnusedDisableDirectives: 'off' },
          languageOptions: {
            parser: tseslint.parser,
            parserOptions: { ecmaFeatures: { jsx: /x$|\.[cm]?js$/.test(file) } },
          },
          plugins: { ts: tseslint.plugin },
          rules: { 'ts/naming-convention': ['error', ...options] },
        },
      ],
      { filename: join(root, file) },
    );
    for (const { line, column, message, ruleId } of messages) {
      if (ruleId === 'ts/naming-convention')
        found.add(
          `${file}:${line}:${column} ${/ name `([^]*?)`(?: trimmed as `[^]*?`)? must/.exec(message)?.[1] ?? message}`,
        );
    }
  }
  return found;
}

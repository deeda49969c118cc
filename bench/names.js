import { existsSync, mkdtempSync, readFileSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
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
  options: { repo: { type: 'string', default: '.' }, show: { type: 'string', default: '5' }, set: { type: 'string' } },
});
const root = realpathSync(mkdtempSync(join(tmpdir(), 'lintel-names-')));
process.on('exit', () => rmSync(root, { recursive: true, force: true }));
// Types of packages count where they are installed.
copyRepository(values.repo, root, { installed: existsSync(join(values.repo, 'node_modules')) });
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
  types: {
    typed: true,
    yaml: {
      variable: ['camelCase', 'PascalCase', 'UPPER_CASE'],
      'variable[type=boolean]': { style: 'PascalCase', prefix: ['is', 'has', 'should', 'can'] },
      'variable[type=string|number,const,global]': 'UPPER_CASE',
      'variable[type=array]': { style: 'camelCase', suffix: 's' },
      'variable[type=function]': ['camelCase', 'PascalCase'],
      parameter: { style: 'camelCase', 'leading-underscore': 'allow' },
      'parameter[type=boolean]': { style: 'PascalCase', prefix: ['is', 'has'] },
      'parameter[type=function]': 'strictCamelCase',
      'property[type=boolean]': { style: 'PascalCase', prefix: ['is', 'has'] },
      'property[type=function]': { style: 'PascalCase', prefix: ['on', 'handle'] },
      'property[type=array]': { style: 'camelCase', suffix: ['s', 'List'] },
      'classicAccessor[type=number]': 'UPPER_CASE',
    },
    json: [
      { selector: 'variable', format: ['camelCase', 'PascalCase', 'UPPER_CASE'] },
      { selector: 'variable', types: ['boolean'], format: ['PascalCase'], prefix: ['is', 'has', 'should', 'can'] },
      {
        selector: 'variable',
        types: ['string', 'number'],
        modifiers: ['const', 'global'],
        format: ['UPPER_CASE'],
      },
      { selector: 'variable', types: ['array'], format: ['camelCase'], suffix: ['s'] },
      { selector: 'variable', types: ['function'], format: ['camelCase', 'PascalCase'] },
      { selector: 'parameter', format: ['camelCase'], leadingUnderscore: 'allow' },
      { selector: 'parameter', types: ['boolean'], format: ['PascalCase'], prefix: ['is', 'has'] },
      { selector: 'parameter', types: ['function'], format: ['strictCamelCase'] },
      { selector: 'property', types: ['boolean'], format: ['PascalCase'], prefix: ['is', 'has'] },
      { selector: 'property', types: ['function'], format: ['PascalCase'], prefix: ['on', 'handle'] },
      { selector: 'property', types: ['array'], format: ['camelCase'], suffix: ['s', 'List'] },
      { selector: 'classicAccessor', types: ['number'], format: ['UPPER_CASE'] },
    ],
  },
};
const wanted = values.set === undefined ? Object.keys(sets) : [values.set];

for (const name of wanted) {
  const { yaml, json, typed = false } = sets[name];
  const [found, unread, notRun] = await fromLintel(yaml);
  const theirs = fromEslint(json, { unread, typed });
  // Files that no tsconfig.json includes are not read there.
  const ours = new Set([...found].filter((one) => !unread.has(one.slice(0, one.indexOf(':')))));
  const onlyOurs = [...ours].filter((one) => !theirs.has(one));
  const onlyTheirs = [...theirs].filter((one) => !ours.has(one));
  console.log(
    `${name}: ${files.length - unread.size} files; typescript-eslint ${theirs.size}, Lintel ${ours.size}, the same ${ours.size - onlyOurs.length}`,
  );
  for (const { reason } of notRun) console.log(`  not run: ${reason}`);
  for (const [who, some] of [
    ['only Lintel', onlyOurs],
    ['only typescript-eslint', onlyTheirs],
  ])
    for (const one of some.slice(0, Number(values.show))) console.log(`  ${who}: ${one}`);
}

/** Names, the files that no parser could read, and what was not run. */
async function fromLintel(names) {
  writeFileSync(
    join(root, 'lintel.yaml'),
    JSON.stringify({ version: 1, rules: { 'naming/all': { check: 'naming', names } } }),
  );
  const { violations, errors, summary } = await check({ cwd: root, cache: false });
  if (errors.length > 0) throw errors[0];
  const found = violations
    .filter(({ rule }) => rule === 'naming/all')
    .map(({ at, data }) => `${at.file}:${at.place.line}:${at.place.column} ${data.name}`);
  return [
    new Set(found),
    new Set(violations.filter(({ rule }) => rule === 'parse').map(({ at }) => at.file)),
    summary.notRun,
  ];
}

/** Adds files that it cannot read to `unread`. */
function fromEslint(options, { unread, typed }) {
  // It would load all projects again for each file that none includes, as if an editor had just made it.
  process.env.TSESTREE_SINGLE_RUN = 'true';
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
            parserOptions: {
              ecmaFeatures: { jsx: /x$|\.[cm]?js$/.test(file) },
              ...(typed ? { projectService: true, tsconfigRootDir: root } : {}),
            },
          },
          plugins: { ts: tseslint.plugin },
          rules: { 'ts/naming-convention': ['error', ...options] },
        },
      ],
      { filename: join(root, file) },
    );
    for (const { line, column, message, ruleId, fatal } of messages) {
      if (fatal && typed) unread.add(file);
      if (ruleId === 'ts/naming-convention')
        found.add(
          `${file}:${line}:${column} ${/ name `([^]*?)`(?: trimmed as `[^]*?`)? must/.exec(message)?.[1] ?? message}`,
        );
    }
  }
  return found;
}

import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { contestantsFor } from '../contestants.js';
import { corpusOf, densities } from './corpus.js';
import { inProject, lintel, tokensOf } from './run-lintel.js';

const bin = (name) => fileURLToPath(new URL(`../node_modules/.bin/${name}`, import.meta.url));
const eslint = (format) => ({
  setUp: setUpOf('names', 'ESLint'),
  command: [bin('eslint'), '-c', '.bench-eslint.mjs', '-f', format, 'modules'],
});

/** The violations that others find too, and what they print of them with their own reporters. */
const questions = [
  {
    what: 'names',
    corpus: { family: 'naming', only: ['local name', 'function name', 'type name'] },
    tools: { 'ESLint `stylish`': eslint('stylish'), 'ESLint `json`': eslint('json') },
  },
  {
    what: 'cycles',
    corpus: { family: 'layering', only: ['cycle'] },
    tools: {
      'ESLint `stylish`': eslint('stylish'),
      'ESLint `json`': eslint('json'),
      oxlint: { command: [bin('oxlint'), '--import-plugin', '-A', 'all', '-D', 'import/no-cycle', 'modules'] },
      'dependency-cruiser `err-long`': {
        setUp: setUpOf('cycles', 'dependency-cruiser'),
        command: [bin('depcruise'), '--config', '.bench-cruiser.json', '--output-type', 'err-long', 'modules'],
      },
      fallow: { command: [bin('fallow'), 'dead-code', '--circular-deps', '--no-cache', '--quiet'] },
    },
  },
];

/** Tokens for each violation, of everything that a tool prints. Tools that are not installed are left out. */
export async function cost(sizes = densities) {
  const rows = [];
  for (const { what, corpus, tools } of questions) {
    const installed = Object.entries(tools).filter(([, { command }]) => existsSync(command[0]));
    for (const density of sizes)
      await inProject(corpusOf({ ...corpus, density }).files, (root) => {
        const add = (tool, text) => rows.push({ what, tool, density, tokens: tokensOf(text) / density });
        add('Lintel `agent`', lintel(root, '--format', 'agent', '--budget', '0'));
        add('Lintel `json`', lintel(root, '--format', 'json'));
        for (const [tool, { setUp, command }] of installed) {
          setUp?.(root);
          add(tool, printed(root, command));
        }
      });
  }
  return rows;
}

function setUpOf(question, start) {
  return contestantsFor(question).find(({ name }) => name.startsWith(start))?.setUp;
}

function printed(root, [command, ...args]) {
  const env = { ...process.env, NO_COLOR: '1' };
  return spawnSync(command, args, { cwd: root, encoding: 'utf8', maxBuffer: 1 << 28, env }).stdout.replaceAll(
    `${root}/`,
    '',
  );
}

import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { parse, stringify } from 'yaml';
import { branch } from '../dist/pipeline/follow.js';
import { createMemory } from '../dist/pipeline/inputs.js';
import { lint } from '../dist/pipeline/lint.js';
import { ask } from '../dist/pipeline/open.js';

// What rules of dependency-cruiser's kinds find, beside the same rules in Lintel's words.
// npm run rules -- --repo PATH --rules bench/rules/NAME.yaml [--show N]   (after npm run build; its lintel.yaml there is not used)

const { values } = parseArgs({
  options: {
    repo: { type: 'string', default: '.' },
    rules: { type: 'string', default: '' },
    show: { type: 'string', default: '3' },
  },
});
const { folders, tsconfig, pairs } = parse(readFileSync(values.rules, 'utf8'));
const root = resolve(values.repo);
const [ours, theirs] = [await lintelFindings(), await cruiserFindings()];
const rows = pairs.map(({ name, kind, by = 'imports' }) => {
  const mine = ours.filter((one) => one.rule === `layering/${name}`);
  const others = theirs.filter((one) => one.rule.name === name);
  const [ourKey, theirKey] = keysOf(by) ?? [];
  const [one, other] = by === 'groups' ? groupsOf(mine, others) : [mine.map(ourKey), others.map(theirKey)];
  const [left, right] = [minus(one, other), minus(other, one)];
  for (const [who, keys] of Object.entries({ Lintel: left, 'dependency-cruiser': right }))
    for (const key of keys.slice(0, Number(values.show)))
      console.log(`${kind}: only ${who}: ${key.length > 200 ? `${key.slice(0, 200)}…` : key}`);
  return {
    kind,
    by,
    both: new Set(one).size - left.length,
    'only Lintel': left.length,
    'only dependency-cruiser': right.length,
    'with line and column': mine.filter(({ at }) => at.place !== null).length,
  };
});
console.table(rows);

async function lintelFindings() {
  const { opened } = await ask({ cwd: root, parser: null, cache: false, phase: () => undefined }, () => null);
  const { loaded } = opened;
  const rules = Object.fromEntries(pairs.map(({ name, lintel }) => [`layering/${name}`, lintel]));
  const state = branch(
    { loaded, memory: createMemory(loaded.store) },
    new Map([['lintel.yaml', stringify({ version: 1, rules })]]),
  );
  const { violations, errors, summary } = lint(
    state.loaded,
    { paths: [], rule: null, shown: () => new Set() },
    state.memory,
  );
  for (const { message } of errors) console.log(message);
  for (const { rule, reason } of summary.notRun ?? []) console.log(`${rule} did not run: ${reason}`);
  return violations.filter(({ at }) => folders.some((folder) => at.file.startsWith(`${folder}/`)));
}

async function cruiserFindings() {
  const { cruise } = await import('dependency-cruiser');
  const { default: extractTSConfig } = await import('dependency-cruiser/config-utl/extract-ts-config');
  process.chdir(root);
  const rules = { forbidden: [], required: [], allowed: [] };
  for (const { name, cruiser } of pairs)
    for (const [list, all] of Object.entries(cruiser))
      rules[list].push(...all.map((rule) => (list === 'allowed' ? rule : { name, severity: 'error', ...rule })));
  const options = {
    baseDir: root,
    validate: true,
    ruleSet: { ...rules, allowedSeverity: 'error' },
    tsPreCompilationDeps: true,
    doNotFollow: { path: 'node_modules' },
    ...(tsconfig ? { tsConfig: { fileName: tsconfig } } : {}),
  };
  const { output } = await cruise(folders, options, {}, tsconfig ? { tsConfig: extractTSConfig(tsconfig) } : {});
  return output.summary.violations.map((one) =>
    one.rule.name === 'not-in-allowed' ? { ...one, rule: { name: 'allowed' } } : one,
  );
}

/** What two findings of one violation have in common, in each tool. */
function keysOf(by) {
  return {
    imports: [({ at, data }) => `${at.file} > ${data.to}`, ({ from, to }) => `${from} > ${to}`],
    importers: [({ at }) => at.file, ({ from }) => from],
    packages: [({ at, data }) => `${at.file} > ${data.to}`, ({ from, to }) => `${from} > ${packageOf(to)}`],
    targets: [({ data }) => data.reaches ?? data.to, ({ to }) => to],
  }[by];
}

/** The package of a path in node_modules, or of a specifier. */
function packageOf(path) {
  const name = path.split('node_modules/').at(-1).split('/');
  return name.slice(0, name[0].startsWith('@') ? 2 : 1).join('/');
}

/** Lintel tells one cycle of each group of files that import each other, dependency-cruiser each cycle that it meets: both are counted by group. */
function groupsOf(mine, others) {
  const next = new Map();
  for (const { cycle } of others) {
    for (const [index, { name }] of cycle.entries())
      next.set(name, [...(next.get(name) ?? []), cycle[(index + 1) % cycle.length].name]);
  }
  const reach = (from) => {
    const seen = new Set();
    const visit = (file) => {
      for (const to of next.get(file) ?? []) if (!seen.has(to)) visit(seen.add(to) && to);
    };
    visit(from);
    return seen;
  };
  const reached = new Map([...next.keys()].map((file) => [file, reach(file)]));
  const groupOf = (file) =>
    [...(reached.get(file) ?? [])]
      .filter((one) => reached.get(one)?.has(file))
      .sort()
      .join(' ');
  return [
    mine.map(({ at, evidence }) => {
      const group = groupOf(at.file);
      return evidence.every(({ file }) => group.split(' ').includes(file))
        ? group
        : evidence.map(({ file }) => file).join(' ');
    }),
    others.map(({ from }) => groupOf(from)),
  ];
}

function minus(one, other) {
  const there = new Set(other);
  return [...new Set(one)].filter((key) => !there.has(key)).sort();
}

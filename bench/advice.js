import { basename, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { apply } from '../dist/fixes/apply.js';
import { merge } from '../dist/fixes/merge.js';
import { examine } from '../dist/pipeline/examine.js';
import { branch } from '../dist/pipeline/follow.js';
import { createMemory, inputsOf } from '../dist/pipeline/inputs.js';
import { lint } from '../dist/pipeline/lint.js';
import { ask } from '../dist/pipeline/open.js';
import { compilerOf, failuresOf } from './compiled.js';

// Applies every fix with edits of a repository's violations one by one to a copy in memory, and counts what goes and what comes.
// --compile also asks TypeScript, with the dependencies installed there, which fixes bring errors.
// node bench/advice.js --repo PATH [--rule ID] [--most N] [--show N] [--reasons N] [--family layering] [--compile tsconfig.json]   (after npm run build; needs a lintel.yaml there)

const { values } = parseArgs({
  options: {
    repo: { type: 'string', default: '.' },
    rule: { type: 'string' },
    most: { type: 'string', default: '100' },
    show: { type: 'string', default: '20' },
    reasons: { type: 'string', default: '0' },
    family: { type: 'string' },
    compile: { type: 'string' },
  },
});
const request = { paths: [], rule: values.rule ?? null, thorough: true };
const began = process.cpuUsage();
const { opened } = await ask(
  { cwd: resolve(values.repo), parser: null, cache: false, phase: () => undefined },
  () => null,
);
const { loaded } = opened;
const memory = createMemory(loaded.store);
const report = lint(loaded, request, memory);
const used = process.cpuUsage(began);
for (const error of report.errors) console.log(error.message);

const before = new Map(report.violations.map((violation) => [violation.id, violation]));
const rules = new Map();
const failures = [];
const followed = [];
const concerned = report.violations.filter(({ family }) => values.family === undefined || family === values.family);
for (const violation of concerned) {
  const row = rules.get(violation.rule) ?? {
    all: 0,
    causes: new Set(),
    safe: 0,
    suggested: 0,
    placeholder: 0,
    manual: 0,
    tried: 0,
    gone: 0,
    clean: 0,
    newOfRule: 0,
    newOfOthers: 0,
    broken: 0,
  };
  rules.set(violation.rule, row);
  row.all++;
  row.causes.add(violation.cause ?? violation.id);
  if (violation.fix === null || violation.fix.edits.length === 0) {
    row.manual++;
    continue;
  }
  row[violation.fix.safety]++;
  if (row.tried >= Number(values.most)) continue;
  row.tried++;
  follow(violation, row);
  followed.push({ violation, row, edits: violation.fix.edits });
}
if (values.compile !== undefined) compile();
for (const failure of failures.slice(0, Number(values.show))) console.log(failure);
for (const [reason, count] of manualReasons().slice(0, Number(values.reasons)))
  console.log(`${count} manual: ${reason}`);
console.table(Object.fromEntries([...rules].map(([rule, row]) => [rule, { ...row, causes: row.causes.size }])));
console.log(`${concerned.length} violations in ${Math.round((used.user + used.system) / 1000)} ms of processor time`);

/** Is the violation gone, and did no other of its rule come, or of any rule? */
function follow(violation, row) {
  const { changes, taken } = merge([violation.fix.edits]);
  const overlay = taken.length > 0 ? apply(changes, (file) => loaded.view.texts.read(file)) : null;
  if (overlay === null) return failures.push(`${titleOf(violation)}: its edits contradict each other`);
  const state = branch({ loaded, memory }, overlay);
  const { standing } = examine(inputsOf(state.loaded, state.memory), {
    rules: state.loaded.rules.filter(({ id }) => values.rule === undefined || id === values.rule),
    files: null,
    shown: null,
    frozen: () => false,
    idle: () => false,
  });
  const isGone = !standing.some(({ id }) => id === violation.id);
  const came = comeOf(
    standing,
    new Map(changes.flatMap(({ from, to }) => (from && to && from !== to ? [[to, from]] : []))),
  );
  if (isGone) row.gone++;
  if (came.some(({ rule }) => rule === violation.rule)) row.newOfRule++;
  else if (came.length > 0) row.newOfOthers++;
  if (isGone && came.length === 0) row.clean++;
  else
    failures.push(
      `${titleOf(violation)}: ${isGone ? 'gone' : 'stays'}; ${came
        .slice(0, 3)
        .map((one) => `${one.rule} ${one.at.file}: ${one.brief}`)
        .join('; ')}`,
    );
}

/** Which fixes bring errors of TypeScript? */
function compile() {
  const compiler = compilerOf(resolve(values.repo), values.compile);
  for (const { violation, row, errors } of failuresOf(compiler, followed, (file) => loaded.view.texts.read(file))) {
    row.broken++;
    failures.push(`${titleOf(violation)}: ${errors.slice(0, 3).join('; ')}`);
  }
}

/** Why violations have no edits, without names, the most frequent reason first. */
function manualReasons() {
  const counts = new Map();
  for (const { fix } of concerned.filter(({ fix }) => !fix?.edits.length)) {
    const reason = (fix?.reason ?? fix?.steps[0] ?? 'no fix').replaceAll(/`[^`]*`/g, 'X').replaceAll(/\d+/g, 'N');
    counts.set(reason, (counts.get(reason) ?? 0) + 1);
  }
  return [...counts].sort(([, a], [, b]) => b - a);
}

/** What was not there before. An import that keeps other names, or a file that moved, has another id and is no news. */
function comeOf(standing, origins) {
  const after = new Set(standing.map(({ id }) => id));
  const left = report.violations.filter(({ id }) => !after.has(id)).map((one) => keyOf(one, origins));
  return standing.filter((one) => {
    if (before.has(one.id)) return false;
    const twin = left.indexOf(keyOf(one, origins));
    if (twin >= 0) left.splice(twin, 1);
    return twin < 0;
  });
}

function keyOf({ rule, at, data }, origins) {
  const old = (file) => basename(origins.get(file) ?? file);
  return [rule, old(at.file), old(data.to ?? ''), data.name ?? data.test ?? ''].join('\0');
}

function titleOf({ rule, at, fix }) {
  return `${rule} ${at.file}:${at.place?.line ?? ''} ${fix.title}`;
}

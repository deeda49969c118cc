import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, dirname, join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { apply } from '../dist/fixes/apply.js';
import { merge } from '../dist/fixes/merge.js';
import { createMemory } from '../dist/pipeline/inputs.js';
import { lateFactsOf } from '../dist/pipeline/late.js';
import { ask } from '../dist/pipeline/open.js';
import { planMove } from '../dist/pipeline/move.js';
import { planRename } from '../dist/pipeline/rename.js';
import { loadRenaming } from '../dist/program/index.js';
import { compilerOf, failuresOf } from './compiled.js';

// Renames symbols of a repository in memory, or moves files to other folders or symbols to other files, each from the same start, and compares what
// TypeScript reports before and after in the whole project. --seconds ends the planning. Times are processor time.
// node bench/rename.js --repo PATH [--most N] [--seed N] [--seconds N] [--members | --moves | --symbols] [--project tsconfig.json]   (after npm run build; needs a lintel.yaml there, and its dependencies)

const { values } = parseArgs({
  options: {
    repo: { type: 'string', default: '.' },
    most: { type: 'string', default: '100' },
    seconds: { type: 'string', default: '3600' },
    seed: { type: 'string', default: '1' },
    members: { type: 'boolean', default: false },
    moves: { type: 'boolean', default: false },
    symbols: { type: 'boolean', default: false },
    project: { type: 'string', default: 'tsconfig.json' },
  },
});
const root = resolve(values.repo);
const { opened } = await ask({ cwd: root, env: {}, parser: null, cache: false, phase: () => undefined }, () => null);
const { loaded } = opened;
const state = { loaded, memory: createMemory(loaded.store) };
const renaming = await loadRenaming();
const random = randomOf(Number(values.seed));
const compiler = compilerOf(root, values.project);

const files = [...loaded.view.tree.files.keys()].filter(
  (file) => /\.[cm]?tsx?$/.test(file) && !file.endsWith('.d.ts') && compiler.has(file),
);
const candidates = values.moves ? files.map((file) => ({ file })) : files.flatMap(symbolsIn);
const names = [...new Set(candidates.map(({ symbol }) => symbol?.at(-1)))];
const reasons = new Map();
const doubts = new Map();
const accepted = [];
const times = [];
let tried = 0;
while (tried < Number(values.most) && performance.now() < Number(values.seconds) * 1000 && candidates.length > 0) {
  const [candidate] = candidates.splice(Math.floor(random() * candidates.length), 1);
  const { subject, plan: make } = changeOf(candidate);
  tried++;
  const began = process.cpuUsage();
  const plan = make();
  const { user, system } = process.cpuUsage(began);
  times.push((user + system) / 1000);
  if ('reason' in plan) {
    count(reasons, plan.reason, subject);
    continue;
  }
  if (plan.doubts.length > 0) count(doubts, plan.doubts[0], subject);
  accepted.push({ subject, edits: plan.edits });
}
times.sort((a, b) => a - b);
for (const [title, kinds] of Object.entries({ refused: reasons, 'in doubt': doubts })) {
  console.log(`${title}:`);
  for (const [kind, all] of [...kinds].sort((a, b) => b[1].length - a[1].length))
    console.log(`${String(all.length).padStart(4)} ${kind}\n       e.g. ${all[0]}`);
}
let failed = 0;
for (const { subject, errors } of failuresOf(compiler, accepted, (path) => loaded.view.texts.read(path))) {
  failed++;
  console.log(`${subject}\n  ${errors.slice(0, 3).join('\n  ')}`);
}
if (values.moves) console.log(shownMoves());
const doubted = [...doubts.values()].flat().length;
console.log(
  `${tried} tried: ${accepted.length - doubted} accepted, ${doubted} more with --suggested, ${tried - accepted.length} refused; ${failed} of the accepted with new errors (${compiler.errors} before); median ${Math.round(times[times.length >> 1] ?? 0)} ms, longest ${Math.round(times.at(-1) ?? 0)} ms`,
);

function changeOf(candidate) {
  if (values.moves) return moveOf(candidate.file);
  return values.symbols ? symbolMoveOf(candidate) : renameOf(candidate);
}

function renameOf({ file, symbol }) {
  // Every fifth gets a name that something else has.
  const to = tried % 5 === 4 ? names[Math.floor(random() * names.length)] : `${symbol.at(-1)}Renamed`;
  return {
    subject: `${file}#${symbol.join('.')} -> ${to}`,
    plan: () => planRename(state, renaming, { file, symbol, to, suggested: true }),
  };
}

/** A file goes to the folder of another file of its package, where no file has its name. */
function moveOf(file) {
  const places = othersOf(file).map((other) => join(dirname(other), basename(file)));
  const to = pick(places.filter((path) => !loaded.view.tree.files.has(path))) ?? join('moved', basename(file));
  return {
    subject: `${file} -> ${to}`,
    plan: () => planMove(state, { file, symbol: null, to }),
  };
}

/** How many specifiers of importers keep their quotes, their ending, and whether they are paths, and how many files git shows as renamed. */
function shownMoves() {
  const read = (path) => loaded.view.texts.read(path);
  const edits = accepted.flatMap(({ edits: all }) => all);
  const isSpecifier = ({ kind, old }) => kind === 'replace' && /^(['"])[^'"\n]+\1$/.test(old);
  const specifiers = edits.filter(isSpecifier);
  const kept = specifiers.filter(({ old, text }) => styleOf(old) === styleOf(text));
  const moves = accepted.map(({ edits: all }) => ({ changes: apply(merge([all]).changes, read), all }));
  const renamed = moves.map(({ changes, all }) => [
    all.filter(({ kind }) => kind === 'move'),
    renamesIn(changes, read),
  ]);
  const files = renamed.flatMap(([wanted]) => wanted);
  const found = renamed.flatMap(([wanted, shown]) => wanted.filter(({ file, to }) => shown.has(`${file}\t${to}`)));
  return `${kept.length} of ${specifiers.length} specifiers keep their style; git shows ${found.length} of ${files.length} moved files as renamed`;
}

function styleOf(specifier) {
  const ending = /\.[cm]?[jt]sx?(?=.$)/.exec(specifier)?.[0] ?? '';
  return `${specifier[0]}${/^.\.{1,2}(?:\/|.$)/.test(specifier)}${ending}`;
}

/** What git says of files before and after a change. */
function renamesIn(changes, read) {
  const folder = mkdtempSync(join(tmpdir(), 'lintel-moves-'));
  const put = (side, path, text) => {
    mkdirSync(dirname(join(folder, side, path)), { recursive: true });
    writeFileSync(join(folder, side, path), text);
  };
  for (const [path, text] of changes) {
    if (loaded.view.tree.files.has(path)) put('a', path, read(path));
    if (text !== null) put('b', path, text);
  }
  const diff = ['diff', '--no-index', '--name-status', '-M', 'a', 'b'];
  const { stdout } = spawnSync('git', diff, { cwd: folder, encoding: 'utf8' });
  rmSync(folder, { recursive: true });
  return new Set(
    stdout.split('\n').flatMap((line) => /^R\d+\ta\/(.*)\tb\/(.*)$/.exec(line)?.slice(1).join('\t') ?? []),
  );
}

/** Every second symbol goes to another file of its package, and the others to a new file beside one. */
function symbolMoveOf({ file, symbol: [symbol] }) {
  const other = pick(othersOf(file)) ?? join(dirname(file), 'other.ts');
  const to = tried % 2 === 0 ? other : join(dirname(other), `${symbol}-moved.ts${file.endsWith('x') ? 'x' : ''}`);
  return { subject: `${file}#${symbol} -> ${to}`, plan: () => planMove(state, { file, symbol, to }) };
}

/** The other files of the same package. */
function othersOf(file) {
  return files.filter((other) => other !== file && packageOf(other) === packageOf(file));
}

function packageOf(file) {
  let folder = dirname(file);
  while (folder !== '.' && !loaded.view.tree.files.has(`${folder}/package.json`)) folder = dirname(folder);
  return folder;
}

function pick(list) {
  return list[Math.floor(random() * list.length)];
}

/** Counts reasons that differ only in names and places as one. */
function count(kinds, reason, subject) {
  const kind = reason
    .replaceAll(/`[^`]*`/g, 'X')
    .replaceAll(/\S+\.(?:[cm]?[jt]sx?|json|ya?ml)(?::\d+)?(?!\w)/g, 'FILE')
    .replace(/(TypeScript would report).*/, '$1 …');
  kinds.set(kind, [...(kinds.get(kind) ?? []), `${subject}: ${reason}`]);
}

function symbolsIn(file) {
  return (values.members ? membersIn(file) : exportedIn(file)).map((symbol) => ({ file, symbol }));
}

/** The names that a file exports and declares itself. */
function exportedIn(file) {
  const exported = lateFactsOf(loaded, file, 'exports') ?? [];
  return exported
    .filter(({ from, local, name, kind }) => from === null && local === name && kind !== 'expression')
    .map(({ name }) => [name]);
}

/** Members of exported classes, interfaces and enums. Keys in the types of a function's parameters have its name, but are no members of it. */
function membersIn(file) {
  const kinds = ['classMethod', 'classProperty', 'typeMethod', 'typeProperty', 'enumMember', 'parameterProperty'];
  const exported = lateFactsOf(loaded, file, 'exports') ?? [];
  const owners = new Set(
    exported.filter(({ kind }) => !['function', 'variable'].includes(kind)).map(({ name }) => name),
  );
  return (lateFactsOf(loaded, file, 'declarations') ?? [])
    .filter(({ kind, container, name }) => kinds.includes(kind) && owners.has(container) && /^[\w$]+$/.test(name))
    .map(({ container, name }) => [container, name]);
}

function randomOf(seed) {
  let state = seed;
  return () => {
    state = (state * 1_664_525 + 1_013_904_223) % 4_294_967_296;
    return state / 4_294_967_296;
  };
}

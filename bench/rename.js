import { existsSync, readFileSync } from 'node:fs';
import { basename, dirname, join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import ts from 'typescript';
import { apply } from '../dist/fixes/apply.js';
import { merge } from '../dist/fixes/merge.js';
import { createMemory } from '../dist/pipeline/inputs.js';
import { lateFactsOf } from '../dist/pipeline/late.js';
import { ask } from '../dist/pipeline/open.js';
import { planMove } from '../dist/pipeline/move.js';
import { planRename } from '../dist/pipeline/rename.js';
import { loadRenaming } from '../dist/program/index.js';

// Renames symbols of a repository one by one in memory, or moves files to other folders, and compares what TypeScript reports before and after.
// node bench/rename.js --repo PATH [--most N] [--seed N] [--seconds N] [--members | --moves] [--project tsconfig.json]   (after npm run build; needs a lintel.yaml and a tsconfig.json there)

const { values } = parseArgs({
  options: {
    repo: { type: 'string', default: '.' },
    most: { type: 'string', default: '100' },
    seconds: { type: 'string', default: '3600' },
    seed: { type: 'string', default: '1' },
    show: { type: 'string', default: '20' },
    members: { type: 'boolean', default: false },
    moves: { type: 'boolean', default: false },
    project: { type: 'string', default: 'tsconfig.json' },
  },
});
const root = resolve(values.repo);
const { opened } = await ask({ cwd: root, env: {}, parser: null, cache: false, phase: () => undefined }, () => null);
const { loaded } = opened;
const state = { loaded, memory: createMemory(loaded.store) };
const renaming = await loadRenaming();
const random = randomOf(Number(values.seed));
const compiler = compilerOf(root);

const files = [...loaded.view.tree.files.keys()].filter(
  (file) => /\.[cm]?tsx?$/.test(file) && !file.endsWith('.d.ts') && compiler.has(file),
);
const candidates = values.moves ? files.map((file) => ({ file })) : files.flatMap(symbolsIn);
const names = [...new Set(candidates.map(({ symbol }) => symbol?.at(-1)))];
const reasons = new Map();
const doubts = new Map();
const failures = [];
const times = [];
let [tried, done] = [0, 0];
while (tried < Number(values.most) && performance.now() < Number(values.seconds) * 1000 && candidates.length > 0) {
  const [candidate] = candidates.splice(Math.floor(random() * candidates.length), 1);
  const { subject, words, plan: make } = values.moves ? moveOf(candidate.file) : renameOf(candidate);
  tried++;
  const began = performance.now();
  const plan = make();
  times.push(performance.now() - began);
  if ('reason' in plan) {
    count(reasons, plan.reason, subject);
    continue;
  }
  if (plan.doubts.length > 0) count(doubts, plan.doubts[0], subject);
  const { changes } = merge([plan.edits]);
  const overlay = apply(changes, (path) => loaded.view.texts.read(path));
  // A test that moves with its file is compiled afterwards if it was before.
  for (const { from, to } of changes) if (from !== null && from !== to && !compiler.has(from)) overlay.delete(to);
  const news = compiler.newErrors(overlay, words);
  if (news.length === 0) done++;
  else failures.push(`${subject}\n  ${news.slice(0, 3).join('\n  ')}`);
}
times.sort((a, b) => a - b);
for (const failure of failures.slice(0, Number(values.show))) console.log(failure);
for (const [title, kinds] of Object.entries({ refused: reasons, 'in doubt': doubts })) {
  console.log(`${title}:`);
  for (const [kind, all] of [...kinds].sort((a, b) => b[1].length - a[1].length))
    console.log(`${String(all.length).padStart(4)} ${kind}\n       e.g. ${all[0]}`);
}
const doubted = [...doubts.values()].flat().length;
console.log(
  `${tried} tried, ${done} made without new errors (${doubted} only with --suggested), ${failures.length} with new errors, ${tried - done - failures.length} refused; median ${Math.round(times[times.length >> 1] ?? 0)} ms, longest ${Math.round(times.at(-1) ?? 0)} ms`,
);

function renameOf({ file, symbol }) {
  // Every fifth gets a name that something else has.
  const to = tried % 5 === 4 ? names[Math.floor(random() * names.length)] : `${symbol.at(-1)}Renamed`;
  return {
    subject: `${file}#${symbol.join('.')} -> ${to}`,
    words: [symbol.at(-1), to],
    plan: () => planRename(state, renaming, { file, symbol, to, suggested: true }),
  };
}

/** A file goes to the folder of another. */
function moveOf(file) {
  const [folder, name] = [dirname(files[Math.floor(random() * files.length)]), basename(file)];
  const to = join(folder, name);
  const stem = name.replace(/\..*$/, '');
  return {
    subject: `${file} -> ${to}`,
    // Who imports an index names its folder.
    words: stem === 'index' ? [basename(dirname(file)), stem] : [stem, stem],
    plan: () => planMove(state, { file, symbol: null, to }),
  };
}

/** Counts reasons that differ only in names and places as one. */
function count(kinds, reason, subject) {
  const kind = reason
    .replaceAll(/`[^`]*`/g, 'X')
    .replaceAll(/\S+\.[cm]?[jt]sx?(?::\d+)?/g, 'FILE')
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

/** A language service of the whole repository with its own settings. */
function compilerOf(folder) {
  const { config } = ts.readConfigFile(join(folder, values.project), ts.sys.readFile);
  const { options, fileNames } = ts.parseJsonConfigFileContent(config, ts.sys, folder);
  const laid = new Map();
  let version = 0;
  const text = (path) => {
    const own = laid.get(path);
    if (own !== undefined) return own.text ?? undefined;
    return existsSync(path) ? readFileSync(path, 'utf8') : undefined;
  };
  const service = ts.createLanguageService({
    getCompilationSettings: () => ({ ...options, noEmit: true, incremental: false, composite: false }),
    getScriptFileNames: () =>
      [...new Set([...fileNames, ...laid.keys()])].filter((path) => isCompiled(path) && laid.get(path)?.text !== null),
    getScriptVersion: (path) => String(laid.get(path)?.version ?? 0),
    getScriptSnapshot: (path) => {
      const found = text(path);
      return found === undefined ? undefined : ts.ScriptSnapshot.fromString(found);
    },
    getCurrentDirectory: () => folder,
    getDefaultLibFileName: ts.getDefaultLibFilePath,
    fileExists: (path) => (laid.has(path) ? laid.get(path).text !== null : ts.sys.fileExists(path)),
    // Where an import leads may change with any file.
    hasInvalidatedResolutions: () => values.moves,
    readFile: text,
    readDirectory: ts.sys.readDirectory,
    directoryExists: ts.sys.directoryExists,
    getDirectories: ts.sys.getDirectories,
  });
  const all = new Set(fileNames);
  // A file that a move makes is compiled, too.
  const isCompiled = (path) => all.has(path) || !existsSync(path);
  const known = new Map();
  const errorsIn = (path, [name, to]) =>
    [...service.getSyntacticDiagnostics(path), ...service.getSemanticDiagnostics(path)].map(
      ({ code, messageText }) =>
        `${code} ${renamedIn(withoutPaths(ts.flattenDiagnosticMessageText(messageText, ' ')), [name, to])}`,
    );
  const raw = (path) => {
    const found = known.get(path) ?? errorsIn(path, ['\0', '']);
    known.set(path, found);
    return found;
  };
  return {
    has: (file) => all.has(join(folder, file)),
    newErrors(overlay, [name, to]) {
      const paths = fileNames.filter((path) => {
        const changed = overlay.get(path.slice(folder.length + 1));
        return changed !== undefined || text(path)?.includes(name) || text(path)?.includes(to);
      });
      const before = paths.flatMap((path) => raw(path).map((one) => renamedIn(one, [name, to])));
      version++;
      for (const [file, next] of overlay) laid.set(join(folder, file), { text: next, version });
      const after = new Set([...paths, ...[...overlay.keys()].map((file) => join(folder, file))]);
      const present = [...after].filter((path) => isCompiled(path) && laid.get(path)?.text !== null);
      const found = present.flatMap((path) =>
        errorsIn(path, [name, to]).flatMap((error) => {
          const index = before.indexOf(error);
          if (index >= 0) before.splice(index, 1);
          return index >= 0 ? [] : [`${path.slice(folder.length + 1)}: ${error.slice(0, 300)}`];
        }),
      );
      version++;
      for (const file of overlay.keys()) {
        const path = join(folder, file);
        laid.set(path, { text: existsSync(path) ? readFileSync(path, 'utf8') : null, version });
      }
      return found;
    },
  };
}

/** A moved file has another path in types, and in what cannot be resolved. */
function withoutPaths(text) {
  return values.moves ? text.replaceAll(/(["'])[^"']*\/[^"']*\1/g, 'PATH') : text;
}

function renamedIn(text, [name, to]) {
  return text.replaceAll(/[\p{ID_Continue}$]+/gu, (word) => (word === name ? to : word));
}

function randomOf(seed) {
  let state = seed;
  return () => {
    state = (state * 1_664_525 + 1_013_904_223) % 4_294_967_296;
    return state / 4_294_967_296;
  };
}

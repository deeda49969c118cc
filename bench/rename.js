import { existsSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import ts from 'typescript';
import { apply } from '../dist/fixes/apply.js';
import { merge } from '../dist/fixes/merge.js';
import { createMemory } from '../dist/pipeline/inputs.js';
import { lateFactsOf } from '../dist/pipeline/late.js';
import { ask } from '../dist/pipeline/open.js';
import { planRename } from '../dist/pipeline/rename.js';
import { loadRenaming } from '../dist/program/index.js';

// Renames symbols of a repository one by one in memory, and compares what TypeScript reports before and after.
// node bench/rename.js --repo PATH [--most N] [--seed N] [--seconds N] [--members] [--project tsconfig.json]   (after npm run build; needs a lintel.yaml and a tsconfig.json there)

const { values } = parseArgs({
  options: {
    repo: { type: 'string', default: '.' },
    most: { type: 'string', default: '100' },
    seconds: { type: 'string', default: '3600' },
    seed: { type: 'string', default: '1' },
    show: { type: 'string', default: '20' },
    members: { type: 'boolean', default: false },
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

const candidates = [...loaded.view.tree.files.keys()]
  .filter((file) => /\.[cm]?tsx?$/.test(file) && !file.endsWith('.d.ts') && compiler.has(file))
  .flatMap((file) => (values.members ? membersIn(file) : exportedIn(file)).map((symbol) => ({ file, symbol })));
const names = [...new Set(candidates.map(({ symbol }) => symbol.at(-1)))];
const reasons = new Map();
const failures = [];
const times = [];
let [tried, done] = [0, 0];
while (tried < Number(values.most) && performance.now() < Number(values.seconds) * 1000 && candidates.length > 0) {
  const [{ file, symbol }] = candidates.splice(Math.floor(random() * candidates.length), 1);
  // Every fifth gets a name that something else has.
  const to = tried % 5 === 4 ? names[Math.floor(random() * names.length)] : `${symbol.at(-1)}Renamed`;
  tried++;
  const began = performance.now();
  const plan = planRename(state, renaming, { file, symbol, to, suggested: true });
  times.push(performance.now() - began);
  const subject = `${file}#${symbol.join('.')} -> ${to}`;
  if ('reason' in plan) {
    const kind = plan.reason
      .replaceAll(/`[^`]*`/g, 'X')
      .replaceAll(/\S+\.[cm]?[jt]sx?(?::\d+)?/g, 'FILE')
      .replace(/(TypeScript would report).*/, '$1 …');
    reasons.set(kind, [...(reasons.get(kind) ?? []), `${subject}: ${plan.reason}`]);
    continue;
  }
  const overlay = apply(merge([plan.edits]).changes, (path) => loaded.view.texts.read(path));
  const news = compiler.newErrors(overlay, [symbol.at(-1), to]);
  if (news.length === 0) done++;
  else failures.push(`${subject}\n  ${news.slice(0, 3).join('\n  ')}`);
}
times.sort((a, b) => a - b);
for (const failure of failures.slice(0, Number(values.show))) console.log(failure);
for (const [kind, all] of [...reasons].sort((a, b) => b[1].length - a[1].length))
  console.log(`${String(all.length).padStart(4)} ${kind}\n       e.g. ${all[0]}`);
console.log(
  `${tried} tried, ${done} renamed without new errors, ${failures.length} with new errors, ${tried - done - failures.length} refused; median ${Math.round(times[times.length >> 1] ?? 0)} ms, longest ${Math.round(times.at(-1) ?? 0)} ms`,
);

/** The names that a file exports and declares itself. */
function exportedIn(file) {
  const exported = lateFactsOf(loaded, file, 'exports') ?? [];
  return exported
    .filter(({ from, local, name, kind }) => from === null && local === name && kind !== 'expression')
    .map(({ name }) => [name]);
}

/** Members of exported classes, interfaces and enums. */
function membersIn(file) {
  const kinds = ['classMethod', 'classProperty', 'typeMethod', 'typeProperty', 'enumMember', 'parameterProperty'];
  const owners = new Set(exportedIn(file).map(([name]) => name));
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
  const text = (path) => laid.get(path)?.text ?? (existsSync(path) ? readFileSync(path, 'utf8') : undefined);
  const service = ts.createLanguageService({
    getCompilationSettings: () => ({ ...options, noEmit: true, incremental: false, composite: false }),
    getScriptFileNames: () => fileNames,
    getScriptVersion: (path) => String(laid.get(path)?.version ?? 0),
    getScriptSnapshot: (path) => {
      const found = text(path);
      return found === undefined ? undefined : ts.ScriptSnapshot.fromString(found);
    },
    getCurrentDirectory: () => folder,
    getDefaultLibFileName: ts.getDefaultLibFilePath,
    fileExists: ts.sys.fileExists,
    readFile: text,
    readDirectory: ts.sys.readDirectory,
    directoryExists: ts.sys.directoryExists,
    getDirectories: ts.sys.getDirectories,
  });
  const all = new Set(fileNames);
  const known = new Map();
  const errorsIn = (path, [name, to]) =>
    [...service.getSyntacticDiagnostics(path), ...service.getSemanticDiagnostics(path)].map(
      ({ code, messageText }) => `${code} ${renamedIn(ts.flattenDiagnosticMessageText(messageText, ' '), [name, to])}`,
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
      const before = new Map(paths.map((path) => [path, raw(path).map((one) => renamedIn(one, [name, to]))]));
      version++;
      for (const [file, next] of overlay) laid.set(join(folder, file), { text: next ?? '', version });
      const found = paths.flatMap((path) => {
        const left = [...(before.get(path) ?? [])];
        return errorsIn(path, [name, to]).flatMap((error) => {
          const index = left.indexOf(error);
          if (index >= 0) left.splice(index, 1);
          return index >= 0 ? [] : [`${path.slice(folder.length + 1)}: ${error.slice(0, 300)}`];
        });
      });
      version++;
      for (const file of overlay.keys()) {
        const path = join(folder, file);
        laid.set(path, { text: readFileSync(path, 'utf8'), version });
      }
      return found;
    },
  };
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

import { createRequire } from 'node:module';
import { basename, dirname, join } from 'node:path';
import { apply } from '../dist/fixes/apply.js';
import { filesOf, merge } from '../dist/fixes/merge.js';

/**
 * What TypeScript says of a repository after changes that are not written: with the TypeScript and the settings of the repository, of every file that
 * its project compiles. A change costs what it affects, since the program before it is kept.
 */
export function compilerOf(folder, project = 'tsconfig.json') {
  const ts = createRequire(join(folder, 'package.json'))('typescript');
  const path = join(folder, project);
  const { config } = ts.readConfigFile(path, ts.sys.readFile);
  const parse = (sys) => ts.parseJsonConfigFileContent(config, sys, dirname(path), undefined, path);
  const { options, fileNames, projectReferences } = parse(ts.sys);
  const settings = { ...options, noEmit: true, incremental: false, composite: false };
  const sources = new Map();
  let laid = new Map();

  const host = ts.createCompilerHost(settings);
  host.getCurrentDirectory = () => folder;
  const read = host.readFile;
  const isThere = host.fileExists;
  const isFolder = host.directoryExists;
  host.readFile = (path) => (laid.has(path) ? (laid.get(path) ?? undefined) : read(path));
  host.fileExists = (path) => (laid.has(path) ? laid.get(path) !== null : isThere(path));
  host.directoryExists = (path) => isFolder(path) || [...laid.keys()].some((one) => one.startsWith(`${path}/`));
  host.hasInvalidatedResolutions = () => [...laid].some(([path, text]) => text === null || !isThere(path));
  const parseSource = host.getSourceFile;
  host.getSourceFile = (path, ...rest) => {
    const known = laid.has(path) ? undefined : sources.get(path);
    if (known) return known;
    const source = parseSource(path, ...rest);
    if (!source) return undefined;
    source.version = ts.sys.createHash(source.text);
    if (!laid.has(path)) sources.set(path, source);
    return source;
  };

  const build = (roots, old) =>
    ts.createSemanticDiagnosticsBuilderProgram(roots, settings, host, old, undefined, projectReferences);
  const errorsOf = (builder) => {
    const program = builder.getProgram();
    const found = new Map();
    for (let next = builder.getSemanticDiagnosticsOfNextAffectedFile(); next;) {
      const { affected, result } = next;
      const syntactic = program.getSyntacticDiagnostics(affected);
      const declared = options.declaration && result.length === 0 ? program.getDeclarationDiagnostics(affected) : [];
      found.set(affected.fileName, [...syntactic, ...result, ...declared]);
      next = builder.getSemanticDiagnosticsOfNextAffectedFile();
    }
    found.set('', [...program.getOptionsDiagnostics(), ...program.getGlobalDiagnostics()]);
    return found;
  };
  const base = build(fileNames, undefined);
  const before = errorsOf(base);
  const wordsOf = ({ messageText }) => ts.flattenDiagnosticMessageText(messageText, ' ').slice(0, 300);
  // A package that is not installed is as missing in another file.
  const missing = new Set(
    [...before.values()].flat().flatMap((one) => (missingModule.has(one.code) ? wordsOf(one) : [])),
  );

  return {
    has: (file) => before.has(join(folder, file)),
    errors: [...before.values()].flat().length,
    /** The errors that were not there before. One with the same number counts as the same, wherever it is. */
    newErrors(changes) {
      laid = new Map([...changes].map(([file, text]) => [join(folder, file), text]));
      const builder = build(rootsOf(), base);
      const after = errorsOf(builder);
      const gone = [...before.keys()].filter((path) => after.has(path) || laid.get(path) === null);
      const old = gone.flatMap((path) => before.get(path).map(({ code }) => code));
      laid = new Map();
      return [...after.values()].flat().flatMap((error) => {
        const { code, file, start } = error;
        const words = wordsOf(error);
        if (missing.has(words)) return [];
        const index = old.indexOf(code);
        if (index >= 0) old.splice(index, 1);
        const line = file ? file.getLineAndCharacterOfPosition(start).line + 1 : 0;
        const named = file?.fileName.slice(folder.length + 1) ?? project;
        return index >= 0 ? [] : [{ file: named, text: `${named}:${line}: TS${code} ${words}` }];
      });
    },
  };

  /** The project compiles a new file where its settings would include it. */
  function rootsOf() {
    const added = [...laid].filter(([path, text]) => text !== null && !isThere(path)).map(([path]) => path);
    const entriesOf = (path) => ({
      files: added.filter((one) => dirname(one) === path).map((one) => basename(one)),
      directories: [...new Set(added.filter((one) => one.startsWith(`${path}/`)).map((one) => nextIn(path, one)))],
    });
    const listed = (top, extensions, excludes, includes, depth) =>
      ts.matchFiles(top, extensions, excludes, includes, true, folder, depth, entriesOf, (path) => path);
    const more = added.length === 0 ? [] : parse({ ...ts.sys, readDirectory: listed }).fileNames;
    return [...new Set([...fileNames, ...more])].filter((path) => laid.get(path) !== null);
  }
}

/** Cannot find a module; found no types of one. */
const missingModule = new Set([2307, 7016]);

function nextIn(folder, path) {
  return path.slice(folder.length + 1).split('/')[0];
}

/**
 * The changes that bring errors, each with them. Many are tried together. Where errors come, those that touch the files with errors are tried apart from
 * the rest, or else halves, until one is left. `read` gives the text of a file before.
 */
export function* failuresOf(compiler, changes, read) {
  const batches = [changes];
  for (let batch = batches.pop(); batch; batch = batches.pop()) {
    if (batch.length === 0) continue;
    const { changes: merged, taken, waiting } = merge(batch.map(({ edits }) => edits));
    const tried = taken.map((index) => batch[index]);
    batches.push(waiting.map((index) => batch[index]));
    if (tried.length === 0) continue;
    const errors = compiler.newErrors(apply(merged, read));
    if (errors.length > 0 && tried.length === 1) yield { ...tried[0], errors: errors.map(({ text }) => text) };
    else if (errors.length > 0) batches.push(...split(tried, new Set(errors.map(({ file }) => file))));
  }
}

function split(tried, files) {
  const suspects = tried.filter(({ edits }) => edits.some((edit) => filesOf(edit).some((file) => files.has(file))));
  if (suspects.length > 0 && suspects.length < tried.length)
    return [suspects, tried.filter((one) => !suspects.includes(one))];
  const half = Math.ceil(tried.length / 2);
  return [tried.slice(half), tried.slice(0, half)];
}

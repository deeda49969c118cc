import { mistake } from '../core/error.ts';
import type { Edge, Graph } from '../core/graph.ts';
import type { Path } from '../core/location.ts';
import { nearest } from '../core/nearest.ts';
import { folderOf } from '../core/path.ts';
import type { ImportWish, Permission } from '../core/permission.ts';
import type { Sample } from '../core/spelling.ts';
import type { Violation } from '../core/violation.ts';
import { advise } from './advise.ts';
import { examineAll } from './examine.ts';
import { branch, type State } from './follow.ts';
import { type Inputs, inputsOf } from './inputs.ts';
import { isCode, type Loaded } from './load.ts';
import { resolutionOf } from './resolution.ts';

/** May a file import another, or a package? Tried with that import on an overlay, and so exact: the rules themselves answer. */
export function may(state: State, wish: ImportWish): Permission {
  const [error] = state.loaded.errors;
  if (error) throw error;
  if (!isCode(state.loaded, wish.from)) throw mistake('no-importer', { file: wish.from });
  const attempt = createAttempt(state, wish);
  const specifier = specifierOf(attempt.before, wish);
  checkSymbol(attempt.before, wish);
  const violations = attempt.violationsOf(clauseOf(wish), specifier);
  return {
    wish,
    statement: statementOf(wish, specifier),
    violations,
    ways: violations.length === 0 ? [] : waysOf(attempt, wish, specifier),
  };
}

/** The name that an import is tried with, so that it meets no name of the file. */
const local = 'lintelTried';
const mostWays = 3;
const mostTried = 8;

/** Imports tried in one file. */
interface Attempt {
  readonly before: Inputs;
  /** The violations that an import of `clause` from a specifier brings or repeats. */
  violationsOf(clause: string, specifier: string): readonly Violation[];
}

/** Before and after differ in one statement only: a name is declared at the end of the file, or imported there. */
function createAttempt(state: State, { from }: ImportWish): Attempt {
  const text = state.loaded.view.texts.read(from) ?? '';
  const use = `void ${local};`;
  const base = branch(state, new Map([[from, withCode(from, text, `const ${local} = null;\n${use}`)]]));
  const before = inputsOf(base.loaded, base.memory);
  const known = new Set(examineAll(before).standing.map(({ id }) => id));
  const overall = new Set(
    state.loaded.rules.filter(({ check, options }) => check.reads(options).each !== 'file').map(({ id }) => id),
  );
  return {
    before,
    violationsOf(clause, specifier) {
      const code = `import ${clause}'${specifier}';${clause === '' ? '' : `\n${use}`}`;
      const { loaded, memory } = branch(base, new Map([[from, withCode(from, text, code)]]));
      const after = inputsOf(loaded, memory);
      const came = examineAll(after).standing.filter(({ id, rule }) => !known.has(id) && overall.has(rule));
      const isHere = ({ at }: Violation): boolean => at.file === from;
      return advise(after, [...came.filter(isHere), ...came.filter((one) => !isHere(one))]);
    },
  };
}

/** Code at the end of a file, or of its last script where it only has scripts. */
function withCode(file: Path, text: string, code: string): string {
  const isMarkup = /\.(?:vue|svelte)$/.test(file);
  if (!isMarkup) return `${text}\n${code}\n`;
  const end = text.lastIndexOf('</script>');
  return end < 0 ? `<script>\n${code}\n</script>\n${text}` : `${text.slice(0, end)}\n${code}\n${text.slice(end)}`;
}

function specifierOf({ loaded, memory, graph }: Inputs, { from, to }: ImportWish): string {
  if ('package' in to) return to.package;
  const spelling = resolutionOf(loaded, memory).resolver.respell(from, to.file, { samples: samplesFor(graph, from) });
  if ('reason' in spelling) throw mistake('no-specifier', { from, to: to.file, reason: spelling.reason });
  return spelling.specifier;
}

/** The imports of a file, or of its folder if it has none: a new import is written like them. */
function samplesFor(graph: Graph, from: Path): Sample[] {
  const beside = graph.files.filter((file) => folderOf(file) === folderOf(from));
  const edges = [from, ...beside].map((file) => graph.importsOf(file)).find((all) => all.some(isOfFile)) ?? [];
  return edges.flatMap(({ target, import: { specifier } }) =>
    'file' in target ? [{ specifier, target: target.file }] : [],
  );
}

function isOfFile({ target }: Edge): boolean {
  return 'file' in target;
}

function checkSymbol({ graph }: Inputs, { to, symbol }: ImportWish): void {
  if (!('file' in to) || symbol === null || graph.id(to.file) === undefined) return;
  if (!graph.origin(to.file, symbol)) throw mistake('no-export', { file: to.file, symbol });
}

/** What stands before the specifier when the import is tried. */
function clauseOf({ symbol }: ImportWish): string {
  return symbol === null ? '' : `{ ${symbol} as ${local} } from `;
}

function statementOf({ symbol }: ImportWish, specifier: string): string {
  if (symbol === null) return `import '${specifier}'`;
  return symbol === 'default' ? `import name from '${specifier}'` : `import { ${symbol} } from '${specifier}'`;
}

/** Files that hand the symbol on, and the symbol as a type: those of which a trial says that they are allowed. */
function waysOf(attempt: Attempt, wish: ImportWish, specifier: string): string[] {
  const { before } = attempt;
  const { from, to, symbol } = wish;
  if (symbol === null) return [];
  const ways: string[] = [];
  const offers = 'file' in to ? offersOf(before.graph, to.file, symbol) : [];
  for (const file of offers.filter((one) => one !== from).slice(0, mostTried)) {
    const other = specifierOf(before, { ...wish, to: { file } });
    if (ways.length < mostWays && attempt.violationsOf(clauseOf(wish), other).length === 0)
      ways.push(statementOf(wish, other));
  }
  const type = `type { ${symbol} as ${local} } from `;
  if (ways.length === 0 && attempt.violationsOf(type, specifier).length === 0)
    ways.push(statementOf(wish, specifier).replace('import ', 'import type '));
  return ways;
}

/** The other files that hand on a symbol by its name, nearest to its declaration first. */
function offersOf(graph: Graph, file: Path, symbol: string): Path[] {
  const origin = graph.origin(file, symbol);
  if (!origin) return [];
  const found = new Set([origin.file]);
  for (const one of found) {
    for (const { from, kind } of graph.importersOf(one)) {
      const there = kind === 'reexport' ? graph.origin(from, symbol) : null;
      if (there?.file === origin.file && there.name === origin.name) found.add(from);
    }
  }
  found.delete(file);
  return [...found];
}

/** A file of the project, else a package: a path that does not exist must not pass for one. */
export function targetOf(
  { view: { tree } }: Loaded,
  written: string,
  wantedFromRoot: (path: string) => Path,
): ImportWish['to'] {
  const isPackage = /^(?:node:|@[^/]+\/)?[^./][^/]*$/.test(written) && !/\.[cm]?[jt]sx?$/.test(written);
  if (isPackage) return { package: written };
  const file = wantedFromRoot(written);
  if (!tree.files.has(file))
    throw mistake('no-path', { path: written, nearest: nearest(file, [...tree.files.keys()]) ?? null });
  return { file };
}

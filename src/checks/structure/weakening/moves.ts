import type { Config } from '../../../core/config.ts';
import type { Path } from '../../../core/location.ts';
import type { Rule } from '../../../core/rule.ts';
import { isTest } from '../../../core/view.ts';
import { inside } from '../../../core/zone.ts';
import { quoteEdge } from '../../../graph/words.ts';
import { type Comparing, type Weakening } from './finding.ts';

/** Files that were renamed so that a rule no longer finds what it would find under the old name. */
export function* movedFiles(comparing: Comparing): Generator<Weakening> {
  const { project, changes, now, earlier } = comparing;
  const rules = new Map(now.config.rules.map((rule) => [rule.id, rule]));
  const left = new Map<Path, ReadonlySet<string>>();
  for (const [file, old] of changes.renamed) {
    const those = earlier.config.rules.filter((rule) => {
      const same = rules.get(rule.id);
      return same && isBound(rule, old, earlier.config) && !isBound(same, file, now.config);
    });
    if (those.length > 0) left.set(file, new Set(those.map(({ id }) => id)));
  }
  if (left.size === 0 || project.past === null) return;
  for (const { rule, at, text } of project.past.moved) {
    const old = changes.renamed.get(at.file);
    if (old === undefined || !left.get(at.file)?.has(rule) || belongsToTests(comparing, at.file)) continue;
    yield {
      message: 'moved-away',
      data: { rule, from: old, file: at.file },
      at,
      found: `as ${old} it violates ${rule}: ${text}`,
      expected: `a file without this violation, wherever it is`,
      step: 'fix the violation, or move the file back',
    };
  }
}

/** Is it among the tests, and used there and nowhere else? */
function belongsToTests({ project, now }: Comparing, file: Path): boolean {
  const importers = project.graph.importersOf(file).map(({ from }) => from);
  const isUsed = importers.length > 0 || (now.facts(file, 'tests')?.cases.length ?? 0) > 0;
  return isUsed && [file, ...importers].every((one) => isTest(project, one));
}

/** Options that place a file in a rule. */
const placing: ReadonlySet<string> = new Set(['layers', 'zones', 'zone', 'within', 'from']);

/** Does a rule say something of a file by itself, and not only of those that import it? */
function isBound({ id, in: where, not }: Rule, file: Path, { wheres, includes }: Config): boolean {
  const places = wheres.filter(({ rule, option }) => rule === id && placing.has(option));
  return (
    includes(file) &&
    (where === null || inside(where, file)) &&
    !(not !== null && inside(not, file)) &&
    (places.length === 0 || places.some((one) => inside(one.where, file)))
  );
}

/** Forms of an import that hide it from rules which judge only some kinds. */
const disguises: ReadonlySet<string> = new Set(['dynamic', 'require', 'mock']);

/** Imports that violated a rule in the base, and that now have a form which it does not check. */
export function* disguisedImports({ project, changes, now, earlier }: Comparing): Generator<Weakening> {
  const { past, graph, standing } = project;
  if (past === null) return;
  const names = new Map([...changes.renamed].map(([file, old]) => [old, file]));
  const rules = new Set(now.config.rules.map(({ id }) => id));
  for (const { rule, at, data } of past.violations) {
    const file = names.get(at.file) ?? at.file;
    const to = names.get(data['to'] ?? '') ?? data['to'];
    if (to === undefined || !rules.has(rule) || !changes.changed.has(file)) continue;
    const edges = graph.importsOf(file).filter(({ target }) => 'file' in target && target.file === to);
    const before = earlier.facts(at.file, 'imports')?.find((one) => one.at.line === at.place?.line);
    const [edge] = edges;
    const isStill = standing.some((one) => one.rule === rule && one.at.file === file && one.data['to'] === data['to']);
    if (!edge || !before || isStill || edges.some(({ kind }) => kind === before.kind || !disguises.has(kind))) continue;
    yield {
      message: 'import-disguised',
      data: { rule, file, to },
      at: { file, place: edge.import.at },
      found: quoteEdge(graph, edge),
      expected: `no import of ${to}`,
      step: `remove the import of ${to}, in whatever form`,
    };
  }
}

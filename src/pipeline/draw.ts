import type { LayersOptions } from '../checks/layering/layers/check.ts';
import { layersOf } from '../checks/layering/layers/levels.ts';
import type { LintelError } from '../core/error.ts';
import type { Edge, Graph } from '../core/graph.ts';
import { addTo, groupBy } from '../core/group.ts';
import type { Path } from '../core/location.ts';
import { compare } from '../core/order.ts';
import type { Report, ReportedViolation } from '../core/report.ts';
import type { Rule } from '../core/rule.ts';
import { type DrawnFile, type DrawnImport, type DrawnViolation, type Source } from '../drawing/source.ts';
import { type Layering, type Plan, trailsOf } from '../drawing/trails.ts';
import { targetName } from '../graph/words.ts';
import { configText } from '../init/yaml.ts';
import { projectFolder } from '../world/home.ts';
import { findRoot } from '../world/root.ts';
import { createMemory, type Inputs, inputsOf } from './inputs.ts';
import { lint } from './lint.ts';
import { fill } from './fill.ts';
import { load, type Loaded } from './load.ts';
import { ask, type Opened, type OpenOptions, pathFrom } from './open.ts';
import { steadilyAsync } from './steady.ts';
import { surveyAt } from './survey.ts';

/** A project that is drawn. */
export interface Drawn extends Pick<Opened, 'root' | 'fromRoot' | 'save'> {
  readonly source: Source;
  /** Mistakes in lintel.yaml, and checks that crashed. */
  readonly errors: readonly LintelError[];
}

/** Reads and checks the project of a folder. Without a lintel.yaml it is drawn without rules. */
export async function drawAt(options: OpenOptions): Promise<Drawn> {
  if (findRoot(options.cwd) === null) return steadilyAsync(() => drawUnconfigured(options));
  const { opened, answer } = await ask(options, ({ loaded }) => draw(loaded));
  return { ...opened, source: answer.source, errors: answer.report.errors };
}

async function drawUnconfigured({ cwd, ...options }: OpenOptions): Promise<Drawn> {
  const root = projectFolder(cwd);
  const { setup, scope, alias, save } = await surveyAt(root, options);
  const loaded = load(setup, new Map([[setup.file, configText({ ...scope, alias }, [])]]));
  fill(loaded);
  const source = sourceOf(inputsOf(loaded, createMemory(loaded.store)), null);
  const fromRoot = (path: string): Path => pathFrom(path, { root, cwd, files: () => loaded.view.tree.files.keys() });
  return { root, fromRoot, save, source, errors: [] };
}

/** Checks a project and makes the source of its pictures. No fix is tried, since none is drawn. */
export function draw(loaded: Loaded): { readonly source: Source; readonly report: Report } {
  const memory = createMemory(loaded.store);
  const report = lint(loaded, { paths: [], rule: null, shown: () => new Set() }, memory);
  return { source: sourceOf(inputsOf(loaded, memory), report), report };
}

/** Without a report, nothing is a violation. */
function sourceOf(inputs: Inputs, report: Report | null): Source {
  const { graph, loaded } = inputs;
  const violations = violationsByEdge(graph, report ? [...report.violations, ...report.known] : []);
  const trails = trailsOf(loaded.sources, planOf(inputs));
  const imports: DrawnImport[] = [];
  const packages = new Set<Path>();
  for (let id = 0; id < graph.size; id++) {
    const edge = graph.edge(id);
    const found = violations.get(id) ?? [];
    const to = endOf(graph, edge);
    if (to === null && found.length === 0) continue;
    if (to === null) packages.add(targetName(edge));
    const { line } = edge.import.at;
    const { from, kind } = edge;
    imports.push({ from, to: to ?? targetName(edge), line, specifier: edge.import.specifier, kind, violations: found });
  }
  const broken = new Set([...violations.values()].flat().map(({ rule }) => rule));
  return {
    files: [...filesIn(trails), ...[...packages].sort(compare).map(packageNamed)],
    imports,
    rules: (report?.rules ?? []).filter(({ id }) => broken.has(id)).map(({ id, statement }) => ({ id, statement })),
  };
}

/** The source file that an edge leads to. */
function endOf(graph: Graph, edge: Edge): Path | null {
  const target = graph.target(edge.id);
  return target < 0 ? null : (graph.files[target] ?? null);
}

function filesIn(trails: ReturnType<typeof trailsOf>): DrawnFile[] {
  return [...trails].map(([path, trail]) => ({ path, trail, kind: 'file' }));
}

function packageNamed(path: string): DrawnFile {
  return { path, trail: [{ label: 'external packages', level: null }], kind: 'package' };
}

/** The violations of each edge, by its number. */
function violationsByEdge(
  graph: Graph,
  violations: readonly ReportedViolation[],
): ReadonlyMap<number, DrawnViolation[]> {
  const found = new Map<number, DrawnViolation[]>();
  for (const violation of violations) {
    const drawn = drawnOf(violation);
    for (const edge of new Set(edgesOf(graph, violation))) addTo(found, edge.id, drawn);
  }
  return found;
}

function drawnOf({ id, rule, severity, status, text }: ReportedViolation): DrawnViolation {
  return { id, rule, severity, isKnown: status !== 'new', text };
}

/** The imports that a violation is about: the one at its place, and those of its evidence, such as the other imports of a cycle. */
function edgesOf(graph: Graph, { at: { file, place }, evidence }: ReportedViolation): readonly Edge[] {
  const own = graph.importsOf(file).filter(({ import: { at } }) => {
    return place !== null && at.line === place.line && at.column === place.column;
  });
  if (own.length === 0) return [];
  const others = evidence.flatMap((one) =>
    graph
      .importsOf(one.file)
      .filter((edge) => edge.import.at.line === one.line && one.text.includes(edge.import.specifier)),
  );
  return [...own, ...others];
}

/** Zones for a part of the tree come before those that files anywhere belong to, such as tests. */
function planOf({ loaded, packages }: Inputs): Plan {
  const zones = [...(loaded.config?.zones.values() ?? [])];
  const isAnywhere = (globs: readonly string[]): boolean => globs.some((glob) => glob.startsWith('**'));
  return {
    zones: [...zones.filter(({ globs }) => !isAnywhere(globs)), ...zones.filter(({ globs }) => isAnywhere(globs))],
    layerings: loaded.rules.filter(({ check }) => check.name === 'layers').map(layeringOf),
    packageOf: (file) => packages.owner(file)?.folder ?? null,
  };
}

/** What every layer may import stands below them all. */
function layeringOf({ options, not }: Rule): Layering {
  const { layers, within, shared } = options as LayersOptions;
  const levels = groupBy(layersOf(layers), ({ level }) => level);
  const ordered = [...levels.values()].map((level) => level.map(({ where }) => where));
  return { within: within ?? null, levels: shared ? [...ordered, [shared]] : ordered, not };
}

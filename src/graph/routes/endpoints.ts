import { at } from '../../core/at.ts';
import type { Endpoint, Endpoints, Handling, LostEndpoint, RoutePath, Segment, Source } from '../../core/endpoint.ts';
import type { Path } from '../../core/location.ts';
import { noRouting } from '../../core/route.ts';
import type { Facts, Linked, Lists } from '../../core/view.ts';
import { waysTo } from '../walk.ts';
import { configuredEndpoints } from './configured.ts';
import { createEvaluation } from './evaluate.ts';
import { brackets } from './frameworks/brackets.ts';
import { answersOf } from './frameworks/file-router.ts';
import { fileRouters, packageOf, unmountedReasons } from './frameworks/index.ts';
import { type Grammar, pathsOf } from './path.ts';
import { handlingOf, handlingOfExport } from './handlers/handling.ts';
import type { WrittenReader } from './handlers/written.ts';
import type { Entry, Router, Written } from './values.ts';

const adrift = 'no app mounts this router';
const unseen = 'it is unknown which app this is';
const unmounted: ReadonlySet<string> = new Set([adrift, unseen, ...unmountedReasons]);
const most = { visits: 10_000, mounts: 20 };

/** What routes are made of. */
type RouteSource = Linked & Facts<'routes'> & Pick<Lists, 'zones'>;

/** Composes the routes of all files: from each app that is mounted nowhere through its mounts. Tests make apps of their own, and are left out. */
export function endpointsOf(project: RouteSource): Endpoints {
  const { facts, graph } = project;
  const files = rootsOf(project);
  const evaluation = createEvaluation({
    routing: (file) => (graph.id(file) === undefined ? noRouting : facts(file, 'routes')),
    target: targetFinder(project),
    origin: (file, name) => graph.origin(file, name),
  });
  for (const file of files) evaluation.run(file);
  for (const file of files) evaluation.runUncalled(file);
  evaluation.readMarks(files);
  const collector = createCollector(
    ({ framework, at }) => framework.grammar((name) => project.packages.range(name, at.file)),
    evaluation.reader,
  );
  for (const router of evaluation.routers) {
    if (router.mounted || router.entries.length === 0) continue;
    const reason = reasonFor(router);
    const path: RoutePath = reason === null ? [] : [{ kind: 'opaque', text: reason, shape: '' }];
    collector.visit(router, { path, asked: [], source: reason === null ? null : { at: router.at, path }, above: [] });
  }
  const configured = configuredEndpoints(project, evaluation.reader);
  return {
    known: [...collector.found.known, ...servedFiles(project, evaluation.reader), ...configured.known],
    lost: [...collector.found.lost, ...configured.lost],
    cut: [...evaluation.cut].sort(),
  };
}

/** Why nothing is known of what stands before the paths of a router that none mounts. */
function reasonFor({ kind, framework }: Router): string | null {
  if (kind === 'app') return null;
  return kind === 'typed' ? unseen : (framework.unmounted ?? adrift);
}

/** What files serve by their place. */
function* servedFiles({ graph, packages, zones }: RouteSource, reader: WrittenReader): Generator<Endpoint> {
  const tests = zones.get('tests');
  for (const file of graph.files) {
    const home = packages.owner(file)?.folder ?? '';
    const path = home === '' ? file : file.slice(home.length + 1);
    for (const { packages: names, routeOf, form } of fileRouters) {
      const route = routeOf(path);
      if (!route || !names.some((name) => packages.range(name, file) !== null) || tests?.match(file).length) continue;
      for (const { method, name, place } of answersOf(route, graph.exports(file))) {
        const handling = handlingOfExport(reader.exported(file, name), reader);
        for (const one of pathsOf({ kind: 'text', text: route.path }, brackets))
          yield { method, path: one, at: { file, place }, handling, form };
      }
    }
  }
}

/** The files that import a framework, and those from which one of them can be reached: all others only do what these call. */
function rootsOf({ graph, zones }: RouteSource): readonly Path[] {
  const tests = zones.get('tests');
  const isTest = (id: number): boolean => (tests?.match(at(graph.files, id)).length ?? 0) > 0;
  const goals = new Set<number>();
  for (let id = 0; id < graph.size; id++)
    if (packageOf(graph.edge(id).import.specifier) && !isTest(graph.source(id))) goals.add(graph.source(id));
  if (goals.size === 0) return [];
  const { steps } = waysTo(
    graph,
    goals,
    () => true,
    (file) => !isTest(file),
  );
  return graph.files.filter((_, id) => at(steps, id) >= 0);
}

/** Which file a specifier of a file leads to. */
function targetFinder({ graph }: RouteSource): (file: Path, specifier: string) => Path | null {
  const files = new Map<Path, Map<string, Path>>();
  const targetsOf = (file: Path): Map<string, Path> => {
    const targets = new Map<string, Path>();
    for (const { target, import: one } of graph.importsOf(file))
      if ('file' in target && !targets.has(one.specifier)) targets.set(one.specifier, target.file);
    return targets;
  };
  return (file, specifier) => {
    let targets = files.get(file);
    if (!targets) files.set(file, (targets = targetsOf(file)));
    return targets.get(specifier) ?? null;
  };
}

interface Collector {
  readonly found: { readonly known: Endpoint[]; readonly lost: LostEndpoint[] };
  visit(router: Router, reached: Reached): void;
}

/** How a router was come to. */
interface Reached {
  readonly path: RoutePath;
  /** What is asked before the router. */
  readonly asked: readonly Written[];
  readonly source: Source | null;
  readonly above: readonly Router[];
}

/** How an entry was come to, and how another one is written. */
interface Added extends Pick<Reached, 'path' | 'source'> {
  readonly form: Endpoint['form'];
}

function createCollector(grammarOf: (router: Router) => Grammar, reader: WrittenReader): Collector {
  const found: Collector['found'] = { known: [], lost: [] };
  const seen = new Set<string>();
  let visits = 0;
  const add = (entry: Entry, { path, source, form }: Added, handling: Handling): void => {
    const key = `${entry.at.file}\0${entry.at.place.line}:${entry.at.place.column}\0${entry.method}\0${JSON.stringify(path)}`;
    if (seen.has(key)) return;
    seen.add(key);
    const endpoint = { method: entry.method, path, at: entry.at, handling, form };
    const reason = reasonOf(entry.mount, path);
    if (reason === null) found.known.push(endpoint);
    else found.lost.push({ ...endpoint, reason, adrift: unmounted.has(path[0]?.text ?? ''), source });
  };
  const visit = (router: Router, { path: prefix, asked, source, above }: Reached): void => {
    if (above.includes(router) || above.length > most.mounts || visits > most.visits) return;
    if (++visits > most.visits)
      found.lost.push({
        method: 'use',
        path: [],
        at: router.at,
        reason: `more than ${most.visits} mounts`,
        adrift: false,
        source: null,
        handling: null,
      });
    const grammar = grammarOf(router);
    const base = router.base === null ? null : pathsOf(router.base, grammar);
    const layers = router.layers.map((layer) => ({ ...layer, paths: pathsBelow(base, pathsOf(layer.path, grammar)) }));
    for (const [i, entry] of router.entries.entries()) {
      for (const one of pathsBelow(base, pathsOf(entry.path, grammar))) {
        const before = layers.filter(({ after, paths }) => after <= i && paths.some((path) => isBelow(one, path)));
        const all = [...asked, ...before.flatMap(({ given }) => given)];
        if (entry.mount && 'entries' in entry.mount) {
          const path = [...prefix, ...mountOf(one)];
          visit(entry.mount, {
            path,
            asked: [...all, ...entry.handled.given],
            source: source ?? (reasonOf(null, path) === null ? null : { at: entry.at, path }),
            above: [...above, router],
          });
        } else
          add(
            entry,
            { path: [...prefix, ...one], source, form: router.framework.form },
            handlingOf(entry, { asked: all, router, reader }),
          );
      }
    }
  };
  return { found, visit };
}

/** Does a layer at a path see what is at another? */
function isBelow(path: RoutePath, layer: RoutePath): boolean {
  return layer.every(({ kind, shape }, i) => kind === 'wildcard' || path[i]?.shape === shape);
}

/** Paths with each of the prefixes that their router has. */
function pathsBelow(base: readonly RoutePath[] | null, paths: readonly RoutePath[]): readonly RoutePath[] {
  return base === null ? paths : base.flatMap((prefix) => paths.map((path) => [...prefix, ...path]));
}

/** A mount at `*` or below a wildcard may be anywhere. */
function mountOf(path: RoutePath): RoutePath {
  return path.map((segment): Segment =>
    segment.kind === 'wildcard'
      ? { kind: 'opaque', text: `the mount at \`${segment.text}\``, shape: segment.shape }
      : segment,
  );
}

function reasonOf(mount: Entry['mount'], path: RoutePath): string | null {
  if (mount && 'unknown' in mount) return `what \`${mount.unknown}\` is`;
  const lost = path.find(({ kind }) => kind === 'opaque');
  return lost ? lost.text : null;
}

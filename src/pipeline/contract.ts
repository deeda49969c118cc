import { stringify } from 'yaml';
import type { DocumentChange, JsonMap } from '../core/document-change.ts';
import type { Endpoint, Endpoints } from '../core/endpoint.ts';
import { type LintelError, mistake } from '../core/error.ts';
import { literally } from '../core/glob.ts';
import type { Path } from '../core/location.ts';
import { httpMethods } from '../core/spec.ts';
import type { Violation } from '../core/violation.ts';
import { apply } from '../fixes/apply.ts';
import { changesOf } from '../fixes/change-set.ts';
import { createDocumentEditor } from '../fixes/document/edit.ts';
import { spell } from '../graph/routes/path.ts';
import { configText } from '../init/yaml.ts';
import { projectFolder } from '../world/home.ts';
import { findRoot } from '../world/root.ts';
import { write } from '../world/write.ts';
import type { Examination } from './examine.ts';
import type { Loaded, Setup } from './load.ts';
import { createMemory, inputsOf } from './inputs.ts';
import { ask, type OpenOptions, pathFrom } from './open.ts';
import { examineWith } from './proposals.ts';
import { steadilyAsync } from './steady.ts';
import { surveyAt } from './survey.ts';

/** What is asked for. */
export interface ContractOptions extends Omit<OpenOptions, 'since' | 'phase'> {
  /** The new file, as given; null to write none. */
  readonly file: string | null;
  /** Only routes in these files and folders, as given; none means all. */
  readonly paths: readonly string[];
  /** The prefix of every path, which also replaces an unknown prefix in the code; null where the code tells it. */
  readonly basePath: string | null;
}

/** A document made from the code. */
export interface MadeContract {
  readonly file: Path;
  readonly text: string;
  /** The rule that holds the code to it, for lintel.yaml. */
  readonly rule: string;
  readonly operations: number;
  /** What was made up, and what the document lacks; a line each. */
  readonly notes: readonly string[];
}

const rule = 'contract/written';

/** Writes an OpenAPI document from the routes of a project. A file that is there stays as it is. */
export async function makeContract(options: ContractOptions): Promise<MadeContract> {
  const there = findRoot(options.cwd);
  const root = there?.root ?? projectFolder(options.cwd);
  const ground = { root, cwd: options.cwd, files: () => [] };
  const file = pathFrom(options.file ?? 'openapi.yaml', { ...ground, isThere: () => true });
  const files = options.paths.map((path) => pathFrom(path, ground));
  return steadilyAsync(async () => {
    const setup = there ? await configured(options) : await unconfigured(root, options);
    const { texts } = setup.world.view();
    if (options.file !== null && texts.exists(file)) throw mistake('contract-exists', { file });
    const wanted: JsonMap = {
      check: 'openapi',
      spec: literally(file),
      ...(options.basePath === null ? {} : { 'base-path': options.basePath }),
      ...(files.length > 0 ? { in: files.flatMap((path) => [literally(path), `${literally(path)}/**`]) } : {}),
    };
    const made = grown({ ...setup, wanted, document: file, files, basePath: options.basePath });
    if (options.file !== null) write({ root, env: options.env }, new Map([[file, made.text]]), () => null);
    return made;
  });
}

/** A setup, and the text of lintel.yaml without the rule. */
type Base = Setup & { readonly config: string };

async function configured(options: ContractOptions): Promise<Base> {
  const { opened } = await ask({ ...options, phase: () => undefined }, () => null);
  const { loaded } = opened;
  return { ...loaded, config: loaded.view.texts.read(loaded.file) ?? '' };
}

async function unconfigured(root: string, options: ContractOptions): Promise<Base> {
  const { setup, scope, alias } = await surveyAt(root, options);
  return { ...setup, config: configText({ ...scope, alias }, []) };
}

interface Growing extends Base {
  readonly document: Path;
  readonly wanted: JsonMap;
  /** Only routes in these files and folders; none means all. */
  readonly files: readonly Path[];
  readonly basePath: string | null;
}

/** More rounds than a document can need: operations come first, then what follows from them. */
const mostRounds = 5;

/** How many operations a document of a project would have that has none. */
export function countOperations(setup: Setup, config: string): number {
  const document = 'openapi.yaml';
  const wanted = { check: 'openapi', spec: document, compare: ['operations'] };
  const growing = { ...setup, config, document, wanted, files: [], basePath: null };
  const { violations } = examined(growing, withRule(growing), emptyDocument(growing));
  return violations.filter(({ message }) => message === 'undocumented').length;
}

/** The text of lintel.yaml with the rule. */
function withRule({ file, config, wanted }: Growing): string {
  return edited(file, config, [{ kind: 'put', file, keys: ['rules', rule], value: wanted }]);
}

/** Makes all changes that the check wants of an empty document, until it wants no more. */
function grown(growing: Growing): MadeContract {
  const { document, wanted } = growing;
  const config = withRule(growing);
  let text = emptyDocument(growing);
  let found = examined(growing, config, text);
  let isGuarded = false;
  for (let round = 0; round < mostRounds; round++) {
    isGuarded ||= found.violations.some(({ message }) => message === 'security');
    const changes = [
      ...found.violations.flatMap(({ fix }) => (fix?.intent?.kind === 'edit-documents' ? fix.intent.changes : [])),
      ...(isGuarded ? [schemeIn(document)] : []),
    ].filter((change) => change.file === document);
    const next = edited(document, text, changes);
    if (next === text) break;
    text = next;
    found = examined(growing, config, text);
  }
  const operations = operationsIn(found.loaded, document);
  if (operations === 0) throw nothingIn(found.loaded, growing.files);
  return {
    file: document,
    text,
    rule: stringify({ 'contract/api': wanted }, { collectionStyle: 'flow', lineWidth: 0 }).trim().slice(2, -2),
    operations,
    notes: [
      ...(isGuarded ? [`the security scheme \`${scheme}\` is a guess (HTTP bearer): correct it`] : []),
      ...leftOut(found.loaded, growing.files),
      ...found.violations.map(
        ({ at, brief, text: said }) => `${at.file}:${String(at.place?.line ?? 1)} ${brief ?? said}`,
      ),
    ],
  };
}

const scheme = 'auth';

/** The code tells that somebody is asked who they are, and not how. */
function schemeIn(file: Path): DocumentChange {
  const keys = ['components', 'securitySchemes', scheme];
  return { kind: 'put', file, keys, value: { type: 'http', scheme: 'bearer' } };
}

function edited(file: Path, text: string, changes: readonly DocumentChange[]): string {
  if (changes.length === 0) return text;
  const made = createDocumentEditor(() => text)(changes);
  const all = 'edits' in made ? changesOf(made.edits) : null;
  return (all && apply(all, () => text).get(file)) ?? text;
}

interface Examined {
  readonly loaded: Loaded;
  readonly violations: readonly Violation[];
}

function examined(growing: Growing, config: string, text: string): Examined {
  const { loaded, examination } = examineWith(
    { setup: growing },
    new Map([
      [growing.file, config],
      [growing.document, text],
    ]),
  );
  const [error] = [...loaded.errors, ...examination.errors];
  if (error) throw error;
  const idle = [...loaded.notRun, ...examination.notRun].find((one) => one.rule === rule);
  if (idle) throw mistake('not-run', idle);
  return { loaded, violations: violationsOf(examination) };
}

/** What a route for all methods lacks, no document can say. */
function violationsOf({ standing, frozen }: Examination): readonly Violation[] {
  return [...standing, ...frozen].filter(
    (one) => one.rule === rule && !(one.message === 'undocumented' && one.data['method'] === 'all'),
  );
}

function emptyDocument({ document, world, basePath }: Growing): string {
  const { texts } = world.view();
  const info = infoOf(texts.read('package.json') ?? '{}');
  const servers = basePath === null ? {} : { servers: [{ url: basePath }] };
  const made = { openapi: '3.1.0', info, ...servers, paths: {} };
  return document.endsWith('.json') ? `${JSON.stringify(made, null, 2)}\n` : stringify(made);
}

/** The name and version of the package. */
function infoOf(manifest: string): JsonMap {
  const { name, version } = parsed(manifest);
  return {
    title: typeof name === 'string' && name !== '' ? name : 'API',
    version: typeof version === 'string' && version !== '' ? version : '0.0.0',
  };
}

function parsed(text: string): { readonly name?: unknown; readonly version?: unknown } {
  try {
    return (JSON.parse(text) ?? {}) as object;
  } catch {
    return {};
  }
}

function operationsIn(loaded: Loaded, document: Path): number {
  const { items } = inputsOf(loaded, createMemory(loaded.store)).facts(document, 'spec');
  return items.reduce((sum, { operations }) => sum + operations.length, 0);
}

/** Why a document has no operation: what was found of routes, if anything. */
function nothingIn(loaded: Loaded, files: readonly Path[]): LintelError {
  const lost = routesIn(loaded, files).lost.filter(({ method }) => method !== 'use');
  const [first] = lost;
  if (first) {
    const { method, path, at, reason, adrift } = first;
    const step = adrift
      ? 'mount the router in an app of this project'
      : 'write the whole path as literals, or give the unknown prefix with --base-path';
    const count = lost.length === 1 ? 'one route was' : `${lost.length} routes were`;
    const example = `${method.toUpperCase()} ${spell(path)}`;
    return mistake('unnamed-routes', { count, example, at: `${at.file}:${at.place?.line ?? 1}`, reason, step });
  }
  const [left] = leftOut(loaded, files);
  return left === undefined ? mistake('no-routes', undefined) : mistake('undescribed-routes', { left });
}

/** The routes in some files and folders; none means all. */
function routesIn(loaded: Loaded, files: readonly Path[]): Pick<Endpoints, 'known' | 'lost'> {
  const { known, lost } = inputsOf(loaded, createMemory(loaded.store)).routes;
  const isAsked = ({ at: { file } }: Endpoint): boolean =>
    files.length === 0 || files.some((one) => file === one || file.startsWith(`${one}/`));
  return { known: known.filter(isAsked), lost: lost.filter(isAsked) };
}

/** Routes that no document can have. */
function leftOut(loaded: Loaded, files: readonly Path[]): readonly string[] {
  const methods: ReadonlySet<string> = new Set(httpMethods);
  const isHopeless = ({ method, path }: Endpoint): boolean =>
    !methods.has(method) || path.some(({ kind }) => kind === 'wildcard');
  const count = routesIn(loaded, files).known.filter(isHopeless).length;
  return count === 0
    ? []
    : [`${String(count)} ${count === 1 ? 'route' : 'routes'} for all methods or with a wildcard cannot be documented`];
}

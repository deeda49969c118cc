import type { Fault } from '../../core/code.ts';
import type { RoutePath } from '../../core/endpoint.ts';
import type { Location, Path } from '../../core/location.ts';
import { httpMethods, type PathItem, referred, type Spec } from '../../core/spec.ts';
import type { Documented as Documents, Facts } from '../../core/view.ts';
import { addTo } from '../../core/group.ts';
import type { SpecVersion } from '../shapes/write.ts';
import { documentedPath } from './path.ts';

/** An operation of a document, wherever its text stands. */
export interface Documented {
  /** In lower case. */
  readonly method: string;
  /** From its path item. */
  readonly keys: readonly string[];
  /** As written. */
  readonly name: string;
  readonly path: RoutePath;
  readonly id: string | null;
  /** Paths of its servers; those of the document where it names none itself. */
  readonly bases: readonly string[];
  readonly at: Location;
  /** The path item that has it. */
  readonly item: Spot;
  /** The key of its path. */
  readonly entry: Spot;
}

/** A file, and keys from its root. */
export interface Spot {
  readonly file: Path;
  readonly keys: readonly string[];
}

/** A path of a document, and the place where further operations of it are added. */
export interface DocumentedPath {
  readonly name: string;
  readonly path: RoutePath;
  readonly at: Location;
  readonly item: Spot;
  /** The `$ref` to its item, as written; null where the item is written in place. */
  readonly reference: string | null;
  /** Its reference leads nowhere, so that nobody knows its operations. */
  readonly lost: boolean;
}

/** What a document promises. */
export interface Contract {
  readonly document: Path;
  readonly version: SpecVersion;
  readonly operations: readonly Documented[];
  readonly paths: readonly DocumentedPath[];
  /** The paths of the document's own servers. */
  readonly bases: readonly string[];
  /** What cannot be read, or leads nowhere. */
  readonly faults: readonly (Fault & { readonly file: Path })[];
}

type ContractSource = FileSet & Facts<'spec' | 'problems'>;

interface FileSet {
  readonly documents: Pick<Documents['documents'], 'has'>;
}

/** Can a document of this version be read? */
export function isSupported(version: string | null): boolean {
  return /^(?:openapi 3\.[012](?:\.|$)|swagger 2(?:\.0)?$)/.test(version ?? '');
}

/** Can a document of this version describe a method, or some of `all`? From 3.2 on, it has a place for any. */
export function canDescribe({ version }: Pick<Contract, 'version'>, method: string): boolean {
  if (version === '3.2' || method === 'all') return method !== 'use';
  return httpMethods.includes(method) && !(version === '2.0' && method === 'trace');
}

const versions = ['3.0', '3.1', '3.2'] as const;

const longestChain = 20;

/** Follows the references of a document to its operations. `base` stands in for what its servers say. */
export function contractOf(project: ContractSource, document: Path, base: string | null): Contract {
  const spec = project.facts(document, 'spec');
  const version = versionOf(spec);
  const bases = base === null ? (spec.servers ?? ['']) : [base];
  const faults: (Fault & { file: Path })[] = project
    .facts(document, 'problems')
    .map((fault) => ({ ...fault, file: document }));
  const operations: Documented[] = [];
  const paths: DocumentedPath[] = [];
  const lose = (file: Path, fault: Fault): void => {
    if (!faults.some((one) => one.file === file && one.at.line === fault.at.line && one.text === fault.text))
      faults.push({ ...fault, file });
  };
  const finder = createFinder(project, lose);
  for (const { file, item } of pathItems(document, spec, finder)) {
    const name = item.keys.at(-1) ?? '';
    const path = documentedPath(name);
    const real = finder.follow(file, item);
    const home = real ?? { file, item };
    const spot: Spot = { file: home.file, keys: home.item.keys };
    paths.push({
      name,
      path,
      at: { file: home.file, place: home.item.at },
      item: spot,
      reference: item.ref?.text ?? null,
      lost: real === null,
    });
    for (const { method, keys, at, id, servers } of real?.item.operations ?? []) {
      // Before 3.2, `query` in a path item means nothing.
      if (!canDescribe({ version }, method)) continue;
      const own = servers ?? home.item.servers ?? item.servers;
      operations.push({
        method,
        keys,
        name,
        path,
        id,
        bases: own ?? bases,
        at: { file: home.file, place: at },
        item: spot,
        entry: { file, keys: item.keys },
      });
    }
  }
  return { document, version, operations, paths, bases, faults };
}

function versionOf({ version }: Spec): SpecVersion {
  if (version?.startsWith('swagger')) return '2.0';
  return versions.find((one) => version?.startsWith(`openapi ${one}`)) ?? '3.1';
}

interface Standing {
  readonly file: Path;
  readonly item: PathItem;
}

interface Finder {
  /** The item that a reference, or a chain of them, leads to. */
  follow(file: Path, item: PathItem): Standing | null;
  /** The maps right below some keys. */
  below(file: Path, keys: readonly string[]): readonly Standing[];
}

function* pathItems(document: Path, spec: Spec, finder: Finder): Iterable<Standing> {
  yield* finder.below(document, ['paths']);
  const whole = spec.items.find(({ keys }) => keys.length === 1 && keys[0] === 'paths');
  // Strictly no reference may stand there, but many documents are written so.
  if (!whole?.ref) return;
  const { file, keys } = referred(document, whole.ref.text);
  if (file !== null) yield* finder.below(file, keys);
}

function createFinder({ facts, documents }: ContractSource, lose: (file: Path, fault: Fault) => void): Finder {
  const indexes = new Map<
    Path,
    { readonly at: ReadonlyMap<string, PathItem>; readonly below: ReadonlyMap<string, readonly Standing[]> }
  >();
  const indexOf = (file: Path) => {
    const before = indexes.get(file);
    if (before) return before;
    const items = documents.has(file) ? facts(file, 'spec').items : [];
    const below = new Map<string, Standing[]>();
    for (const item of items) {
      const parent = JSON.stringify(item.keys.slice(0, -1));
      addTo(below, parent, { file, item });
    }
    const made = { at: new Map(items.map((item) => [JSON.stringify(item.keys), item])), below };
    indexes.set(file, made);
    for (const fault of documents.has(file) ? facts(file, 'problems') : []) lose(file, fault);
    return made;
  };
  return {
    below: (file, keys) =>
      (indexOf(file).below.get(JSON.stringify(keys)) ?? []).filter(
        ({ item: { keys: own } }) => own.at(-1)?.startsWith('/') ?? false,
      ),
    follow(file, item) {
      let at: Standing = { file, item };
      for (let steps = 0; at.item.ref; steps++) {
        const { text, at: place } = at.item.ref;
        const target = referred(at.file, text);
        const reason = reasonAgainst(target.file, steps, documents);
        const next =
          target.file === null || reason !== null
            ? undefined
            : indexOf(target.file).at.get(JSON.stringify(target.keys));
        if (reason !== null || target.file === null || !next) {
          lose(at.file, {
            text: `Cannot resolve \`${text}\`: ${reason ?? `${target.file ?? ''} has no path item there`}.`,
            at: place,
          });
          return null;
        }
        at = { file: target.file, item: next };
      }
      return at;
    },
  };
}

/** Why a reference is not followed; null where it is. */
function reasonAgainst(file: Path | null, steps: number, documents: FileSet['documents']): string | null {
  if (file === null) return 'it is on another host or outside the project';
  if (!documents.has(file)) return `${file} does not exist`;
  return steps >= longestChain ? 'it refers to itself' : null;
}

import type { Changes } from '../../../core/changes.ts';
import type { Section, Sections } from '../../../core/fact.ts';
import type { Path } from '../../../core/location.ts';
import type { Snapshot } from '../../../core/snapshot.ts';
import { isSpecFile } from '../../../core/spec.ts';
import type { Changing, Documented as Documents, Facts, Lists } from '../../../core/view.ts';
import type { Compared } from '../../../core/snapshot.ts';
import type { Where } from '../../../core/zone.ts';
import { describedBy } from '../../../graph/openapi/described.ts';
import { documentOpener, type DocumentValue, type OpenDocument } from '../../../graph/openapi/values.ts';
import { type Contract, contractOf, type Documented, isSupported } from '../../../graph/routes/contract.ts';
import { documentedPath, shapeOf } from '../../../graph/routes/path.ts';

export type Project = Lists & Documents & Changing & Compared & Facts<'spec' | 'contents' | 'problems'>;

/** An operation in a document at one time. */
export interface Version {
  readonly contract: Contract;
  readonly operation: Documented;
  readonly value: DocumentValue | null;
  /** Its path item, which may have parameters. */
  readonly item: DocumentValue | null;
  readonly document: DocumentValue | null;
}

/** An operation in the base, and now. */
export interface Revision {
  readonly before: Version;
  readonly now: Version;
}

/** An operation of the base that is in no document now. */
export interface Removal {
  readonly before: Version;
  /** Its document as it is now; null if that is gone. */
  readonly home: Contract | null;
}

/** What became of the operations of the base. */
export interface Revisions {
  readonly kept: readonly Revision[];
  readonly removed: readonly Removal[];
  /** Documents that cannot be read in full now or in the base, and are not compared. */
  readonly unread: readonly Path[];
}

const nothing: Revisions = { kept: [], removed: [], unread: [] };

/** Finds each operation of the base again: in the same document by its path, else by its URL in any document of the rule. */
export function revisionsOf(project: Project, spec: Where): Revisions {
  const { changes } = project;
  // The base is loaded when it is first looked at: not where no document is another.
  if (!changes || !mayDiffer(changes) || !project.earlier) return nothing;
  const old = sideOf(earlierSource(project.earlier), earlierPaths(project, changes, spec));
  const now = sideOf(
    project,
    [...project.documents].filter((path) => spec.match(path).length > 0),
  );
  const names = new Map([...changes.renamed].map(([file, before]) => [before, file]));
  const unread = new Set([...old, ...now].filter(isFaulty).map(({ contract }) => contract.document));
  const kept: Revision[] = [];
  const removed: Removal[] = [];
  for (const side of old) {
    const { document } = side.contract;
    const path = names.get(document) ?? document;
    const heir = now.find(({ contract }) => contract.document === path);
    if (!heir && project.documents.has(path)) unread.add(path);
    if (unread.has(document) || unread.has(path)) continue;
    for (const before of versionsOf(side)) {
      const found =
        (heir && sameIn(heir, before)) ?? now.map((one) => sameUrl(one, before)).find((one) => one !== null);
      if (found) kept.push({ before, now: found });
      else if (before.value?.get('deprecated')?.text !== 'true') removed.push({ before, home: heir?.contract ?? null });
    }
  }
  return { kept, removed, unread: [...unread] };
}

function mayDiffer({ added, changed, deleted, renamed }: Changes): boolean {
  return [...added, ...changed, ...deleted, ...renamed.values()].some(isSpecFile);
}

/** The documents that the base had. */
function earlierPaths({ tree }: Project, { added, deleted, renamed }: Changes, spec: Where): Path[] {
  const kept = [...tree.keys()].flatMap((path) => (added.has(path) ? [] : [renamed.get(path) ?? path]));
  return [...kept, ...deleted].filter((path) => isSpecFile(path) && spec.match(path).length > 0).sort();
}

type Source = { readonly documents: Pick<ReadonlySet<Path>, 'has'> } & Facts<'spec' | 'contents' | 'problems'>;

/** The documents of the base, read as now. */
function earlierSource(earlier: Snapshot): Source {
  return {
    documents: { has: (file) => earlier.facts(file, 'contents') !== null },
    facts<S extends Section>(file: Path, section: S): Sections[S] {
      const found = earlier.facts(file, section);
      if (found === null) throw new Error(`${file} of the base has no ${section}`);
      return found;
    },
  };
}

/** A document at one time. */
interface Side {
  readonly contract: Contract;
  readonly open: OpenDocument;
}

function sideOf(source: Source, paths: readonly Path[]): readonly Side[] {
  const open = documentOpener(source);
  return paths
    .filter((path) => source.documents.has(path) && isSupported(source.facts(path, 'spec').version))
    .map((path) => ({ contract: contractOf(source, path, null), open }));
}

function isFaulty({ contract: { faults, document }, open }: Side): boolean {
  return faults.length > 0 || open(document, []) === null;
}

function versionsOf(side: Side): readonly Version[] {
  return side.contract.operations.map((operation) => versionOf(side, operation));
}

function versionOf({ contract, open }: Side, operation: Documented): Version {
  const { operation: value, item } = describedBy(open, { contract, operation });
  return {
    contract,
    operation,
    item,
    value,
    document: open(contract.document, []),
  };
}

function sameIn(side: Side, { operation: { method, path } }: Version): Version | null {
  return findIn(side, (one) => one.method === method && shapeOf(one.path) === shapeOf(path));
}

function sameUrl(side: Side, { operation }: Version): Version | null {
  const urls = urlsOf(operation);
  return findIn(side, (one) => one.method === operation.method && urlsOf(one).some((url) => urls.includes(url)));
}

function findIn(side: Side, isIt: (one: Documented) => boolean): Version | null {
  const found = side.contract.operations.find(isIt);
  return found ? versionOf(side, found) : null;
}

function urlsOf({ bases, path }: Documented): readonly string[] {
  return bases.map((base) => shapeOf([...documentedPath(base), ...path]));
}

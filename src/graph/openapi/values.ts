import type { ContentNode, Contents } from '../../core/contents.ts';
import type { Location, Path, Place } from '../../core/location.ts';
import { referred } from '../../core/spec.ts';
import type { Documented, Facts } from '../../core/view.ts';

/** A value of a document or of a file that it refers to. References are followed as it is opened. */
export interface DocumentValue {
  readonly at: Location & { readonly place: Place };
  /** From the root of its file. */
  readonly keys: readonly string[];
  readonly kind: ContentNode['kind'];
  /** Of a scalar, as written; null for a map or list. */
  readonly text: string | null;
  /** The same for every way to one value of one file. */
  readonly key: string;
  get(key: string): DocumentValue | null;
  entries(): readonly { readonly key: string; readonly at: Location; readonly value: DocumentValue | null }[];
  items(): readonly (DocumentValue | null)[];
}

/** Opens documents by the keys from their root; null where nothing is, or a reference leads nowhere. */
export type OpenDocument = (file: Path, keys: readonly string[]) => DocumentValue | null;

/** Where a key of a map is written; null without it. */
export function keyPlace(owner: DocumentValue | null, key: string): Location | null {
  return owner?.entries().find((one) => one.key === key)?.at ?? null;
}

type DocumentSource = { readonly documents: Pick<Documented['documents'], 'has'> } & Facts<'contents'>;

const longestChain = 20;

export function documentOpener(project: DocumentSource): OpenDocument {
  const contentsOf = (file: Path): Contents => (project.documents.has(file) ? project.facts(file, 'contents') : []);
  return (file, keys) => found(file, keys, { contentsOf, steps: 0 });
}

/** Where values are looked up, and how many references were followed to come here. */
interface Search {
  contentsOf(file: Path): Contents;
  readonly steps: number;
}

function found(file: Path, keys: readonly string[], search: Search): DocumentValue | null {
  return keys.reduce<DocumentValue | null>(
    (at, key) => at && (at.kind === 'list' ? (at.items()[Number(key)] ?? null) : at.get(key)),
    valueAt({ file, keys: [], index: 0 }, search),
  );
}

/** A node of a file, and how it was come to. */
interface Standing {
  readonly file: Path;
  readonly keys: readonly string[];
  readonly index: number;
}

function valueAt({ file, keys, index }: Standing, search: Search): DocumentValue | null {
  const contents = search.contentsOf(file);
  const node = contents[index];
  if (!node) return null;
  const reference = referenceOf(node, contents);
  if (reference !== null) return follow(file, reference, search);
  const below = { ...search, steps: 0 };
  const open = (key: string, value: number): DocumentValue | null =>
    valueAt({ file, keys: [...keys, key], index: value }, below);
  return {
    at: { file, place: node.at },
    keys,
    kind: node.kind,
    text: 'text' in node ? node.text : null,
    key: `${file}\0${index}`,
    get(key) {
      const entry = node.kind === 'map' ? node.entries.find((one) => one.key === key) : undefined;
      return entry ? open(key, entry.value) : null;
    },
    entries: () =>
      node.kind === 'map'
        ? node.entries.map(({ key, at, value }) => ({ key, at: { file, place: at }, value: open(key, value) }))
        : [],
    items: () => (node.kind === 'list' ? node.items.map((item, i) => open(String(i), item)) : []),
  };
}

function referenceOf(node: ContentNode, contents: Contents): string | null {
  if (node.kind !== 'map') return null;
  const value = contents[node.entries.find(({ key }) => key === '$ref')?.value ?? -1];
  return value?.kind === 'text' ? value.text : null;
}

function follow(from: Path, reference: string, { contentsOf, steps }: Search): DocumentValue | null {
  const { file, keys } = referred(from, reference);
  return file === null || steps >= longestChain ? null : found(file, keys, { contentsOf, steps: steps + 1 });
}

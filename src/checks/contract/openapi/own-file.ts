import type { Path } from '../../../core/location.ts';
import { referred } from '../../../core/spec.ts';
import type { Contract, DocumentedPath } from '../../../graph/routes/contract.ts';

/** A file for one path, and the `$ref` to it. */
export interface OwnFile {
  readonly file: Path;
  readonly reference: string;
  /** The file of the path beside it. */
  readonly like: Path;
}

/** Ways to name the file of a path: `/pets/{id}` in `pets_{id}.yaml`, `pets@{id}.yaml`, `pets/{id}.yaml`, `pets-id.yaml` … */
const spellings: readonly ((path: string) => string)[] = [
  (path) => path.slice(1).replaceAll('/', '_'),
  (path) => path.slice(1).replaceAll('/', '@'),
  (path) => path.slice(1),
  (path) => bare(path).join('-'),
  (path) => bare(path).join('_'),
  (path) => bare(path).join('.'),
];

function bare(path: string): readonly string[] {
  return path
    .replaceAll(/[{}]/g, '')
    .split('/')
    .filter((part) => part !== '');
}

/** The file of a new path, if all paths of a document have one of their own; null if not, or if that file is there. */
export function ownFile(
  path: string,
  { document, paths }: Contract,
  { beside, isThere }: { readonly beside: DocumentedPath | null; isThere(file: Path): boolean },
): OwnFile | null {
  const references = paths.flatMap(({ name, reference }) => (isWholeFile(reference) ? [{ name, reference }] : []));
  if (!beside || references.length < 2 || references.length < paths.length) return null;
  const made = spellings.map((spell) => spelled(path, references, spell)).find((one) => one !== null);
  const reference = made ?? inFolderOf(beside, bare(path).join('-'));
  const { file } = referred(document, reference);
  return file === null || isThere(file) ? null : { file, reference, like: beside.item.file };
}

function isWholeFile(reference: string | null): reference is string {
  return reference !== null && !reference.includes('#') && !reference.includes(':');
}

/** The reference to a new file that is named as all others are; null if these are not named so. */
function spelled(
  path: string,
  references: readonly { readonly name: string; readonly reference: string }[],
  spell: (path: string) => string,
): string | null {
  const frames = references.map(({ name, reference }) => {
    const [before, after, ...more] = reference.split(spell(name));
    return before !== undefined && after?.startsWith('.') && more.length === 0 ? `${before}\0${after}` : null;
  });
  const [frame] = frames;
  return frame && frames.every((one) => one === frame) ? frame.replace('\0', spell(path)) : null;
}

function inFolderOf({ reference }: DocumentedPath, stem: string): string {
  const near = reference ?? '';
  return `${near.slice(0, near.lastIndexOf('/') + 1)}${stem}${near.slice(near.lastIndexOf('.'))}`;
}

import { literally } from '../core/glob.ts';
import { groupBy } from '../core/group.ts';
import type { Path } from '../core/location.ts';
import { restyle, type Style, wordsOf } from '../core/style.ts';
import { folderOf } from '../core/path.ts';
import { nameOf } from './groups.ts';
import { code, figure, mostOf, percent, type Proposal } from './proposal.ts';
import { type Fit, habitOf, isIn, written } from './styles.ts';
import type { Survey } from './survey.ts';

const choices: readonly (readonly Style[])[] = [['kebab-case'], ['camelCase'], ['PascalCase'], ['snake_case']];
const pairs: readonly (readonly Style[])[] = [
  ['camelCase', 'PascalCase'],
  ['kebab-case', 'PascalCase'],
  ['kebab-case', 'camelCase'],
];

/** A map of more lines is a list of accidents. */
const mostLines = 5;

/** A mark at the front, as names have that some framework or tool reads: `[id]`, `(shop)`, `+page`, `$user`, `@modal`. */
const marked = '/^[^A-Za-z0-9]/';

/** Some files, and the glob that means them. */
interface Family {
  readonly key: string;
  readonly fit: Fit;
  readonly files: readonly Path[];
}

/** How files are named: everywhere alike, or by their ending, or by their folder. */
export function fileNamingProposal({ sources, idiom }: Survey): Proposal | null {
  const files = sources.filter((file) => !idiom(file)?.declares);
  const one = familyOf('*', files, choices);
  const found = one ? [one] : (byEnding(files) ?? byFolder(files));
  if (!found) return null;
  const families = apart(found, files);
  const total = families.reduce((sum, { fit }) => sum + fit.total, 0);
  const fitting = families.reduce((sum, { fit }) => sum + fit.fitting, 0);
  const [first] = families;
  const example =
    first?.files.find((file) => wordsOf(stemOf(file)).length > 1 && fits(file, first.fit.styles)) ??
    first?.files[0] ??
    '';
  const style = first?.fit.styles[0] ?? 'kebab-case';
  return {
    rule: 'naming/files',
    ways: waysFor(families, files).map((spec) => ({ check: 'file-naming', files: spec })),
    most: mostOf(files.length),
    zones: [],
    asked: { about: 'names', brief: families.map(({ key, fit }) => `${key} ${fit.styles.join(' or ')}`).join(', ') },
    evidence: `${percent(fitting, total)} of ${figure(total)} file names with several words`,
    paragraph: {
      heading: 'File names',
      text: `${families.map((family) => `${whereOf(family)} ${family.fit.styles.map((one) => `\`${one}\``).join(' or ')}.`).join(' ')} With one style, readers do not have to guess how a file name is written. Names that differ only in case are two files on some machines and one on others.`,
      good: `${code(example)}.`,
      bad: `\`${restyled(example, style)}\`.`,
    },
  };
}

function whereOf({ key }: Family): string {
  return key === '*' ? 'Files are' : `Files that match \`${key}\` are`;
}

/** Marks that no known framework reads need a pattern beside the styles. */
function waysFor(families: readonly Family[], files: readonly Path[]): unknown[] {
  const isMarked = ({ key, files: own }: Family): boolean =>
    (key === '*' ? files : own).some((file) => /^[^A-Za-z0-9._]/.test(nameOf(file)));
  const plain = specOf(families, () => false);
  return families.some(isMarked) ? [plain, specOf(families, isMarked)] : [plain];
}

/** A single style needs no map; names with a mark in front have none. */
function specOf(families: readonly Family[], isMarked: (family: Family) => boolean): unknown {
  const specFor = (family: Family): unknown =>
    isMarked(family) ? [...family.fit.styles, marked] : written(family.fit);
  const [first, ...others] = families;
  if (first?.key === '*' && others.length === 0) return specFor(first);
  return Object.fromEntries(families.map((family) => [family.key, specFor(family)]));
}

/** Names of one word are in several styles, and show none. */
function familyOf(
  key: string,
  files: readonly Path[],
  among: readonly (readonly Style[])[],
  fewest = 10,
): Family | null {
  const telling = files.map(stemOf).filter((name) => /^[A-Za-z0-9]/.test(name) && wordsOf(name).length > 1);
  const fit = habitOf(telling, among, fewest);
  // A few words decide nothing about many files: with `PascalCase`, also names of one word must fit.
  const misses = fit ? files.filter((file) => !fits(file, fit.styles)).length : 0;
  return fit && misses <= Math.max(2, files.length * 0.05) ? { key, fit, files } : null;
}

function byEnding(files: readonly Path[]): readonly Family[] | null {
  const endings = [...groupBy(files, endingOf)].filter(([, some]) => some.length >= 5);
  if (endings.length < 2) return null;
  const families = endings.map(([ending, some]) => familyOf(`*${ending}`, some, choices, 5));
  const known = families.flatMap((family) => family ?? []);
  return known.length === families.length ? known : null;
}

/** Folders whose files all have another style, as those of `scripts` may, keep it: these names are no slips. */
function apart(families: readonly Family[], files: readonly Path[]): readonly Family[] {
  const rest = families.at(-1);
  if (rest?.key !== '*') return families;
  const known = new Set(families.slice(0, -1).flatMap((family) => family.files));
  const others = groupBy(
    files.filter((file) => !known.has(file)),
    topOf,
  );
  const own = [...others].flatMap(([folder, some]) => ownFamily(folder, some, rest) ?? []);
  if (own.length === 0 || own.length > mostLines) return families;
  const moved = new Set(own.flatMap((family) => family.files));
  const left = [...others.values()].flat().filter((file) => !moved.has(file));
  return [...families.slice(0, -1), ...own, familyOf('*', left, [rest.fit.styles], 1) ?? rest];
}

/** Fewer names than this are slips. */
const fewestApart = 3;

function ownFamily(folder: Path, files: readonly Path[], { fit: { styles } }: Family): Family | null {
  const strange = files.filter((file) => !fits(file, styles));
  if (folder === '' || strange.length < fewestApart) return null;
  const family = familyOf(`${literally(folder)}/**`, files, choices, fewestApart);
  return family && strange.every((file) => fits(file, family.fit.styles)) ? family : null;
}

/** The style of the whole may be two; folders that keep to one have a line of their own, those of one style together. */
function byFolder(files: readonly Path[]): readonly Family[] | null {
  const rest = familyOf('*', files, pairs);
  const folders = [...groupBy(files, topOf)].flatMap(([folder, some]) => {
    const family = folder.includes('/') ? familyOf(folder, some, choices, 8) : null;
    return family ? [family] : [];
  });
  const alike = [...groupBy(folders, ({ key, fit }) => `${folderOf(key)} ${fit.styles.join()}`).values()];
  const joined = alike.flatMap((some) => joinedFamily(some) ?? []);
  const covered = joined.reduce((sum, family) => sum + family.files.length, 0);
  const isTelling = joined.length <= mostLines && covered >= files.length * 0.5;
  const families = [...(isTelling ? joined : []), ...(rest ? [rest] : [])];
  return families.length > 0 ? families : null;
}

/** `src/{commands,driver}/**` for folders side by side. */
function joinedFamily(some: readonly Family[]): Family | null {
  const [first] = some;
  if (!first) return null;
  const names = some.map(({ key }) => literally(nameOf(key)));
  const parent = literally(folderOf(first.key));
  return {
    key: `${parent}/${names.length === 1 ? (names[0] ?? '') : `{${names.join(',')}}`}/**`,
    files: some.flatMap(({ files }) => files),
    fit: {
      styles: first.fit.styles,
      fitting: some.reduce((sum, { fit }) => sum + fit.fitting, 0),
      total: some.reduce((sum, { fit }) => sum + fit.total, 0),
    },
  };
}

/** `src/components` of `src/components/a/b.ts`. */
function topOf(file: Path): Path {
  return folderOf(file).split('/').slice(0, 2).join('/');
}

function endingOf(file: Path): string {
  const name = nameOf(file);
  return name.slice(name.lastIndexOf('.'));
}

/** What is judged: what stands before the first dot. */
function stemOf(file: Path): string {
  const stem =
    nameOf(file)
      .replace(/^[._]+/, '')
      .split('.')[0] ?? '';
  return stem === 'index' ? '' : stem;
}

function fits(file: Path, styles: readonly Style[]): boolean {
  const stem = stemOf(file);
  return stem === '' || !/^[A-Za-z0-9]/.test(stem) || styles.some((style) => isIn(stem, style));
}

function restyled(file: Path, style: Style): string {
  const stem = stemOf(file);
  const other = restyle(stem, style === 'PascalCase' ? 'kebab-case' : 'PascalCase');
  return file.replaceAll('`', '?').replace(
    /[^/]*$/,
    nameOf(file).replace(stem, () => other),
  );
}

import type { Encoded, FactStore, Section, Sections } from '../core/fact.ts';
import { type Hash, hashOf } from '../core/hash.ts';
import type { Path } from '../core/location.ts';
import type { Site } from './site.ts';
import { type Stamped, type Stamps, createStamps } from './stamps.ts';
import { type Region, openStoreFile, writeStoreFile } from './store-file.ts';

/** How sections are written down. What another version has written is not read. */
export interface Codec {
  readonly version: string;
  encode<S extends Section>(section: S, value: Sections[S]): Encoded;
  decode<S extends Section>(section: S, text: Encoded): Sections[S];
}

/** Facts that were extracted elsewhere: for another root, or on another machine. */
export interface Facts {
  encoded(text: Hash, language: string, section: Section): Encoded | undefined;
}

/** Facts in memory, backed by the cache of an earlier run. */
export interface Store extends FactStore, Facts {
  readonly stamps: Stamps;
  /** The texts that were parsed for it. */
  readonly parsed: ReadonlySet<Hash>;
  /** What a worker has encoded already. */
  putEncoded(text: Hash, language: string, section: Section, encoded: Encoded): void;
  /** What a rule came to, by the rule's fingerprint and a key that begins with a hash. */
  answer(rule: string, key: string): Encoded | undefined;
  keepAnswer(rule: string, key: string, answer: Encoded): void;
  /** Drops the facts of an unused text. */
  drop(text: Hash, language: string): void;
  /** Drops the answers that nobody has asked for since this was last called. */
  dropIdle(): void;
  /** Writes new entries, if any. `isThere` says which files still exist. */
  save(isThere: (path: Path) => boolean): void;
}

/** One section of one language. */
interface Column {
  readonly encoded: Map<Hash, Encoded>;
  readonly asked: Set<Hash>;
  readonly decoded: Map<Hash, unknown>;
  /** Of what is encoded. */
  readonly hashes: Map<Hash, Hash>;
}

/** A store in memory; with a site, on disk as well. What it lacks it takes from `others`, the first that has it. */
export function createStore(codec: Codec, site: Site | null = null, others: readonly Facts[] = []): Store {
  const columns = createColumns(codec, site);
  const { column, put } = columns;
  const stamps = createStamps(columns.stamped, columns.swept);
  const parsed = new Set<Hash>();
  const encodedAt = lookupIn(columns, others);

  const get = <S extends Section>(text: Hash, language: string, section: S): Sections[S] | undefined => {
    const { asked, decoded } = column(language, section);
    const known = decoded.get(text) as Sections[S] | undefined;
    if (known !== undefined) return known;
    const written = encodedAt(text, language, section);
    if (written === undefined) return undefined;
    const value = codec.decode(section, written);
    asked.add(text);
    decoded.set(text, value);
    return value;
  };
  return {
    stamps,
    parsed,
    encoded: (text, language, section) => column(language, section).encoded.get(text),
    has: (text, language, section) => encodedAt(text, language, section) !== undefined,
    get,
    put({ hash }, language, sections) {
      parsed.add(hash);
      for (const section of Object.keys(sections) as Section[]) {
        const value = sections[section];
        if (value === undefined) continue;
        put(hash, language, section, codec.encode(section, value));
        column(language, section).decoded.set(hash, value);
      }
    },
    putEncoded(text, language, section, encoded) {
      parsed.add(text);
      put(text, language, section, encoded);
    },
    sectionHash(text, language, section) {
      const { hashes } = column(language, section);
      const known = hashes.get(text);
      if (known !== undefined) return known;
      const encoded = encodedAt(text, language, section);
      if (encoded === undefined) return undefined;
      const hash = hashOf(encoded);
      hashes.set(text, hash);
      return hash;
    },
    answer: columns.answer,
    keepAnswer: columns.keepAnswer,
    drop: columns.drop,
    dropIdle: columns.dropIdle,
    save(isThere) {
      if (site === null || !(columns.changed() || stamps.changed)) return;
      const entries = [...stamps.entries].filter(([path]) => isThere(path));
      writeStoreFile(site, { version: codec.version, swept: stamps.swept }, [
        [stampRegion, packStamps(entries)],
        ...columns.kept(new Set(entries.map(([, { hash }]) => hash))),
      ]);
    },
  };
}

/** What is found elsewhere is kept. */
function lookupIn({ column, put }: ReturnType<typeof createColumns>, others: readonly Facts[]): Facts['encoded'] {
  return (text, language, section) => {
    const own = column(language, section).encoded.get(text);
    if (own !== undefined) return own;
    for (const other of others) {
      const found = other.encoded(text, language, section);
      if (found === undefined) continue;
      put(text, language, section, found);
      return found;
    }
    return undefined;
  };
}

const stampRegion = 'stamps';
const answers = 'answers/';
const hashLength = 16;
/** Answers of rules that nobody asks for now, such as those of another branch's configuration. */
const mostIdle = 20;
/** So many characters of a region that nobody asks for now are kept, where what is in use is no longer. */
const idleLength = 2_000_000;

function createColumns(codec: Codec, site: Site | null) {
  const file = site === null ? null : openStoreFile(site, codec.version);
  const columns = new Map<string, Column>();
  // Columns are asked for by the million, and names are slow to put together.
  const byLanguage = new Map<string, Map<Section, Column>>();
  let changed = false;

  const open = (name: string): Column => {
    let found = columns.get(name);
    if (found === undefined) {
      found = { encoded: new Map(file?.region(name) ?? []), asked: new Set(), decoded: new Map(), hashes: new Map() };
      columns.set(name, found);
    }
    return found;
  };
  return {
    stamped: unpackStamps(file?.region(stampRegion) ?? new Map()),
    swept: file?.swept ?? 0,
    changed: () => changed,
    column(language: string, section: Section): Column {
      const known = byLanguage.get(language)?.get(section);
      if (known) return known;
      const found = open(`${language}/${section}`);
      byLanguage.set(language, new Map(byLanguage.get(language)).set(section, found));
      return found;
    },
    put(text: Hash, language: string, section: Section, value: Encoded): void {
      const { encoded, asked, hashes } = open(`${language}/${section}`);
      encoded.set(text, value);
      asked.add(text);
      hashes.delete(text);
      changed = true;
    },
    answer(rule: string, key: string): Encoded | undefined {
      const { encoded, asked } = open(`${answers}${rule}`);
      asked.add(key);
      return encoded.get(key);
    },
    keepAnswer(rule: string, key: string, answer: Encoded): void {
      const { encoded, asked } = open(`${answers}${rule}`);
      encoded.set(key, answer);
      asked.add(key);
      changed = true;
    },
    drop(text: Hash, language: string): void {
      for (const column of below(columns, `${language}/`)) dropText(column, text);
    },
    dropIdle(): void {
      for (const column of below(columns, answers)) dropUnasked(column);
    },
    kept(living: ReadonlySet<Hash>): [string, Region][] {
      for (const name of file?.names ?? []) if (name !== stampRegion) open(name);
      const idle = [...columns].filter(([name, { asked }]) => name.startsWith(answers) && asked.size === 0);
      const forgotten = new Set(idle.slice(mostIdle).map(([name]) => name));
      return [...columns].flatMap(([name, { encoded, asked }]): [string, Region][] =>
        forgotten.has(name)
          ? []
          : [[name, keep(encoded, (key) => asked.has(key) || living.has(key.slice(0, hashLength)))]],
      );
    },
  };
}

function below(columns: ReadonlyMap<string, Column>, folder: string): readonly Column[] {
  return [...columns].flatMap(([name, column]) => (name.startsWith(folder) ? [column] : []));
}

function dropText({ encoded, asked, decoded, hashes }: Column, text: Hash): void {
  for (const part of [encoded, asked, decoded, hashes]) part.delete(text);
}

function dropUnasked({ encoded, asked }: Column): void {
  for (const key of encoded.keys()) if (!asked.has(key)) encoded.delete(key);
  asked.clear();
}

/**
 * What is in use, and as much again of what is not, the most recently used first: another branch, an undone edit.
 * The order in the file is the order of use, so that no entry needs a date.
 */
function keep(encoded: Region, isUsed: (hash: Hash) => boolean): Region {
  const used = [...encoded].filter(([hash]) => isUsed(hash));
  const rest = [...encoded].filter(([hash]) => !isUsed(hash)).slice(0, Math.max(used.length, 1000));
  let room = Math.max(lengthOf(used), idleLength);
  return new Map([...used, ...rest.filter(([, { length }]) => (room -= length) >= 0)]);
}

function lengthOf(entries: readonly (readonly [Hash, Encoded])[]): number {
  return entries.reduce((sum, [, { length }]) => sum + length, 0);
}

function packStamps(entries: readonly (readonly [Path, Stamped])[]): Region {
  return new Map(
    entries.map(([path, { hash, size, modified, changed, inode, fault }]) => [
      path,
      [hash, size, modified, changed ?? '', inode ?? '', fault ?? ''].join(' '),
    ]),
  );
}

function unpackStamps(region: Region): ReadonlyMap<Path, Stamped> {
  return new Map(
    [...region].map(([path, text]) => {
      const [hash = '', size, modified, changed, inode, ...fault] = text.split(' ');
      const onDisk = changed && inode ? { changed: Number(changed), inode: Number(inode) } : {};
      return [
        path,
        {
          hash,
          size: Number(size),
          modified: Number(modified),
          ...onDisk,
          ...(fault.join('') ? { fault: fault.join(' ') } : {}),
        },
      ];
    }),
  );
}

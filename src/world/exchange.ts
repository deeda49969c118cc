import { existsSync, readdirSync } from 'node:fs';
import { join, relative, resolve } from 'node:path';
import { LintelError, mistake } from '../core/error.ts';
import type { Encoded, Section } from '../core/fact.ts';
import { pathTest } from '../core/glob.ts';
import { type Hash, hashOf } from '../core/hash.ts';
import { writeOutput } from './output.ts';
import { readRegular } from './read.ts';
import type { Codec, Facts } from './store.ts';

/** One section of one text, in one language. */
export interface Entry {
  readonly text: Hash;
  readonly language: string;
  readonly section: Section;
  readonly encoded: Encoded;
}

/** Facts that `lintel facts` wrote, on this machine or another. */
export interface Exchange extends Facts {
  /** What was not used, and why; a line each. Grows as facts are asked for. */
  notes(): readonly string[];
}

const fileName = 'facts';
const mostBytes = 512 * 1024 * 1024;

/** Writes entries to a folder, a line each and in order: equal facts are equal bytes. Git ignores the folder. */
export function writeExchange(root: string, folder: string, version: string, entries: readonly Entry[]): void {
  const lines = entries.map((entry) => {
    const key = keyOf(entry);
    return `${key} ${sumOf(key, entry.encoded)} ${entry.encoded}\n`;
  });
  try {
    writeOutput(root, join(folder, '.gitignore'), '*\n');
    writeOutput(root, join(folder, fileName), `${headOf(version)}\n${[...new Set(lines)].sort().join('')}`);
  } catch (error) {
    if (error instanceof LintelError) throw error;
    throw mistake('unwritable', { file: folder, reason: (error as NodeJS.ErrnoException).code ?? String(error) });
  }
}

/**
 * Reads what was written to folders; `*` in a name stands for any part of it. Nothing in there is trusted: what another version has written, what was
 * damaged and what cannot be decoded is not used.
 */
export function readExchange(cwd: string, patterns: readonly string[], codec: Codec): Exchange {
  const found = patterns.flatMap((pattern) => {
    const folders = foldersAt(cwd, pattern).filter((folder) => existsSync(folder));
    return folders.length > 0
      ? folders.map((folder) => readFolder(folder, relative(cwd, folder), codec))
      : [faulty(pattern, 'it does not exist')];
  });
  return {
    encoded(text, language, section) {
      const key = keyOf({ text, language, section });
      for (const { take } of found) {
        const encoded = take(key, section);
        if (encoded !== undefined) return encoded;
      }
      return undefined;
    },
    notes: () => found.flatMap(({ note }) => note() ?? []),
  };
}

interface Folder {
  take(key: string, section: Section): Encoded | undefined;
  note(): string | null;
}

/** Text, language, section, sum, and what is known. */
const form = /^[\w-]{16} \S+ \S+ [\w-]{16} \[/;

function faulty(name: string, reason: string): Folder {
  return { take: () => undefined, note: () => `no facts from ${name}: ${reason}` };
}

function readFolder(folder: string, name: string, codec: Codec): Folder {
  const read = readRegular(join(folder, fileName), { most: mostBytes, links: false });
  if (read === null) return faulty(name, `it has no file "${fileName}"`);
  if ('fault' in read) return faulty(name, read.fault);
  const [head, ...lines] = read.bytes.toString('utf8').split('\n');
  if (head !== headOf(codec.version)) return faulty(name, 'another version of Lintel wrote them');
  // Every line ends; what stands behind the last one was cut off.
  const rest = lines.pop() ?? '';
  const entries = new Map(
    lines.filter((line) => form.test(line)).map((line) => [line.split(' ', 3).join(' '), line] as const),
  );
  const damaged = new Set([...lines.filter((line) => !form.test(line)), ...(rest === '' ? [] : [rest])]);
  return {
    take(key, section) {
      const line = entries.get(key);
      if (line === undefined || damaged.has(key)) return undefined;
      const [sum = '', encoded = ''] = splitOnce(line.slice(key.length + 1));
      if (sum === sumOf(key, encoded) && isDecodable(codec, section, encoded)) return encoded;
      damaged.add(key);
      return undefined;
    },
    note: () => (damaged.size > 0 ? `no facts from ${name} for ${damagedText(damaged.size)}` : null),
  };
}

function headOf(version: string): string {
  return `lintel-facts ${version}`;
}

function keyOf({ text, language, section }: Omit<Entry, 'encoded'>): string {
  return `${text} ${language} ${section}`;
}

/** Tells accidents. A forger can make one too: whoever writes to a shared cache must be trusted with the code. */
function sumOf(key: string, encoded: Encoded): Hash {
  return hashOf(`${key} ${encoded}`);
}

function splitOnce(text: string): readonly string[] {
  const at = text.indexOf(' ');
  return at < 0 ? [text] : [text.slice(0, at), text.slice(at + 1)];
}

function isDecodable(codec: Codec, section: Section, encoded: Encoded): boolean {
  try {
    codec.decode(section, encoded);
    return true;
  } catch {
    return false;
  }
}

function damagedText(count: number): string {
  return count === 1 ? '1 entry, which is damaged' : `${String(count)} entries, which are damaged`;
}

/** The folders that a pattern names. */
function foldersAt(cwd: string, pattern: string): readonly string[] {
  if (!pattern.includes('*')) return [resolve(cwd, pattern)];
  const parts = resolve(cwd, pattern).split(/[\\/]/);
  const first = parts.findIndex((part) => part.includes('*'));
  let folders = [parts.slice(0, first).join('/') || '/'];
  for (const part of parts.slice(first)) {
    folders = folders.flatMap((folder) => (part.includes('*') ? childrenLike(folder, part) : [join(folder, part)]));
  }
  return folders;
}

function childrenLike(folder: string, name: string): string[] {
  const test = pathTest(name);
  try {
    return readdirSync(folder, { withFileTypes: true })
      .filter((entry) => entry.isDirectory() && test(entry.name))
      .map((entry) => join(folder, entry.name))
      .sort();
  } catch {
    return [];
  }
}

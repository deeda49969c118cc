import {
  type Alias,
  type Document,
  isAlias,
  isMap,
  isPair,
  isScalar,
  isSeq,
  LineCounter,
  type Node,
  parseDocument,
  type YAMLMap,
} from 'yaml';
import { type ConfigPlace, type LintelError, mistake } from '../core/error.ts';
import type { Path } from '../core/location.ts';
import { type YamlExcess, yamlExcess } from '../core/yaml-excess.ts';
import { barePath } from './bare-path.ts';
import type { Entry, Written } from './written.ts';

/** A configuration text and its file. */
export interface Source {
  readonly file: Path;
  readonly text: string;
  readonly own: boolean;
}

const most = { characters: 250_000, depth: 60, indent: 200, values: 20_000 };

/** Parses YAML 1.2 to values with locations. Null if the result would be unreliable. */
export function readYaml(source: Source): { readonly root: Written | null; readonly errors: readonly LintelError[] } {
  const text = source.text.startsWith('\uFEFF') ? source.text.slice(1) : source.text;
  const lines = new LineCounter();
  lines.addNewLine(0);
  for (let i = text.indexOf('\n'); i >= 0; i = text.indexOf('\n', i + 1)) lines.addNewLine(i + 1);
  const place = (offset: number): ConfigPlace => {
    const { line, col } = lines.linePos(Math.max(0, Math.min(offset, text.length)));
    return { file: source.file, line, column: col };
  };
  const excess = yamlExcess(text, most);
  if (excess) return { root: null, errors: [mistake('too-large', excessWords(excess), place(excess.offset))] };
  const document = parseDocument(text, { prettyErrors: false, uniqueKeys: false, logLevel: 'error' });
  const reader: Reader = { text, place, own: source.own, anchors: new Map(), errors: [], values: 0 };
  const broken = syntaxErrors(document, reader);
  if (broken.length > 0) return { root: null, errors: broken };
  if (!document.contents) return { root: null, errors: [mistake('empty-file', undefined, place(0))] };
  const root = read(document.contents, reader).written;
  const fatal = reader.errors.some((e) => e.code !== 'duplicate-key');
  return { root: fatal ? null : root, errors: reader.errors };
}

function excessWords({ of, found }: YamlExcess): { readonly what: string; readonly most: string } {
  const texts: Readonly<Record<typeof of, string>> = {
    characters: `the file has ${found} characters`,
    depth: 'lists and maps are nested too deeply',
    indent: `${found} spaces of indentation`,
  };
  return { what: texts[of], most: String(most[of]) };
}

interface Reader {
  readonly text: string;
  place(offset: number): ConfigPlace;
  readonly own: boolean;
  readonly anchors: Map<string, Read>;
  readonly errors: LintelError[];
  /** The number of values after aliases are expanded. */
  values: number;
}

interface Read {
  readonly written: Written;
  readonly values: number;
}

/** One error for each line that needs quotes; otherwise only the first error, because the others follow from it. */
function syntaxErrors(document: Document.Parsed, reader: Reader): LintelError[] {
  const quotes = new Map<number, LintelError | null>();
  for (const error of document.errors) {
    const { line } = reader.place(error.pos[0]);
    if (!quotes.has(line)) quotes.set(line, quoteError(error.pos[0], reader));
  }
  if ([...quotes.values()].some((quote) => quote !== null)) addOtherQuotes(quotes, reader);
  const quoted = [...quotes].sort(([a], [b]) => a - b).flatMap(([, quote]) => quote ?? []);
  const [first] = document.errors;
  if (!first || quoted.length > 0) return quoted;
  const at = reader.place(first.pos[0]);
  if (first.code === 'TAB_AS_INDENT') return [mistake('yaml-tab', undefined, at)];
  if (first.code === 'MULTIPLE_DOCS')
    return [mistake('yaml', { text: 'this file has several documents: delete the line `---`' }, at)];
  const [line = ''] = first.message.split('\n');
  const hint =
    first.code === 'BLOCK_IN_FLOW' || first.code === 'BLOCK_AS_IMPLICIT_KEY'
      ? ' (a string that contains ": " needs quotes)'
      : '';
  return [mistake('yaml', { text: line.charAt(0).toLowerCase() + line.slice(1).replace(/"/g, '') + hint }, at)];
}

/** Missing quotes are rarely a single case, so all such lines are reported at once, although YAML stops at the first. */
function addOtherQuotes(quotes: Map<number, LintelError | null>, reader: Reader): void {
  let start = 0;
  for (const [index, line] of reader.text.split('\n').entries()) {
    const bare = quotes.has(index + 1) ? null : barePath(reader.text, start);
    const before = bare ? line.slice(0, bare.offset - start) : '';
    // These characters have no meaning in the middle of a plain scalar.
    if (bare && ('{*!&@%'.includes(bare.path.charAt(0)) || /[[{]/.test(before)))
      quotes.set(index + 1, quoteError(bare.offset, reader));
    start += line.length + 1;
  }
}

function quoteError(offset: number, reader: Reader): LintelError | null {
  const inside = Math.max(0, Math.min(offset, reader.text.length));
  const bare = barePath(reader.text, inside - reader.place(inside).column + 1);
  if (!bare) return null;
  const first = bare.path.charAt(0);
  const marks = /[{*]/.test(bare.path) ? '{ and * are special' : `${/\w/.test(first) ? '[' : first} is special`;
  return mistake('yaml-quote', { path: bare.path, marks }, reader.place(bare.offset));
}

function read(node: Node | null, reader: Reader, fallback = 0): Read {
  const offset = node?.range?.[0] ?? fallback;
  const at = reader.place(offset);
  const make = (value: Written['value'], values = 1): Read => ({
    written: { value, at, own: reader.own, ...bracesOf(node, reader) },
    values,
  });
  if (!node || tooMany(reader, at)) return make(null);
  if (isAlias(node)) return readAlias(node, reader) ?? make(null);
  if (node.tag !== undefined && reader.text.slice(0, offset).trimEnd().endsWith(tagText(node.tag))) {
    const start = reader.text.lastIndexOf('!', offset - 1);
    reader.errors.push(quoteError(start, reader) ?? tagError(node.tag, reader.place(Math.max(0, start))));
    return make(null);
  }
  const plain = (): Read =>
    isSeq(node) ? readList(node.items, reader, make) : make(scalar(isScalar(node) ? node.value : null));
  const done = isMap(node) ? readMap(node, reader, make) : plain();
  reader.values += 1;
  if ('anchor' in node && typeof node.anchor === 'string') reader.anchors.set(node.anchor, done);
  return done;
}

function tagError(tag: string, at: ConfigPlace): LintelError {
  const isZone = /^![\w-]+$/.test(tag);
  return isZone
    ? mistake('yaml-quote', { path: tag, marks: '! is special' }, at)
    : mistake('no-tags', { tag: tag.replace('tag:yaml.org,2002:', '!!') }, at);
}

function tagText(tag: string): string {
  return tag.startsWith('tag:yaml.org,2002:') ? tag.slice('tag:yaml.org,2002:'.length) : tag;
}

function scalar(value: unknown): string | number | boolean | null {
  return typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean' ? value : null;
}

function bracesOf(node: Node | null, reader: Reader): { braces?: string } {
  if (
    !isMap(node) ||
    !node.flow ||
    !node.range ||
    node.items.length === 0 ||
    node.items.some((pair) => pair.value !== null)
  )
    return {};
  return { braces: reader.text.slice(node.range[0], node.range[1]) };
}

function readAlias(node: Alias.Parsed | Alias, reader: Reader): Read | null {
  const offset = node.range?.[0] ?? 0;
  const found = reader.anchors.get(node.source);
  if (!found) {
    reader.errors.push(
      quoteError(offset, reader) ?? mistake('unknown-alias', { name: node.source }, reader.place(offset)),
    );
    return null;
  }
  reader.values += found.values;
  tooMany(reader, reader.place(offset));
  return found;
}

/** Reported once; the rest is not read. */
function tooMany(reader: Reader, at: ConfigPlace): boolean {
  if (reader.values <= most.values) return false;
  if (!reader.errors.some((error) => error.code === 'too-large'))
    reader.errors.push(
      mistake('too-large', { what: 'too many values after aliases are expanded', most: String(most.values) }, at),
    );
  return true;
}

type Make = (value: Written['value'], values?: number) => Read;

function readList(items: readonly unknown[], reader: Reader, make: Make): Read {
  const list = items.map((item) => read(isPair(item) ? null : (item as Node | null), reader));
  return make(
    list.map((one) => one.written),
    list.reduce((sum, one) => sum + one.values, 1),
  );
}

function readMap(node: YAMLMap, reader: Reader, make: Make): Read {
  const entries = new Map<string, Entry>();
  let values = 1;
  for (const pair of node.items) {
    const key = pair.key as Node | null;
    const offset = key?.range?.[0] ?? node.range?.[0] ?? 0;
    const at = reader.place(offset);
    const name = isScalar(key) && scalar(key.value) !== null ? String(key.value) : null;
    const value = read(pair.value as Node | null, reader, key?.range?.[1] ?? offset);
    values += value.values;
    const first = name === null ? undefined : entries.get(name);
    if (name === null || name === '__proto__')
      reader.errors.push(quoteError(offset, reader) ?? mistake('yaml-key', undefined, at));
    else if (name === '<<') reader.errors.push(mistake('no-merge-keys', undefined, at));
    else if (first) reader.errors.push(mistake('duplicate-key', { key: name, line: first.key.line }, at));
    else entries.set(name, { key: at, value: value.written });
  }
  return make(entries, values);
}

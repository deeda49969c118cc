import {
  type Alias,
  type Document,
  isAlias,
  isMap,
  isScalar,
  isSeq,
  LineCounter,
  type Node,
  type Pair,
  parseDocument,
  visit,
  type YAMLMap,
} from 'yaml';
import type { Fault } from '../../core/code.ts';
import type { scalarKinds } from '../../core/contents.ts';
import type { Place } from '../../core/location.ts';
import { type YamlExcess, yamlExcess } from '../../core/yaml-excess.ts';
import { addTo } from '../../core/group.ts';

/** A map of a YAML or JSON document, as far as it is looked at. */
export interface Fields {
  /** Its entries in order, those of merge keys after its own. */
  readonly entries: readonly Field[];
  get(key: string): Value | undefined;
}

export interface Field {
  readonly key: string;
  readonly at: Place;
  readonly value: Value;
}

/** A value, of which is only known what is asked. */
export interface Value {
  /** A text or number as written; null for anything else. */
  text(): string | null;
  /** Null for a map or list. */
  scalar(): { readonly kind: (typeof scalarKinds)[number]; readonly text: string } | null;
  fields(): Fields | null;
  items(): readonly Value[];
  readonly at: Place;
  /** Equal for all aliases of one value; null where there is none. */
  readonly identity: object | null;
}

/** Opens a document from its root; each time, its own number of entries may be looked at. */
export type Opening = (report: (fault: Fault) => void) => Value;

const most = { characters: 12_000_000, depth: 200, indent: 500, looks: 300_000, faults: 20 };

/** Reads YAML 1.2, and so JSON, into values that are opened one by one: aliases are followed, never written out. Null when nothing can be trusted. */
export function readYaml(text: string, report: (fault: Fault) => void): Opening | null {
  const lines = linesOf(text);
  const excess = yamlExcess(text, most);
  if (excess) {
    report({ text: excessText(excess), at: lines(excess.offset, excess.offset) });
    return null;
  }
  const document = parseDocument(text, { prettyErrors: false, uniqueKeys: false, logLevel: 'error' });
  for (const error of document.errors.slice(0, most.faults))
    report({ text: error.message, at: lines(error.pos[0], error.pos[0]) });
  const { contents } = document;
  if (document.errors.length > 0 || !contents) return null;
  const anchors = anchorsOf(text, document);
  return (tell) => opened(contents, { anchors, lines, report: tell, looks: 0, lost: new Set() });
}

function linesOf(text: string): (start: number, end: number) => Place {
  const counter = new LineCounter();
  counter.addNewLine(0);
  for (let i = text.indexOf('\n'); i >= 0; i = text.indexOf('\n', i + 1)) counter.addNewLine(i + 1);
  const at = (offset: number) => counter.linePos(Math.max(0, Math.min(offset, text.length)));
  return (start, end) => {
    const [from, to] = [at(start), at(end)];
    return { line: from.line, column: from.col, endLine: to.line, endColumn: to.col };
  };
}

function excessText({ of, found }: YamlExcess): string {
  if (of === 'characters') return `The document has ${found} characters; at most ${most.characters} are read.`;
  return of === 'depth'
    ? 'Nested too deeply to be read.'
    : `Indented by ${found} spaces; at most ${most.indent} are read.`;
}

interface Reader {
  readonly anchors: ReadonlyMap<string, readonly Node[]>;
  lines(start: number, end: number): Place;
  report(fault: Fault): void;
  looks: number;
  /** Aliases of nothing that were told. */
  readonly lost: Set<number>;
}

/** What each anchor names, in order: it may name one thing after another. */
function anchorsOf(text: string, document: Document.Parsed): ReadonlyMap<string, readonly Node[]> {
  const found = new Map<string, Node[]>();
  if (!text.includes('&')) return found;
  visit(document, (_, node) => {
    if (typeof node !== 'object' || node === null || !('anchor' in node) || typeof node.anchor !== 'string') return;
    addTo(found, node.anchor, node as Node);
  });
  return found;
}

function opened(node: Node, reader: Reader): Value {
  const real = resolved(node, reader);
  const [start, end] = node.range ?? [0, 0];
  return {
    text: () =>
      isScalar(real) && (typeof real.value === 'string' || typeof real.value === 'number')
        ? (real.source ?? String(real.value))
        : null,
    scalar: () => scalarOf(real),
    fields: () => (isMap(real) ? fieldsOf(pairsOf(real), reader) : null),
    items: () => (isSeq(real) ? (real.items as Node[]).map((item) => opened(item, reader)) : []),
    get at() {
      return reader.lines(start, end);
    },
    identity: real,
  };
}

function scalarOf(node: Node | null): ReturnType<Value['scalar']> {
  if (!node) return { kind: 'null', text: '' };
  if (!isScalar(node)) return null;
  const { value } = node;
  const text = node.source ?? String(value);
  if (typeof value === 'string') return { kind: 'text', text };
  if (typeof value === 'number') return { kind: 'number', text };
  return typeof value === 'boolean' ? { kind: 'boolean', text } : { kind: 'null', text: '' };
}

function resolved(node: Node, { anchors, lost, lines, report }: Reader): Node | null {
  let at: Node | undefined = node;
  for (let steps = 0; at && isAlias(at); steps++) {
    const alias: Alias = at;
    const before: number = alias.range?.[0] ?? 0;
    at = steps > 20 ? undefined : lastBefore(anchors.get(alias.source) ?? [], before);
  }
  const [start = 0, end = 0] = node.range ?? [];
  if (!at && isAlias(node) && !lost.has(start)) {
    lost.add(start);
    report({ text: `No anchor \`${node.source}\` is defined before this.`, at: lines(start, end) });
  }
  return at ?? null;
}

function lastBefore(nodes: readonly Node[], offset: number): Node | undefined {
  let [low, high] = [0, nodes.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((nodes[middle]?.range?.[0] ?? 0) < offset) low = middle + 1;
    else high = middle;
  }
  return nodes[low - 1];
}

type Pairs = readonly Pair<Node, Node | null>[];
const pairsOf = (map: YAMLMap): Pairs => map.items as Pair<Node, Node | null>[];

function fieldsOf(pairs: Pairs, reader: Reader): Fields {
  const found = new Map<string, Field>();
  const merged: Node[] = [];
  for (const { key, value } of pairs) {
    if (++reader.looks > most.looks) {
      if (reader.looks === most.looks + 1)
        reader.report({ text: `More than ${most.looks} entries after aliases are expanded.`, at: reader.lines(0, 0) });
      break;
    }
    if (!isScalar(key)) continue;
    const name = key.source ?? String(key.value);
    const [start, end] = key.range ?? [0, 0];
    if (name === '<<' && value) merged.push(value);
    else if (found.has(name)) reader.report({ text: `\`${name}\` appears twice.`, at: reader.lines(start, end) });
    else
      found.set(name, {
        key: name,
        at: reader.lines(start, end),
        value: value ? opened(value, reader) : nothing(reader.lines(start, end)),
      });
  }
  for (const one of merged)
    for (const field of mergedFields(one, reader)) if (!found.has(field.key)) found.set(field.key, field);
  return { entries: [...found.values()], get: (key) => found.get(key)?.value };
}

function mergedFields(node: Node, reader: Reader): readonly Field[] {
  const real = resolved(node, reader);
  const sources = isSeq(real) ? (real.items as Node[]) : [node];
  // A merge inside what is merged is left out: it may be a circle.
  return sources.flatMap((one) => {
    const map = resolved(one, reader);
    return isMap(map)
      ? fieldsOf(
          pairsOf(map).filter(({ key }) => !(isScalar(key) && key.value === '<<')),
          reader,
        ).entries
      : [];
  });
}

function nothing(at: Place): Value {
  return {
    text: () => null,
    scalar: () => ({ kind: 'null', text: '' }),
    fields: () => null,
    items: () => [],
    at,
    identity: null,
  };
}

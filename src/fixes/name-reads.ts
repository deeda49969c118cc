import type { NamedKind } from '../core/bindings.ts';

/** The first line in which a text reads the `name` of a class, and of a function, that it cannot know; null where there is none. */
export type NameReads = Readonly<Record<NamedKind, number | null>>;

const ofConstructor =
  /\b(?:constructor|new\s*\.\s*target)(?:(?:\s*[!?])?\s*\.\s*name\b|(?:\s*\?\.)?\s*\[\s*['"]name['"]\s*\])/;
const ofNamed = /(?<![\w$.])([A-Za-z_$][\w$]*)(?:\s*[!?])?\s*\.\s*name\b/g;
const asked = /\btypeof\s+([A-Za-z_$][\w$]*)\s*===?\s*['"]function['"]/g;
const called = /(?<![\w$.])(new\s+|function\b\s*(?:\*\s*)?)?([A-Za-z_$][\w$]*)\s*(?:\?\.\s*)?\(/g;

/**
 * What a text calls or constructs is a function or a class: its `name` is that of whatever was handed over. One in a comment counts as well: it costs a
 * safe fix, and breaks nothing.
 */
export function nameReadsIn(text: string): NameReads {
  if (!/\bname\b/.test(text)) return { class: null, function: null };
  const kinds = kindsIn(text);
  const first = new Map<NamedKind, number>();
  for (const { 1: name = '', index } of text.matchAll(ofNamed))
    for (const kind of kinds.get(name) ?? []) if (!first.has(kind)) first.set(kind, index);
  const constructor = ofConstructor.exec(text)?.index ?? Infinity;
  return {
    class: lineOf(text, Math.min(constructor, first.get('class') ?? Infinity)),
    function: lineOf(text, first.get('function') ?? Infinity),
  };
}

/** What each name is taken for. */
function kindsIn(text: string): ReadonlyMap<string, ReadonlySet<NamedKind>> {
  const kinds = new Map<string, Set<NamedKind>>();
  const add = (name: string, ...found: readonly NamedKind[]): void => {
    kinds.set(name, new Set([...(kinds.get(name) ?? []), ...found]));
  };
  for (const [, name = ''] of text.matchAll(asked)) add(name, 'class', 'function');
  for (const [, before = '', name = ''] of text.matchAll(called))
    if (!before.startsWith('function')) add(name, before === '' ? 'function' : 'class');
  return kinds;
}

function lineOf(text: string, index: number): number | null {
  return index === Infinity ? null : text.slice(0, index).split('\n').length;
}

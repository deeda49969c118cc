import type { ContentNode, Contents } from '../../core/contents.ts';
import type { Value } from './yaml.ts';

const most = 1_000_000;

/** Writes down everything in a document; nothing at all if that would be too much. */
export function contentsOf(root: Value): Contents {
  const nodes: ContentNode[] = [];
  const known = new Map<object, number>();
  // A list and not a recursion: a document may be deep, and an alias may refer to what it is a part of.
  const work: (() => void)[] = [];
  const add = (value: Value): number => {
    const before = value.identity === null ? undefined : known.get(value.identity);
    if (before !== undefined) return before;
    const index = nodes.push({ kind: 'null', text: '', at: value.at }) - 1;
    if (value.identity !== null) known.set(value.identity, index);
    work.push(() => {
      nodes[index] = nodeOf(value, add);
    });
    return index;
  };
  add(root);
  for (let next = work.pop(); next; next = work.pop()) {
    if (nodes.length > most) return [];
    next();
  }
  return nodes;
}

function nodeOf(value: Value, add: (value: Value) => number): ContentNode {
  const { at } = value;
  const fields = value.fields();
  if (fields)
    return {
      kind: 'map',
      entries: fields.entries.map((one) => ({ key: one.key, at: one.at, value: add(one.value) })),
      at,
    };
  const scalar = value.scalar();
  return scalar ? { ...scalar, at } : { kind: 'list', items: value.items().map(add), at };
}

import { type ContentEntry, type ContentNode, type Contents, scalarKinds } from '../core/contents.ts';
import { type Codec, list, numbers, place } from './cells.ts';

const kinds = [...scalarKinds, 'map', 'list'] as const satisfies readonly ContentNode['kind'][];

const entries = list<ContentEntry>({
  write({ key, at, value }, to) {
    to.text(key);
    place.write(at, key.length, to);
    to.number(value);
  },
  read(from) {
    const key = from.text();
    return { key, at: place.read(key.length, from), value: from.number() };
  },
});

const node: Codec<ContentNode> = {
  write(one, to) {
    to.number(kinds.indexOf(one.kind));
    switch (one.kind) {
      case 'map':
        entries.write(one.entries, to);
        break;
      case 'list':
        numbers.write(one.items, to);
        break;
      default:
        to.text(one.text);
    }
    place.write(one.at, 0, to);
  },
  read(from) {
    const kind = from.one(kinds);
    switch (kind) {
      case 'map':
        return { kind, entries: entries.read(from), at: place.read(0, from) };
      case 'list':
        return { kind, items: numbers.read(from), at: place.read(0, from) };
      default:
        return { kind, text: from.text(), at: place.read(0, from) };
    }
  },
};

export const contents: Codec<Contents> = list(node);

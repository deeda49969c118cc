import { type Operation, type PathItem, type Spec, type SpecReference } from '../core/spec.ts';
import { type Codec, flag, list, place, texts } from './cells.ts';

/** What may be absent; a list says itself whether it is. */
const maybe = <T>({ write, read }: Codec<T>): Codec<T | null> => ({
  write(value, to) {
    to.number(flag(value !== null));
    if (value !== null) write(value, to);
  },
  read: (from) => (from.flag() ? read(from) : null),
});

const servers = maybe(texts);
const reference = maybe<SpecReference>({
  write({ text, at }, to) {
    to.text(text);
    place.write(at, 0, to);
  },
  read: (from) => ({ text: from.text(), at: place.read(0, from) }),
});

const operations = list<Operation>({
  write({ method, keys, at, id, servers: own }, to) {
    texts.write(keys, to);
    place.write(at, method.length, to);
    to.optional(id);
    servers.write(own, to);
  },
  read(from) {
    const keys = texts.read(from);
    const method = (keys.at(-1) ?? '').toLowerCase();
    return { method, keys, at: place.read(method.length, from), id: from.optional(), servers: servers.read(from) };
  },
});

const items = list<PathItem>({
  write({ keys, at, ref, servers: own, operations: all }, to) {
    texts.write(keys, to);
    place.write(at, 0, to);
    reference.write(ref, to);
    servers.write(own, to);
    operations.write(all, to);
  },
  read: (from) => ({
    keys: texts.read(from),
    at: place.read(0, from),
    ref: reference.read(from),
    servers: servers.read(from),
    operations: operations.read(from),
  }),
});

export const spec: Codec<Spec> = {
  write({ version, servers: own, items: all }, to) {
    to.optional(version);
    servers.write(own, to);
    items.write(all, to);
  },
  read: (from) => ({ version: from.optional(), servers: servers.read(from), items: items.read(from) }),
};

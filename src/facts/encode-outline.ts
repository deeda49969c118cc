import { type Braces, bracesKinds, type Link, type Member, type Outline, type TextCall } from '../core/outline.ts';
import { type Codec, list, place } from './cells.ts';
import { places } from './encode-handlers.ts';

const links = list<Link>({
  write({ name, at, first }, to) {
    to.text(name);
    place.write(at, 0, to);
    places.write(first ? [first] : [], to);
  },
  read(from) {
    const [name, at] = [from.text(), place.read(0, from)];
    return { name, at, first: places.read(from)[0] ?? null };
  },
});

const members = list<Member>({
  write({ name, at, key, value, decorators, calls }, to) {
    to.text(name);
    place.write(at, 0, to);
    place.write(key, name.length, to);
    places.write(value ? [value] : [], to);
    links.write(decorators, to);
    links.write(calls, to);
  },
  read(from) {
    const name = from.text();
    return {
      name,
      at: place.read(0, from),
      key: place.read(name.length, from),
      value: places.read(from)[0] ?? null,
      decorators: links.read(from),
      calls: links.read(from),
    };
  },
});

const braces = list<Braces>({
  write({ kind, at, members: own }, to) {
    to.number(bracesKinds.indexOf(kind));
    place.write(at, 0, to);
    members.write(own, to);
  },
  read: (from) => ({ kind: from.one(bracesKinds), at: place.read(0, from), members: members.read(from) }),
});

const calls = list<TextCall>({
  write({ name, at, receiver, text, statement }, to) {
    place.write(name, 0, to);
    place.write(at, 0, to);
    to.optional(receiver);
    to.text(text);
    places.write(statement ? [statement] : [], to);
  },
  read: (from) => ({
    name: place.read(0, from),
    at: place.read(0, from),
    receiver: from.optional(),
    text: from.text(),
    statement: places.read(from)[0] ?? null,
  }),
});

export const outline: Codec<Outline> = {
  write(value, to) {
    braces.write(value.braces, to);
    calls.write(value.calls, to);
  },
  read: (from) => ({ braces: braces.read(from), calls: calls.read(from) }),
};

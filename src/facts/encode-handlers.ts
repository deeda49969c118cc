import type { Place } from '../core/location.ts';
import type { Annotation, ImportedName, Reply, ReplyLink, Result, RouteFunction } from '../core/route.ts';
import { type Codec, flag, list, numbers, place } from './cells.ts';

export const importedName: Codec<ImportedName> = {
  write({ specifier, name }, to) {
    to.text(specifier);
    to.text(name);
  },
  read: (from) => ({ specifier: from.text(), name: from.text() }),
};
const importedNames = list(importedName);

const anyPlace: Codec<Place> = {
  write: (value, to) => {
    place.write(value, 0, to);
  },
  read: (from) => place.read(0, from),
};
export const places = list(anyPlace);

const links = list<ReplyLink>({
  write({ name, args, body }, to) {
    to.text(name);
    numbers.write(args, to);
    places.write(body ? [body] : [], to);
  },
  read: (from) => ({ name: from.text(), args: numbers.read(from), body: places.read(from)[0] ?? null }),
});

const replies = list<Reply>({
  write({ root, chain, at, within }, to) {
    to.number(root);
    links.write(chain, to);
    place.write(at, 0, to);
    place.write(within, 0, to);
  },
  read: (from) => ({
    root: from.number(),
    chain: links.read(from),
    at: place.read(0, from),
    within: place.read(0, from),
  }),
});

const results = list<Result>({
  write({ at, within }, to) {
    place.write(at, 0, to);
    place.write(within, 0, to);
  },
  read: (from) => ({ at: place.read(0, from), within: place.read(0, from) }),
});

const annotations = list<Annotation>({
  write({ index, at, name, given }, to) {
    to.number(index);
    place.write(at, 0, to);
    importedNames.write(name ? [name] : [], to);
    places.write(given, to);
  },
  read: (from) => ({
    index: from.number(),
    at: place.read(0, from),
    name: importedNames.read(from)[0] ?? null,
    given: places.read(from),
  }),
});

/** What functions do, which may handle routes. */
export const functions: Codec<RouteFunction> = {
  write({ outer, arrow, at, types, steps, returns, results: returned, replies: answers, annotations: declared }, to) {
    to.number(outer);
    to.number(flag(arrow));
    to.number(flag(at !== null));
    if (at) place.write(at, 0, to);
    importedNames.write(types, to);
    numbers.write(steps, to);
    numbers.write(returns, to);
    results.write(returned, to);
    replies.write(answers, to);
    annotations.write(declared, to);
  },
  read: (from) => ({
    outer: from.number(),
    arrow: from.flag(),
    at: from.flag() ? place.read(0, from) : null,
    types: importedNames.read(from),
    steps: numbers.read(from),
    returns: numbers.read(from),
    results: results.read(from),
    replies: replies.read(from),
    annotations: annotations.read(from),
  }),
};

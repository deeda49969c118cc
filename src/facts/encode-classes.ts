import {
  type MarkedField,
  type MarkedMember,
  type MarkedParameter,
  memberKinds,
  type Named,
  type RouteClass,
} from '../core/route.ts';
import { type Codec, flag, list, numbers, place } from './cells.ts';

export const named: Codec<Named> = {
  write({ name, value }, to) {
    to.text(name);
    to.number(value);
  },
  read: (from) => ({ name: from.text(), value: from.number() }),
};

const members = list<RouteClass['members'][number]>({
  write({ kind, fixed, ...rest }, to) {
    to.number(memberKinds.indexOf(kind));
    to.number(flag(fixed));
    named.write(rest, to);
  },
  read: (from) => ({ kind: from.one(memberKinds), fixed: from.flag(), ...named.read(from) }),
});

const parameter: Codec<MarkedParameter> = {
  write({ name, marks, type }, to) {
    to.text(name);
    numbers.write(marks, to);
    to.number(type);
  },
  read: (from) => ({ name: from.text(), marks: numbers.read(from), type: from.number() }),
};
const parameters = list(parameter);

const marked = list<MarkedMember>({
  write({ name, marks, parameters: own, at }, to) {
    to.text(name);
    numbers.write(marks, to);
    parameters.write(own, to);
    place.write(at, 0, to);
  },
  read: (from) => ({
    name: from.text(),
    marks: numbers.read(from),
    parameters: parameters.read(from),
    at: place.read(0, from),
  }),
});

const fields = list<MarkedField>({
  write({ optional, at, ...rest }, to) {
    to.number(flag(optional));
    parameter.write(rest, to);
    place.write(at, 0, to);
  },
  read: (from) => ({ optional: from.flag(), ...parameter.read(from), at: place.read(0, from) }),
});

export const classes: Codec<RouteClass> = {
  write(one, to) {
    to.number(one.base);
    to.number(one.scope);
    to.number(one.maker);
    numbers.write(one.marks, to);
    marked.write(one.marked, to);
    fields.write(one.fields, to);
    members.write(one.members, to);
  },
  read: (from) => ({
    base: from.number(),
    scope: from.number(),
    maker: from.number(),
    marks: numbers.read(from),
    marked: marked.read(from),
    fields: fields.read(from),
    members: members.read(from),
  }),
};

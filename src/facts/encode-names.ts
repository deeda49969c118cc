import { type Bindings, doubts, namedKinds, ties, writings } from '../core/bindings.ts';
import { type ImportUse, type Mention, type Unit, type Uses, remains, unitKinds, ways } from '../core/uses.ts';
import { type Codec, flag, list, numbers, place, texts } from './cells.ts';

export const bindings: Codec<Bindings> = {
  write({ scopes, variables, free, unclear }, to) {
    numbers.write(scopes, to);
    to.number(variables.length);
    for (const { name, scope, tie, doubt, named, occurrences } of variables) {
      to.text(name);
      to.number(scope);
      to.number(tie === null ? -1 : ties.indexOf(tie));
      to.number(doubt === null ? -1 : doubts.indexOf(doubt));
      to.number(named === null ? -1 : namedKinds.indexOf(named));
      to.number(occurrences.length);
      for (const { at, scope: around, writing } of occurrences) {
        place.write(at, name.length, to);
        to.number(around);
        to.number(writings.indexOf(writing));
      }
    }
    to.number(free.length);
    for (const { name, scope } of free) {
      to.text(name);
      to.number(scope);
    }
    texts.write(unclear, to);
  },
  read(from) {
    const scopes = numbers.read(from);
    const variables = from.list(() => {
      const name = from.text();
      const scope = from.below(scopes.length);
      const [tie, doubt, named] = [from.number(), from.number(), from.number()];
      const occurrences = from.list(() => ({
        at: place.read(name.length, from),
        scope: from.below(scopes.length),
        writing: from.one(writings),
      }));
      return {
        name,
        scope,
        tie: ties[tie] ?? null,
        doubt: doubts[doubt] ?? null,
        named: namedKinds[named] ?? null,
        occurrences,
      };
    });
    return {
      scopes,
      variables,
      free: from.list(() => ({ name: from.text(), scope: from.below(scopes.length) })),
      unclear: texts.read(from),
    };
  },
};

const mentions = list<Mention>({
  write({ name, type }, to) {
    to.text(name);
    to.number(flag(type));
  },
  read: (from) => ({ name: from.text(), type: from.flag() }),
});

const units = list<Unit>({
  write({ kind, names, at, whole, exported, remains: left, effects, mentions: mentioned }, to) {
    to.number(unitKinds.indexOf(kind));
    texts.write(names, to);
    place.write(at, names[0]?.length ?? 0, to);
    place.write(whole, 0, to);
    to.number(flag(exported));
    to.number(remains.indexOf(left));
    to.number(flag(effects));
    mentions.write(mentioned, to);
  },
  read(from) {
    const kind = from.one(unitKinds);
    const names = texts.read(from);
    return {
      kind,
      names,
      at: place.read(names[0]?.length ?? 0, from),
      whole: place.read(0, from),
      exported: from.flag(),
      remains: from.one(remains),
      effects: from.flag(),
      mentions: mentions.read(from),
    };
  },
});

const imports = list<ImportUse>({
  write({ local, ways: used, members, places }, to) {
    to.text(local);
    to.number(used.length);
    for (const way of used) to.number(ways.indexOf(way));
    to.number(flag(members !== null));
    if (members) mentions.write(members, to);
    to.number(places.length);
    for (const at of places) place.write(at, local.length, to);
  },
  read(from) {
    const local = from.text();
    return {
      local,
      ways: from.list(() => from.one(ways)),
      members: from.flag() ? mentions.read(from) : null,
      places: from.list(() => place.read(local.length, from)),
    };
  },
});

export const uses: Codec<Uses> = {
  write({ units: all, imports: used, hasTags, factories }, to) {
    units.write(all, to);
    imports.write(used, to);
    to.number(flag(hasTags));
    to.number(flag(factories !== null));
    if (factories) texts.write(factories, to);
  },
  read: (from) => ({
    units: units.read(from),
    imports: imports.read(from),
    hasTags: from.flag(),
    factories: from.flag() ? texts.read(from) : null,
  }),
};

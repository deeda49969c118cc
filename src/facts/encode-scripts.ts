import type { CoveredScript, Layout, ScriptFunction, ScriptRange } from '../core/script.ts';
import { type Codec, flag, list, numbers } from './cells.ts';

const ranges = list<ScriptRange>({
  write({ start, end, count }, to) {
    to.number(start);
    to.number(end);
    to.number(count);
  },
  read: (from) => ({ start: from.number(), end: from.number(), count: from.number() }),
});

const functions = list<ScriptFunction>({
  write({ name, isBlock, ranges: own }, to) {
    to.text(name);
    to.number(flag(isBlock));
    ranges.write(own, to);
  },
  read: (from) => ({ name: from.text(), isBlock: from.flag(), ranges: ranges.read(from) }),
});

const sources = list<string | null>({
  write: (value, to) => {
    to.optional(value);
  },
  read: (from) => from.optional(),
});

export const script: Codec<CoveredScript> = {
  write({ path, at, functions: own, map }, to) {
    to.text(path);
    to.number(at);
    functions.write(own, to);
    to.number(flag(map !== null));
    if (map === null) return;
    numbers.write(map.lineLengths, to);
    sources.write(map.sources, to);
    to.text(map.mappings);
  },
  read: (from) => ({
    path: from.text(),
    at: from.number(),
    functions: functions.read(from),
    map: from.flag() ? { lineLengths: numbers.read(from), sources: sources.read(from), mappings: from.text() } : null,
  }),
};

export const layout: Codec<Layout> = {
  write({ starts, ends, ignored }, to) {
    numbers.write(starts, to);
    numbers.write(ends, to);
    numbers.write(ignored, to);
  },
  read: (from) => ({ starts: numbers.read(from), ends: numbers.read(from), ignored: numbers.read(from) }),
};

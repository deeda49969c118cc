import type { CoveredScript, Generated, Layout, ScriptFunction, ScriptMap, ScriptRange } from '../core/script.ts';
import type { Reporting } from '../core/runner.ts';
import { type Codec, flag, list, numbers, texts } from './cells.ts';

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

const plainMap: Codec<Omit<ScriptMap, 'lineLengths'>> = {
  write({ sources: own, mappings }, to) {
    sources.write(own, to);
    to.text(mappings);
  },
  read: (from) => ({ sources: sources.read(from), mappings: from.text() }),
};

export const script: Codec<CoveredScript> = {
  write({ path, at, functions: own, map }, to) {
    to.text(path);
    to.number(at);
    functions.write(own, to);
    to.number(flag(map !== null));
    if (map === null) return;
    numbers.write(map.lineLengths, to);
    plainMap.write(map, to);
  },
  read: (from) => ({
    path: from.text(),
    at: from.number(),
    functions: functions.read(from),
    map: from.flag() ? { lineLengths: numbers.read(from), ...plainMap.read(from) } : null,
  }),
};

export const generated: Codec<Generated> = {
  write({ lineLengths, map, beside }, to) {
    numbers.write(lineLengths, to);
    to.number(flag(map !== null));
    if (map) plainMap.write(map, to);
    to.optional(beside);
  },
  read: (from) => ({
    lineLengths: numbers.read(from),
    map: from.flag() ? plainMap.read(from) : null,
    beside: from.optional(),
  }),
};

export const reporting: Codec<Reporting> = {
  write({ formats, isComputed, isOn }, to) {
    to.number(flag(formats !== null));
    if (formats) texts.write(formats, to);
    to.number(flag(isComputed));
    to.number(flag(isOn));
  },
  read: (from) => ({
    formats: from.flag() ? texts.read(from) : null,
    isComputed: from.flag(),
    isOn: from.flag(),
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

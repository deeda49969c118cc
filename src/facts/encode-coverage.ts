import {
  type Covered,
  coverageFormats,
  type CoveredFunction,
  type CoveredLine,
  type CoveredPart,
  type Figure,
  metrics,
} from '../core/coverage.ts';
import { type Codec, flag, list, type Reader, texts } from './cells.ts';

const lines = list<CoveredLine>({
  write({ line, hits }, to) {
    to.number(line);
    to.number(hits);
  },
  read: (from) => ({ line: from.number(), hits: from.number() }),
});

const functions = list<CoveredFunction>({
  write({ name, line, hits }, to) {
    to.text(name);
    to.number(line);
    to.number(hits);
  },
  read: (from) => ({ name: from.text(), line: from.number(), hits: from.number() }),
});

const parts = list<CoveredPart>({
  write({ line, key, hits }, to) {
    to.number(line);
    to.text(key);
    to.number(hits);
  },
  read: (from) => ({ line: from.number(), key: from.text(), hits: from.number() }),
});

export const covered: Codec<Covered> = {
  write(record, to) {
    to.number(coverageFormats.indexOf(record.format));
    to.text(record.path);
    texts.write(record.roots, to);
    to.number(record.at);
    lines.write(record.lines, to);
    parts.write(record.branches, to);
    functions.write(record.functions, to);
    parts.write(record.statements, to);
    for (const metric of metrics) to.number(flag(record.counts.includes(metric)));
    const { totals } = record;
    to.number(flag(totals !== null));
    if (totals === null) return;
    for (const metric of metrics) {
      to.number(totals[metric].covered);
      to.number(totals[metric].total);
    }
  },
  read: (from) => ({
    format: from.one(coverageFormats),
    path: from.text(),
    roots: texts.read(from),
    at: from.number(),
    lines: lines.read(from),
    branches: parts.read(from),
    functions: functions.read(from),
    statements: parts.read(from),
    counts: metrics.filter(() => from.flag()),
    totals: from.flag() ? readTotals(from) : null,
  }),
};

function readTotals(from: Reader): NonNullable<Covered['totals']> {
  const figure = (): Figure => ({ covered: from.number(), total: from.number() });
  return { lines: figure(), branches: figure(), functions: figure(), statements: figure() };
}

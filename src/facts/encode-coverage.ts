import { type Covered, coverageFormats, type Figure, metrics, type Totals } from '../core/coverage.ts';
import { type Codec, flag, type Reader, texts, type Writer } from './cells.ts';
import { type Packed, packedOf, recordOf } from './coverage/packed.ts';

export const covered: Codec<Covered> = {
  write(record, to) {
    to.number(coverageFormats.indexOf(record.format));
    to.text(record.path);
    texts.write(record.roots, to);
    to.number(record.at);
    for (const metric of metrics) to.number(flag(record.counts.includes(metric)));
    to.number(flag(record.totals !== null));
    if (record.totals) writeTotals(record.totals, to);
    const { texts: written, tally } = packedOf(record);
    for (const metric of metrics) to.text(written[metric]);
    writeTotals(tally.figures, to);
    to.number(tally.last);
  },
  read: (from) =>
    recordOf(
      {
        format: from.one(coverageFormats),
        path: from.text(),
        roots: texts.read(from),
        at: from.number(),
        counts: metrics.filter(() => from.flag()),
        totals: from.flag() ? readTotals(from) : null,
      },
      readPacked(from),
    ),
};

function readPacked(from: Reader): Packed {
  const [lines, branches, functions, statements] = [from.text(), from.text(), from.text(), from.text()];
  return {
    texts: { lines, branches, functions, statements },
    tally: { figures: readTotals(from), last: from.number() },
  };
}

function writeTotals(totals: Totals, to: Writer): void {
  for (const metric of metrics) {
    to.number(totals[metric].covered);
    to.number(totals[metric].total);
  }
}

function readTotals(from: Reader): Totals {
  const figure = (): Figure => ({ covered: from.number(), total: from.number() });
  return { lines: figure(), branches: figure(), functions: figure(), statements: figure() };
}

import {
  type Covered,
  type CoveredFunction,
  type CoveredLine,
  type CoveredPart,
  type Figure,
  type Metric,
  metrics,
  type Tally,
} from '../../core/coverage.ts';
import { type Codec, list, readerOf, writerOf } from '../cells.ts';

type Parts = Pick<Covered, Metric>;

/** The parts of a record as texts, which take a tenth of the memory. Only what is looked at is unpacked. */
export interface Packed {
  readonly texts: Readonly<Record<Metric, string>>;
  readonly tally: Tally;
}

type Unpacked = Omit<Covered, Metric | 'tally'>;

interface PackedRecord extends Covered {
  readonly packed: Packed;
}

const parts = list<CoveredPart>({
  write({ line, key, hits }, to) {
    to.number(line);
    to.text(key);
    to.number(hits);
  },
  read: (from) => ({ line: from.number(), key: from.text(), hits: from.number() }),
});

const codecs: { readonly [M in Metric]: Codec<Parts[M]> } = {
  lines: list<CoveredLine>({
    write({ line, hits }, to) {
      to.number(line);
      to.number(hits);
    },
    read: (from) => ({ line: from.number(), hits: from.number() }),
  }),
  functions: list<CoveredFunction>({
    write({ name, line, hits }, to) {
      to.text(name);
      to.number(line);
      to.number(hits);
    },
    read: (from) => ({ name: from.text(), line: from.number(), hits: from.number() }),
  }),
  branches: parts,
  statements: parts,
};

export function pack(of: Parts): Packed {
  const text = <M extends Metric>(metric: M): string => {
    const to = writerOf();
    codecs[metric].write(of[metric], to);
    return to.finish();
  };
  const figure = (metric: Metric): Figure => ({
    covered: of[metric].reduce((sum, { hits }) => (hits > 0 ? sum + 1 : sum), 0),
    total: of[metric].length,
  });
  const last = metrics.reduce(
    (most, metric) => of[metric].reduce((line, one) => (one.line > line ? one.line : line), most),
    0,
  );
  return { texts: each(text), tally: { figures: each(figure), last } };
}

export function packedOf(record: Covered): Packed {
  return 'packed' in record ? (record as PackedRecord).packed : pack(record);
}

/** A record that unpacks its parts whenever they are asked for, and keeps none. */
export function recordOf(rest: Unpacked, packed: Packed): Covered {
  const unpack = <M extends Metric>(metric: M): Parts[M] => {
    const from = readerOf(packed.texts[metric]);
    const found = codecs[metric].read(from);
    from.finish();
    return found;
  };
  const record: PackedRecord = {
    ...rest,
    tally: packed.tally,
    packed,
    get lines() {
      return unpack('lines');
    },
    get branches() {
      return unpack('branches');
    },
    get functions() {
      return unpack('functions');
    },
    get statements() {
      return unpack('statements');
    },
  };
  // A copy may be given other parts, of which this is not true.
  return Object.defineProperties(record, { packed: { enumerable: false }, tally: { enumerable: false } });
}

function each<T>(make: (metric: Metric) => T): Readonly<Record<Metric, T>> {
  return {
    lines: make('lines'),
    branches: make('branches'),
    functions: make('functions'),
    statements: make('statements'),
  };
}

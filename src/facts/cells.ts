import type { Place } from '../core/location.ts';

/** Writes numbers and texts in a row; a text that was written before is written as its number. */
export interface Writer {
  number(value: number): void;
  text(value: string): void;
  optional(value: string | null): void;
  finish(): string;
}

/** Reads what a writer wrote, and throws as soon as it is something else. */
export interface Reader {
  number(): number;
  below(limit: number): number;
  flag(): boolean;
  one<T>(values: readonly T[]): T;
  text(): string;
  optional(): string | null;
  list<T>(read: () => T): T[];
  finish(): void;
}

export function writerOf(): Writer {
  const cells: (number | string)[] = [];
  const known = new Map<string, number>();
  return {
    number(value) {
      cells.push(value);
    },
    text(value) {
      const index = known.get(value);
      if (index === undefined) known.set(value, known.size);
      cells.push(index ?? value);
    },
    optional(value) {
      if (value === null) cells.push(-1);
      else this.text(value);
    },
    finish: () => JSON.stringify(cells),
  };
}

export function readerOf(text: string): Reader {
  const parsed: unknown = JSON.parse(text);
  if (!Array.isArray(parsed)) throw damaged();
  const cells: readonly unknown[] = parsed;
  const known: string[] = [];
  let next = 0;
  const number = (): number => {
    const cell = cells[next++];
    if (typeof cell !== 'number' || !Number.isSafeInteger(cell)) throw damaged();
    return cell;
  };
  const below = (limit: number): number => {
    const value = number();
    if (value < 0 || value >= limit) throw damaged();
    return value;
  };
  const readText = (): string => {
    const cell = cells[next++];
    const value = typeof cell === 'number' ? known[cell] : cell;
    if (typeof value !== 'string') throw damaged();
    if (cell === value) known.push(value);
    return value;
  };
  return {
    number,
    below,
    flag: () => below(2) === 1,
    one(values) {
      const value = values[number()];
      if (value === undefined) throw damaged();
      return value;
    },
    text: readText,
    optional() {
      if (cells[next] !== -1) return readText();
      next++;
      return null;
    },
    list(read) {
      const values = [];
      // What is listed takes a cell at least.
      for (let left = below(cells.length - next + 1); left > 0; left--) values.push(read());
      return values;
    },
    finish() {
      if (next !== cells.length) throw damaged();
    },
  };
}

const damaged = (): Error => new Error('These facts are damaged.');

/** How one kind of value is written and read. */
export interface Codec<T> {
  write(value: T, to: Writer): void;
  read(from: Reader): T;
}

export const list = <T>({ write, read }: Codec<T>): Codec<readonly T[]> => ({
  write(values, to) {
    to.number(values.length);
    for (const value of values) write(value, to);
  },
  read: (from) => from.list(() => read(from)),
});

export const texts = list<string>({
  write: (value, to) => {
    to.text(value);
  },
  read: (from) => from.text(),
});
export const numbers = list<number>({
  write: (value, to) => {
    to.number(value);
  },
  read: (from) => from.number(),
});
export const flag = (value: boolean): number => (value ? 1 : 0);

/** A place whose end mostly lies `length` further on the same line: then it is not written, else the column is negative. */
export const place = {
  write(at: Place, length: number, to: Writer): void {
    to.number(at.line);
    if (at.endLine === at.line && at.endColumn === at.column + length) return to.number(at.column);
    to.number(-at.column);
    to.number(at.endLine);
    to.number(at.endColumn);
  },
  read(length: number, from: Reader): Place {
    return place.readFrom(from.number(), length, from);
  },
  /** Null where a 0 stands in its place. */
  readMaybe(length: number, from: Reader): Place | null {
    const line = from.number();
    return line === 0 ? null : place.readFrom(line, length, from);
  },
  readFrom(line: number, length: number, from: Reader): Place {
    const column = from.number();
    if (column >= 0) return { line, column, endLine: line, endColumn: column + length };
    return { line, column: -column, endLine: from.number(), endColumn: from.number() };
  },
};

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
    number, below,
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

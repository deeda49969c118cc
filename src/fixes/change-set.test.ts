import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { LintelError } from '../core/error.ts';
import type { Edit, Replacement } from '../core/fix.ts';
import { apply, createShift } from './apply.ts';
import { changesOf } from './change-set.ts';
import { merge } from './merge.ts';

const files = ['a', 'b', 'c'];
const paths = [...files, 'd', 'e'];
const start: ReadonlyMap<string, string> = new Map(files.map((file) => [file, `${file}1${file}2${file}3`]));

const replacement = (file: string, from: number, to: number, text: string): Replacement => ({
  kind: 'replace',
  file,
  line: 1,
  column: from + 1,
  endLine: 1,
  endColumn: to + 1,
  old: (start.get(file) ?? '').slice(from, to),
  text,
});

const anyFile = fc.constantFrom(...files);
const anyPath = fc.constantFrom(...paths);
const anyEdit: fc.Arbitrary<Edit> = fc.oneof(
  {
    weight: 5,
    arbitrary: fc
      .tuple(anyFile, fc.nat(6), fc.nat(3), fc.constantFrom('', 'x', 'yy'))
      .map(([file, from, length, text]) => replacement(file, from, Math.min(6, from + length), text)),
  },
  { weight: 2, arbitrary: fc.record({ kind: fc.constant('move' as const), file: anyFile, to: anyPath }) },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('delete' as const), file: anyFile }) },
  {
    weight: 1,
    arbitrary: fc.record({ kind: fc.constant('create' as const), file: anyPath, text: fc.constantFrom('n', 'm') }),
  },
);
const anyFix = fc
  .array(anyEdit, { minLength: 1, maxLength: 3 })
  .filter((fix) => fix.every((edit) => edit.kind !== 'move' || edit.file !== edit.to));
const anyFixes = fc.array(anyFix, { minLength: 1, maxLength: 5 });

/** Said in the plainest way: do these edits go together? */
function agree(edits: readonly Edit[]): boolean {
  const inPairs = edits.every((a, i) => edits.slice(i + 1).every((b) => !contradict(a, b)));
  const gone = new Set(edits.flatMap((edit) => (edit.kind === 'move' || edit.kind === 'delete' ? [edit.file] : [])));
  const changed = edits.flatMap((edit) => (edit.kind === 'replace' && !gone.has(edit.file) ? [edit.file] : []));
  const taken = edits.flatMap((edit) => (edit.kind === 'move' ? [edit.to] : edit.kind === 'create' ? [edit.file] : []));
  return inPairs && !changed.some((file) => taken.includes(file));
}

function contradict(a: Edit, b: Edit): boolean {
  const key = JSON.stringify;
  if (key(a) === key(b)) return false;
  const isWhole = (one: Edit) => one.kind === 'move' || one.kind === 'delete';
  if (isWhole(a) && isWhole(b) && a.file === b.file) return true;
  if (a.kind === 'replace' && b.kind === 'delete') return a.file === b.file;
  if (a.kind === 'delete' && b.kind === 'replace') return a.file === b.file;
  const target = (one: Edit) => (one.kind === 'move' ? one.to : one.kind === 'create' ? one.file : null);
  if (target(a) !== null && target(a) === target(b)) return true;
  return a.kind === 'replace' && b.kind === 'replace' && a.file === b.file && overlap(a, b);
}

function overlap(a: Replacement, b: Replacement): boolean {
  if (a.column === b.column && a.endColumn === b.endColumn) return a.column !== a.endColumn;
  return a.column < b.endColumn && b.column < a.endColumn;
}

function applied(texts: ReadonlyMap<string, string>, edits: readonly Edit[]): Map<string, string> {
  const overlay = apply(changesOf(edits) ?? [], (file) => texts.get(file) ?? null);
  const after = new Map(texts);
  for (const [file, text] of overlay) {
    if (text === null) after.delete(file);
    else after.set(file, text);
  }
  return after;
}

/** Null where one of the edits does not fit. */
function tried<T>(make: () => T): T | null {
  try {
    return make();
  } catch (error) {
    if (error instanceof LintelError) return null;
    throw error;
  }
}

/** Applies one fix after the other, each moved to where the ones before have left its places. */
function oneByOne(fixes: readonly (readonly Edit[])[]): Map<string, string> {
  let texts = new Map(start);
  const shifts: ReturnType<typeof createShift>[] = [];
  const done = new Set<string>();
  for (const fix of fixes) {
    const moved = fix
      .filter((edit) => !done.has(JSON.stringify(edit)))
      .flatMap((edit): Edit[] => {
        if (edit.kind === 'create') return [edit];
        const point = edit.kind === 'replace' ? { line: edit.line, column: edit.column } : null;
        const spot = shifts.reduce((at, shift) => shift(at), { file: edit.file, point });
        if (edit.kind !== 'replace') return [{ ...edit, file: spot.file }];
        const column = spot.point?.column ?? 0;
        return [{ ...edit, file: spot.file, column, endColumn: column + edit.old.length }];
      });
    for (const edit of fix) done.add(JSON.stringify(edit));
    const before = texts;
    texts = applied(before, moved);
    const after = texts;
    shifts.push(
      createShift(changesOf(moved) ?? [], {
        before: (file) => before.get(file) ?? null,
        after: (file) => after.get(file) ?? null,
      }),
    );
  }
  return texts;
}

const settings = { numRuns: 2000, seed: 1 };

describe('merge, for any fixes', () => {
  it('takes a fix exactly when it agrees with itself and with all that were taken before', () => {
    const seen = { taken: 0, waiting: 0, invalid: 0 };
    fc.assert(
      fc.property(anyFixes, (fixes) => {
        const expected = { taken: [] as number[], waiting: [] as number[], invalid: [] as number[] };
        let together: readonly Edit[] = [];
        for (const [index, fix] of fixes.entries()) {
          const outcome = !agree(fix) ? 'invalid' : agree([...together, ...fix]) ? 'taken' : 'waiting';
          expected[outcome].push(index);
          seen[outcome]++;
          if (outcome === 'taken') together = [...together, ...fix];
        }
        const { taken, waiting, invalid } = merge(fixes);
        expect({ taken, waiting, invalid }).toEqual(expected);
      }),
      settings,
    );
    expect(Math.min(...Object.values(seen))).toBeGreaterThan(200);
  });

  it('equals the result of the accepted fixes one after the other', () => {
    let compared = 0;
    fc.assert(
      fc.property(anyFixes, (fixes) => {
        const { changes, taken } = merge(fixes);
        const together = tried(() => apply(changes, (file) => start.get(file) ?? null));
        const apart = tried(() => oneByOne(taken.map((index) => fixes[index] ?? [])));
        // A file can be moved onto a path only after the one that is there: then one after the other does not work.
        if (!together || !apart) return;
        compared++;
        const after = new Map(start);
        for (const [file, text] of together) if (text !== null) after.set(file, text);
        for (const [file, text] of together) if (text === null) after.delete(file);
        expect([...after].sort()).toEqual([...apart].sort());
      }),
      settings,
    );
    expect(compared).toBeGreaterThan(1000);
  });

  it('does not depend on the order of the edits in a fix', () => {
    fc.assert(
      fc.property(
        anyFixes.chain((fixes) =>
          fc.tuple(
            fc.constant(fixes),
            fc.tuple(...fixes.map((fix) => fc.shuffledSubarray(fix, { minLength: fix.length }))),
          ),
        ),
        ([fixes, shuffled]) => {
          const byKey = ({ changes, ...rest }: ReturnType<typeof merge>) => ({
            ...rest,
            changes: new Map(changes.map((change) => [`${change.from ?? ''}>${change.to ?? ''}`, change])),
          });
          expect(byKey(merge(shuffled))).toEqual(byKey(merge(fixes)));
        },
      ),
      settings,
    );
  });
});

import { type Shape, unknownShape } from '../../../core/shape.ts';
import { resolved, termOf, type WrittenReader } from '../handlers/written.ts';
import type { Written } from '../values.ts';

/** What is called of some packages: `object` for `z.object`, and for `object` where that is imported; null for anything else. */
export function exportCalled(callee: Written, packages: RegExp, reader: WrittenReader): string | null {
  const own = termOf(resolved(callee, reader));
  if (own?.kind === 'import') return packages.test(own.specifier) ? own.name : null;
  const member = termOf(callee);
  if (member?.kind !== 'member') return null;
  const root = termOf(resolved({ term: member.of, at: callee.at }, reader));
  return root?.kind === 'import' && packages.test(root.specifier) ? member.name : null;
}

/** A call of a function of some packages. */
export interface LibraryCall {
  readonly name: string;
  readonly args: readonly Written[];
}

/** The call that an expression is; null if it calls nothing of these packages. */
export function libraryCall(written: Written, packages: RegExp, reader: WrittenReader): LibraryCall | null {
  const real = resolved(written, reader);
  const term = termOf(real);
  const name = term?.kind === 'call' ? exportCalled({ term: term.of, at: real.at }, packages, reader) : null;
  return name === null || term?.kind !== 'call'
    ? null
    : { name, args: term.items.map((item) => ({ term: item, at: real.at })) };
}

/** The items of a literal list; anything else is its only item. */
export function listed(written: Written, reader: WrittenReader): readonly Written[] {
  const real = resolved(written, reader);
  const term = termOf(real);
  return term?.kind === 'list' ? term.items.map((item) => ({ term: item, at: real.at })) : [real];
}

/** Any of some literals; unknown unless all are. */
export function enumOf(items: readonly Written[], reader: WrittenReader): Shape {
  const values = items.map((item) => {
    const term = termOf(resolved(item, reader));
    if (term?.kind === 'text') return JSON.stringify(term.text);
    return term?.kind === 'number' || term?.kind === 'boolean' || term?.kind === 'null' ? term.text : null;
  });
  const known = values.flatMap((value) => value ?? []);
  return known.length === values.length && known.length > 0 ? { kind: 'enum', values: known } : unknownShape;
}

/** The values of a literal object or an `enum`. */
export function enumOfObject(written: Written, reader: WrittenReader): Shape {
  const real = resolved(written, reader);
  const term = termOf(real);
  return term?.kind === 'object'
    ? enumOf(
        term.entries.map(({ value }) => ({ term: value, at: real.at })),
        reader,
      )
    : unknownShape;
}

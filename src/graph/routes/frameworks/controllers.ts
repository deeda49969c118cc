import type { ClassValue, MarkValue } from '../values.ts';
import type { Framework, MarkedMethod, MarkReader } from './framework.ts';

/** The decorators of a framework that make methods answer requests: each with its HTTP method. */
export type Verbs = Readonly<Record<string, string>>;

/** A method that answers requests, and the decorator that says so. */
export interface Action {
  readonly verb: string;
  readonly mark: MarkValue;
  readonly method: MarkedMethod;
}

/** The decorator of a class that has one of some names. */
export function markOf(
  value: ClassValue,
  names: readonly string[],
  { framework, reader }: { readonly framework: Framework; readonly reader: MarkReader },
): MarkValue | undefined {
  return reader.marksOf(value).find((mark) => mark.framework === framework && names.includes(mark.name));
}

/** What the methods of a controller, and of the classes above it, answer. */
export function actionsOf(
  controller: ClassValue,
  verbs: Verbs,
  { framework, reader }: { readonly framework: Framework; readonly reader: MarkReader },
): readonly Action[] {
  return reader.methodsOf(controller, framework.keepsOverridden).flatMap((method) =>
    method.marks.flatMap((mark): Action[] => {
      const verb = mark.framework === framework ? verbs[mark.name] : undefined;
      return verb === undefined ? [] : [{ verb, mark, method }];
    }),
  );
}

/** Does a method return anything? */
export function returnsAnything({ method }: MarkedMethod): boolean {
  return (method?.outer.routing.functions[method.index]?.returns.length ?? 0) > 0;
}

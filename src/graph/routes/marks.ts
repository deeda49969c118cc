import type { MarkedParameter, RouteClass } from '../../core/route.ts';
import type { Classes } from './classes.ts';
import type { MarkedMethod, MarkReader } from './frameworks/framework.ts';
import type { Machine } from './machine.ts';
import {
  type Activation,
  type ClassValue,
  flattened,
  type FunctionValue,
  type GivenParameter,
  type MarkValue,
  type Written,
} from './values.ts';

const tallest = 20;

/** The classes of a module that have decorators. */
export function markedClasses(module: Activation): readonly ClassValue[] {
  return module.routing.marked.map((index) => ({ kind: 'class', index, outer: module }));
}

/** Reads decorators by evaluating them in the module of their class. */
export function readerOf(machine: Machine, classes: Classes): Omit<MarkReader, 'routers'> {
  const valuesOf = (terms: readonly number[], { outer }: ClassValue): readonly MarkValue[] =>
    terms
      .flatMap((term) => flattened(machine.evaluate(term, outer)))
      .flatMap((value) => (value.kind === 'mark' ? [value] : bare(value)));
  return {
    givenOf: (value) => writtenIn(factsOf(value)?.marks ?? [], value),
    marksOf: (value) => valuesOf(factsOf(value)?.marks ?? [], value),
    methodsOf(value, keepsOverridden = false) {
      const found: MarkedMethod[] = [];
      const overridden = new Set<string>();
      let at: ClassValue | null = value;
      for (let height = 0; at && height < tallest; height++) {
        const { file } = at.outer;
        for (const { name, marks, parameters, at: place } of factsOf(at)?.marked ?? [])
          if (keepsOverridden || !overridden.has(name))
            found.push({
              marks: valuesOf(marks, at),
              given: writtenIn(marks, at),
              parameters: parametersIn(parameters, at),
              method: methodOf(name, at),
              at: { file, place },
            });
        for (const { name } of factsOf(at)?.members ?? []) overridden.add(name);
        at = classes.base(at);
      }
      return found;
    },
    create: (framework, { file, place }, kind = 'router') => machine.create({ framework, kind }, file, place).router,
    resolved: (value) => (value.kind === 'function' ? machine.invoke(value, [], value.self) : value),
  };
}

function writtenIn(terms: readonly number[], { outer }: ClassValue): readonly Written[] {
  return terms.map((term) => ({ term, at: outer }));
}

function parametersIn(parameters: readonly MarkedParameter[], value: ClassValue): readonly GivenParameter[] {
  return parameters.map(({ name, marks, type }) => ({
    name,
    marks: writtenIn(marks, value),
    type: type < 0 ? null : { term: type, at: value.outer },
  }));
}

function methodOf(name: string, home: ClassValue): FunctionValue | null {
  const member = factsOf(home)?.members.find((one) => one.name === name && one.kind === 'method');
  return member ? { kind: 'function', index: member.value, outer: home.outer, self: null, home } : null;
}

/** `@Get` without a call. */
function bare(value: ReturnType<typeof flattened>[number]): readonly MarkValue[] {
  return value.kind === 'maker' && value.makes === 'mark'
    ? [{ kind: 'mark', framework: value.from.framework, name: value.name, args: [], given: [] }]
    : [];
}

function factsOf({ index, outer }: ClassValue): RouteClass | undefined {
  return outer.routing.classes[index];
}

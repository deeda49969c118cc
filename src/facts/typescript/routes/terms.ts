import type { RouteBinding, RouteClass, RouteFunction, Term } from '../../../core/route.ts';
import { type Node, type Of, endOf, startOf } from '../node.ts';
import type { Source } from '../source.ts';
import { bare } from './bare.ts';
import { valueOf } from './declared.ts';
import { termOf } from './expressions.ts';
import { classOf } from './classes.ts';
import { functionOf } from './functions.ts';
import type { Maker, Terms } from './maker.ts';
import type { Declared } from './scope.ts';
import type { Scopes } from './scopes.ts';

const deepest = 600;
const noFunction: RouteFunction = {
  outer: -1,
  arrow: true,
  at: null,
  types: [],
  steps: [],
  returns: [],
  results: [],
  replies: [],
  annotations: [],
};
const noClass: RouteClass = { base: -1, scope: 0, maker: -1, marks: [], marked: [], fields: [], members: [] };

/** The terms of one text: none at first, each written down when it is first referred to. */
export function termsOf(source: Source, scopes: Scopes): Terms {
  const terms: Term[] = [];
  const known = new Map<string, number>();
  const nodes = new Map<Node, number>();
  // Later, since a thing may refer to itself.
  const work: (() => void)[] = [];
  const bindings = numbering<Declared, RouteBinding>({ name: '', owner: 0, value: 0 }, work);
  const functions = numbering<Node, RouteFunction>(noFunction, work);
  const classes = numbering<Node, RouteClass>(noClass, work);
  let depth = 0;
  const maker: Maker = {
    source,
    scopes,
    add(term) {
      // No two calls are one.
      const key = term.kind === 'call' || term.kind === 'set' ? null : JSON.stringify(term);
      const before = key === null ? undefined : known.get(key);
      if (before !== undefined) return before;
      if (key !== null) known.set(key, terms.length);
      return terms.push(term) - 1;
    },
    of(written, scope) {
      // `await f()` is the call of `f`, which may be a step by itself.
      const node = bare(written);
      const before = nodes.get(node);
      if (before !== undefined) return before;
      if (depth > deepest) return maker.unknown(node);
      depth++;
      const made = termOf(node, scope, maker);
      depth--;
      nodes.set(node, made);
      return made;
    },
    unknown(node) {
      const start = startOf(node);
      return maker.add({
        kind: 'unknown',
        text: source.text.slice(start, Math.min(endOf(node), start + 60)).replaceAll(/\s+/g, ' '),
      });
    },
    binding: (declared) =>
      bindings.of(declared, () => ({
        name: declared.name,
        owner: maker.fn(declared.fn.node),
        value: valueOf(declared, maker),
      })),
    fn: (node) =>
      functions.of(node, () => {
        const found = scopes.functions.get(node);
        return found && functionOf(found, maker);
      }),
    klass: (node) =>
      classes.of(node, () => {
        const scope = scopes.classes.get(node);
        return scope && classOf(node as Of<'ClassDeclaration' | 'ClassExpression'>, scope, maker);
      }),
    finish(exports, marked) {
      for (let next = work.pop(); next; next = work.pop()) next();
      return { terms, bindings: bindings.all, functions: functions.all, classes: classes.all, marked, exports };
    },
  };
  return maker;
}

/** Numbers things as they are met; what each stands for is made by later work. */
function numbering<K, V>(
  empty: V,
  work: (() => void)[],
): { readonly all: readonly V[]; of(key: K, make: () => V | undefined): number } {
  const all: V[] = [];
  const numbers = new Map<K, number>();
  return {
    all,
    of(key, make) {
      const before = numbers.get(key);
      if (before !== undefined) return before;
      const number = all.push(empty) - 1;
      numbers.set(key, number);
      work.push(() => {
        all[number] = make() ?? empty;
      });
      return number;
    },
  };
}

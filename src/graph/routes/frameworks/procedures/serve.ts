import type { Answering } from '../../handlers/statuses.ts';
import { flattened, joined, type Router, type Value } from '../../values.ts';
import { register } from '../framework.ts';
import type { Node, Procedure } from './node.ts';
import { schemasOf, type Structure } from './schemas.ts';

const noPath: Value = { kind: 'text', text: '' };

/** Where a procedure is served; null where it is not. */
export interface Placed extends Omit<Structure, 'params'> {
  readonly method: string;
  readonly path: Value;
}

/** How procedures answer: what they return is sent, or in it the body. */
export const answering: Answering = {
  argument: null,
  guardedElsewhere: true,
  read: () => null,
  bodies: new Set(),
  sendsReturned: true,
};

/** Adds the procedures of a router, each below the keys that lead to it. */
export function serve(
  router: Router,
  node: Node,
  placeOf: (procedure: Procedure, keys: readonly string[]) => Placed | null,
  keys: readonly string[] = [],
): void {
  if (node.kind === 'tree') for (const [key, one] of node.entries) serve(router, one, placeOf, [...keys, key]);
  if (node.kind === 'unread')
    register(router, {
      method: 'use',
      path: noPath,
      at: router.at,
      mount: { unknown: node.text },
      handled: { given: [] },
    });
  const placed = node.kind === 'procedure' ? placeOf(node, keys) : null;
  if (node.kind !== 'procedure' || !placed) return;
  const { method, path, status, isDetailedOutput } = placed;
  const structure = { ...placed, params: parametersOf(path) };
  register(router, {
    method,
    path,
    at: node.at ?? router.at,
    mount: null,
    handled: {
      given: node.handler ? [...node.middleware, node.handler] : [],
      ...(isDetailedOutput ? { isChanged: true } : { status }),
      schemas: (reader) => schemasOf(node, structure, reader),
    },
  });
}

/** The names in braces, as far as the path is known. */
function parametersOf(path: Value): readonly string[] {
  const parts = path.kind === 'template' ? path.items : [path];
  return parts.flatMap((part) =>
    part.kind === 'text' ? [...part.text.matchAll(/\{\+?([^{}]+)\}/g)].map(([, name = '']) => name) : [],
  );
}

/** Mounts a router at the prefix of an app; one that is given several counts below each. */
export function mount(app: Router, prefix: Value | undefined, router: Router): void {
  for (const path of flattened(prefix ?? noPath))
    register(app, { method: 'use', path: joined([path]), at: router.at, mount: router, handled: { given: [] } });
}

/** A text that was told; undefined of anything else. */
export function textOf(told: Procedure['told'], name: string): string | undefined {
  const value = told.get(name);
  return value?.kind === 'text' ? value.text : undefined;
}

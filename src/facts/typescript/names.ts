import type { Doubt, NamedKind } from '../../core/bindings.ts';
import { type Node } from './node.ts';
import { asNode, type Definition, type Manager, parentOf, type Variable } from './scopes.ts';
import { memberOf, wayOf } from './ways.ts';

/** What a text says of names that are read while it runs. */
export interface NameReading {
  /** `constructor.name`: it may be of any class here. */
  readonly ofClasses: boolean;
  /** The `name` of anything. */
  readonly ofAnything: boolean;
}

/** Looks for the words alone: one in a comment costs a safe fix, and breaks nothing. */
export function nameReadingOf(text: string): NameReading {
  const ofAnything = /\bname\b/.test(text);
  return {
    ofClasses: ofAnything && /\bconstructor\s*(?:\?\.|\.)\s*name\b/.test(text),
    ofAnything: ofAnything && /[.[]\s*['"]?name\b|\bname\b[\w\s,:]{0,80}\}\s*(?:=(?!=)|\)\s*=>)/.test(text),
  };
}

/**
 * Why a class or function may be known by its name; null where nothing in its file says so. Containers, mappers and serialisers know the classes that they are given by their
 * names.
 */
export function doubtOf({ defs, references }: Variable, reading: NameReading): Doubt | null {
  const kind = kindOf(defs);
  if (kind === null) return null;
  if (defs.some(isDecorated)) return 'decorated';
  if (references.some(({ identifier }) => memberOf(asNode(identifier)) === 'name')) return 'reflected';
  const stands = (where: (id: Node) => boolean): boolean =>
    references.some(({ identifier }) => where(asNode(identifier)));
  if (kind === 'function') return reading.ofAnything && stands(isListed) ? 'listed' : null;
  if (reading.ofClasses) return 'reflected';
  return stands((id) => isListed(id) || isArgument(id)) ? 'handed' : null;
}

/** What a variable holds, where other files may get hold of it: any class by its instances, a function where it is more than called. */
export function namedOf(variable: Variable, manager: Manager): NamedKind | null {
  const kind = kindOf(variable.defs);
  return kind === 'function' && !escapes(variable, manager) ? null : kind;
}

function kindOf(defs: Variable['defs']): NamedKind | null {
  if (defs.some(isClass)) return 'class';
  return defs.some(isFunction) ? 'function' : null;
}

function isClass({ type, node }: Definition): boolean {
  return type === 'ClassName' || (type === 'Variable' && initOf(node)?.type === 'ClassExpression');
}

function isFunction({ type, node }: Definition): boolean {
  return type === 'FunctionName' || (type === 'Variable' && /Function/.test(initOf(node)?.type ?? ''));
}

function initOf(node: Definition['node']): Node | null {
  const { init = null } = asNode(node) as { readonly init?: Node | null };
  return init;
}

function isDecorated({ type, node }: Definition): boolean {
  const { decorators } = asNode(node) as { readonly decorators?: readonly Node[] };
  return type === 'ClassName' && (decorators?.length ?? 0) > 0;
}

function isArgument(id: Node): boolean {
  const parent = parentOf(id);
  const isCall = parent?.type === 'CallExpression' || parent?.type === 'NewExpression';
  return isCall && (parent.arguments as readonly Node[]).includes(id);
}

/** Does it stand in a list or an object? */
function isListed(id: Node): boolean {
  const parent = parentOf(id);
  return parent?.type === 'ArrayExpression' || (parent?.type === 'Property' && parent.value === id);
}

/** Is a function more than called? */
function escapes({ defs, references }: Variable, manager: Manager): boolean {
  if (defs.some(({ node }) => parentOf(asNode(node))?.type === 'ExportDefaultDeclaration')) return true;
  return references.some(({ identifier, init }) => {
    const id = asNode(identifier);
    const way = wayOf(id, manager);
    return init !== true && (way === 'exported' || (way === 'passed' && !isCallback(id)));
  });
}

/** Those that the language and its hosts define call what they are given, and ask no more of it. */
const callers = new Set(
  `map filter forEach some every find findIndex findLast findLastIndex flatMap reduce reduceRight sort toSorted then catch finally
  replace replaceAll from addEventListener removeEventListener setTimeout setInterval setImmediate clearTimeout queueMicrotask nextTick
  requestAnimationFrame Promise`.split(/\s+/),
);

function isCallback(id: Node): boolean {
  const parent = parentOf(id);
  if (!isArgument(id) || !parent || !('callee' in parent)) return false;
  const { callee } = parent;
  if (callee.type === 'Identifier') return callers.has(callee.name);
  return (
    callee.type === 'MemberExpression' && callee.property.type === 'Identifier' && callers.has(callee.property.name)
  );
}

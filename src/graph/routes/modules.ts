import type { Path } from '../../core/location.ts';
import { handing, type RouteFunction, type Routing } from '../../core/route.ts';
import { exportOf, packageOf, routerType } from './frameworks/index.ts';
import type { WrittenReader } from './handlers/written.ts';
import { activation } from './machine.ts';
import { memberOf } from './members.ts';
import type { State } from './state.ts';
import { type Activation, unknown, type Value, type Written } from './values.ts';

/** The one run of a module. */
export function moduleOf(file: Path, { modules, sight }: State): Activation {
  const before = modules.get(file);
  if (before) return before;
  const made = activation({ file, routing: sight.routing(file), fn: 0, outer: null, args: [], self: null, home: null });
  modules.set(file, made);
  return made;
}

/** What a module exports, alone or in an object, what takes a router by its type, and what hands requests on. */
export function offeredBy(module: Activation, state: State): readonly Value[] {
  const exports = module.routing.exports.map(({ value }) => state.machine.evaluate(value, module));
  const offered = exports.flatMap((value) =>
    value.kind === 'object' && !value.class ? [...value.entries.values()] : [value],
  );
  const typed = module.routing.functions.flatMap((fn, index): Value[] =>
    fn.outer === 0 && (fn.types.some((type) => routerType(type) !== null) || handsOn(fn, module.routing))
      ? [{ kind: 'function', index, outer: module, self: null, home: null }]
      : [],
  );
  return [...offered, ...typed];
}

function handsOn({ steps }: RouteFunction, { terms, bindings }: Routing): boolean {
  return steps.some((step) => {
    const term = terms[step];
    const callee = term?.kind === 'call' ? terms[term.of] : undefined;
    if (callee?.kind === 'binding') return handing.has(bindings[callee.index]?.name ?? '');
    return callee?.kind === 'member' && handing.has(callee.name);
  });
}

export function imported(
  file: Path,
  { specifier, name }: { readonly specifier: string; readonly name: string },
  state: State,
): Value {
  const from = packageOf(specifier);
  if (from) return exportOf(from, name, specifier);
  const target = specifier === '' ? file : state.sight.target(file, specifier);
  return target === null ? { kind: 'unknown', text: specifier, handler: true } : exported(target, name, state);
}

/** Reads what is not evaluated. */
export function writtenReader(state: State): WrittenReader {
  return {
    machine: state.machine,
    target: (file, specifier) => state.sight.target(file, specifier),
    exported: (file, name) => writtenExport(file, name, state),
  };
}

/** The expression that a module, or the one where it gets the name from, exports under a name. */
function writtenExport(file: Path, name: string, state: State): Written | null {
  const at = moduleOf(file, state);
  const found = at.routing.exports.findLast((one) => one.name === name);
  if (found) return { term: found.value, at };
  const origin = state.sight.origin(file, name);
  if (origin && origin.file !== file) return writtenExport(origin.file, origin.name, state);
  // `module.exports = { name }`.
  const whole = at.routing.exports.findLast((one) => one.name === '*');
  const term = whole && at.routing.terms[whole.value];
  const entry = term?.kind === 'object' ? term.entries.findLast((one) => one.name === name) : undefined;
  if (entry) return { term: entry.value, at };
  return whole && name === 'default' ? { term: whole.value, at } : null;
}

/** Modules may hand a name round in a circle. */
export function exported(file: Path, name: string, state: State): Value {
  const key = `${file}\0${name}`;
  if (state.asked.has(key)) return unknown(name);
  state.asked.add(key);
  const value = find(file, name, state);
  state.asked.delete(key);
  return value;
}

function find(file: Path, name: string, state: State): Value {
  const module = moduleOf(file, state);
  const offered = (wanted: string): Value | null => {
    const found = module.routing.exports.findLast((one) => one.name === wanted);
    return found ? state.machine.evaluate(found.value, module) : null;
  };
  const own = offered(name);
  if (own) return own;
  const origin = name === '*' ? null : state.sight.origin(file, name);
  if (origin && (origin.file !== file || origin.name !== name)) return exported(origin.file, origin.name, state);
  const whole = offered('*');
  if (whole) return name === 'default' ? whole : memberOf(whole, name, state);
  return name === '*' ? { kind: 'module', file } : unknown(name);
}

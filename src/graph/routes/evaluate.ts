import type { Path, Place } from '../../core/location.ts';
import type { CallTerm, ImportedName, Routing, Term } from '../../core/route.ts';
import { createCalls } from './calls.ts';
import { classKey, type Classes, createClasses } from './classes.ts';
import type { Framework, Package } from './frameworks/framework.ts';
import { packageOf } from './frameworks/index.ts';
import { activation, around, type Machine, once } from './machine.ts';
import {
  type Activation,
  eitherOf,
  flattened,
  type FunctionValue,
  joined,
  listOf,
  objectOf,
  type Router,
  unknown,
  type Value,
} from './values.ts';

/** What evaluation sees of the project. */
export interface Sight {
  routing(file: Path): Routing;
  /** The file that a specifier leads to; null for a package or nothing. */
  target(file: Path, specifier: string): Path | null;
  /** The file that declares what another exports. */
  origin(file: Path, name: string): { readonly file: Path; readonly name: string } | null;
}

/** Runs the modules of a project as far as routers hang on it. Every branch is taken, and no order counts. */
export interface Evaluation {
  run(file: Path): void;
  /** Runs what a file offers and nobody has called. */
  runUncalled(file: Path): void;
  readonly routers: readonly Router[];
  /** Files of which not every call was followed: their calls go too deep, or are too many. */
  readonly cut: ReadonlySet<Path>;
}

/** `calls`: of one module, or of one function that nobody calls. `nested`: one function inside itself. */
const most = { deep: 60, calls: 10_000, nested: 6 };

/** What one evaluation keeps. */
interface State {
  readonly sight: Sight;
  readonly machine: Machine;
  readonly classes: Classes;
  readonly call: (term: CallTerm, at: Activation) => Value;
  readonly modules: Map<Path, Activation>;
  readonly used: Set<string>;
  readonly stack: string[];
  readonly asked: Set<string>;
  readonly cut: Set<Path>;
  calls: number;
  events: number;
}

export function createEvaluation(sight: Sight): Evaluation {
  const routers: Router[] = [];
  const machine: Machine = {
    evaluate: (term, at) => evaluate(term, at, state),
    exported: (file, name) => exported(file, name, state),
    invoke: (fn, args, self) => invoke(fn, { args, self }, state),
    create({ framework, kind }, file, place) {
      const router: Router = { framework, kind, at: { file, place }, entries: [], mounted: false };
      routers.push(router);
      state.events++;
      return { kind: 'router', router };
    },
    happened: () => {
      state.events++;
    },
    used: (key) => {
      state.used.add(key);
    },
    deeper(file, act) {
      if (state.stack.length > most.deep) {
        state.cut.add(file);
        return null;
      }
      state.stack.push('');
      const made = act();
      state.stack.pop();
      return made;
    },
  };
  const classes = createClasses(machine);
  const state: State = {
    sight,
    machine,
    classes,
    call: createCalls(machine, classes),
    modules: new Map(),
    used: new Set(),
    stack: [],
    asked: new Set(),
    cut: new Set(),
    calls: 0,
    events: 0,
  };
  return {
    routers,
    cut: state.cut,
    run(file) {
      const module = moduleOf(file, state);
      state.calls = 0;
      for (const step of module.routing.functions[0]?.steps ?? []) evaluate(step, module, state);
    },
    runUncalled(file) {
      for (const value of offeredBy(moduleOf(file, state), state)) {
        state.calls = 0;
        if (value.kind === 'function' && !state.used.has(functionKey(value))) machine.invoke(value, [], value.self);
        if (value.kind === 'class' && !state.used.has(classKey(value))) classes.instantiate(value, []);
      }
    },
  };
}

function moduleOf(file: Path, { modules, sight }: State): Activation {
  const before = modules.get(file);
  if (before) return before;
  const made = activation({ file, routing: sight.routing(file), fn: 0, outer: null, args: [], self: null, home: null });
  modules.set(file, made);
  return made;
}

/** What a module exports, alone or in an object, and what takes a router by its type. */
function offeredBy(module: Activation, state: State): readonly Value[] {
  const exports = module.routing.exports.map(({ value }) => evaluate(value, module, state));
  const offered = exports.flatMap((value) =>
    value.kind === 'object' && !value.class ? [...value.entries.values()] : [value],
  );
  const typed = module.routing.functions.flatMap((fn, index): Value[] =>
    fn.outer === 0 && fn.types.some((type) => routerType(type) !== null)
      ? [{ kind: 'function', index, outer: module, self: null, home: null }]
      : [],
  );
  return [...offered, ...typed];
}

function functionKey({ outer, index }: FunctionValue): string {
  return `${outer.file}\0${index}`;
}

function evaluate(index: number, at: Activation, state: State): Value {
  const term = at.routing.terms[index];
  if (!term) return unknown('');
  // What a call makes is one thing however often it is looked at.
  const isMade = term.kind === 'call' || term.kind === 'typed' || term.kind === 'object' || term.kind === 'set';
  return isMade ? once(at.calls, index, () => valueOf(term, at, state)) : valueOf(term, at, state);
}

function valueOf(term: Term, at: Activation, state: State): Value {
  const of = (index: number): Value => evaluate(index, at, state);
  const { terms, functions, classes } = at.routing;
  switch (term.kind) {
    case 'text':
    case 'regexp':
    case 'unknown':
      return term;
    case 'concat':
      return joined(term.items.map(of));
    case 'list':
      return listOf(term.items.flatMap((item) => (terms[item]?.kind === 'spread' ? flattened(of(item)) : [of(item)])));
    case 'spread':
      return of(term.of);
    case 'either':
      return eitherOf(term.items.map(of));
    case 'object':
      return objectOf(term.entries.map(({ name, value }) => [name, of(value)]));
    case 'typed': {
      const value = of(term.of);
      const framework = value.kind === 'unknown' ? routerType(term) : null;
      return framework ? state.machine.create({ framework, kind: 'typed' }, at.file, firstPlace) : value;
    }
    case 'binding': {
      const binding = at.routing.bindings[term.index];
      const owner = binding && around(at, binding.owner);
      return owner
        ? once(owner.bound, term.index, () => evaluate(binding.value, owner, state))
        : unknown('a variable out of reach');
    }
    case 'argument':
      return at.args[term.index] ?? unknown('an argument');
    case 'function': {
      const outer = around(at, functions[term.index]?.outer ?? 0) ?? at;
      return { kind: 'function', index: term.index, outer, self: outer.self, home: outer.home };
    }
    case 'class':
      return {
        kind: 'class',
        index: term.index,
        outer: around(at, functions[classes[term.index]?.scope ?? 0]?.outer ?? 0) ?? at,
      };
    case 'this':
      return at.self ?? unknown('this');
    case 'super':
      return at.home && at.self ? { kind: 'super', class: at.home, self: at.self } : unknown('super');
    case 'import':
      return imported(at.file, term, state);
    case 'member':
      return memberOf(of(term.of), term.name, state);
    case 'set':
      return setOn(of(term.of), term.name, of(term.value), state);
    case 'call':
      return state.call(term, at);
  }
}

function setOn(target: Value, name: string, value: Value, state: State): Value {
  if (target.kind !== 'object' || value.kind === 'unknown') return value;
  target.entries.set(name, value);
  state.events++;
  return value;
}

function imported(
  file: Path,
  { specifier, name }: { readonly specifier: string; readonly name: string },
  state: State,
): Value {
  const from = packageOf(specifier);
  if (from) return exportOf(from, name, specifier);
  const target = specifier === '' ? file : state.sight.target(file, specifier);
  return target === null ? { kind: 'unknown', text: specifier, handler: true } : exported(target, name, state);
}

/** What a package of a framework exports. Where `require` gives an object, its members are the exports. */
function exportOf(from: Package, name: string, title: string): Value {
  const makes = from.makes.get(name) ?? null;
  return makes !== null || name === '*'
    ? { kind: 'maker', from, makes }
    : { kind: 'unknown', text: `${title}.${name}`, handler: true };
}

/** The framework of which a type is a router. */
function routerType({ specifier, name }: ImportedName): Framework | null {
  const framework = packageOf(specifier)?.framework;
  return framework?.types.has(name) ? framework : null;
}

/** Modules may hand a name round in a circle. */
function exported(file: Path, name: string, state: State): Value {
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
    return found ? evaluate(found.value, module, state) : null;
  };
  const own = offered(name);
  if (own) return own;
  const origin = name === '*' ? null : state.sight.origin(file, name);
  if (origin && (origin.file !== file || origin.name !== name)) return exported(origin.file, origin.name, state);
  const whole = offered('*');
  if (whole) return name === 'default' ? whole : memberOf(whole, name, state);
  return name === '*' ? { kind: 'module', file } : unknown(name);
}

function memberOf(value: Value, name: string, { machine, classes }: State): Value {
  switch (value.kind) {
    case 'object':
      return (
        value.entries.get(name) ?? (value.class ? classes.method(value.class, name, value) : null) ?? unknown(name)
      );
    case 'super': {
      const base = classes.base(value.class);
      return (base && classes.method(base, name, value.self)) ?? unknown(name);
    }
    case 'module':
      return machine.exported(value.file, name);
    case 'class':
      return classes.fixed(value, name) ?? unknown(name);
    case 'list':
      return value.items[Number(name)] ?? { kind: 'method', of: value, name };
    case 'maker':
      return name === 'default' ? value : exportOf(value.from, name, value.from.framework.title);
    case 'unknown':
      return value.text === 'Object'
        ? { kind: 'method', of: value, name }
        : { ...value, text: value.text === '' ? name : `${value.text}.${name}` };
    default:
      return { kind: 'method', of: value, name };
  }
}

function invoke(
  called: FunctionValue,
  { args, self }: { readonly args: readonly Value[]; readonly self: Value | null },
  state: State,
): Value {
  const { index, outer } = called;
  const fn = outer.routing.functions[index];
  const key = functionKey(called);
  state.used.add(key);
  if (!fn) return unknown('');
  const isPlain = args.every(({ kind }) => kind === 'unknown' || kind === 'text' || kind === 'regexp');
  const before = isPlain ? outer.idle.get(index) : undefined;
  if (before) return before;
  if (state.stack.filter((one) => one === key).length >= (isPlain ? 1 : most.nested))
    return unknown('a call that goes round in circles');
  if (++state.calls > most.calls || state.stack.length > most.deep) {
    state.cut.add(outer.file);
    return unknown('a call that goes too deep');
  }
  const happened = state.events;
  state.stack.push(key);
  const own = activation({
    file: outer.file,
    routing: outer.routing,
    fn: index,
    outer,
    args,
    self: fn.arrow ? called.self : self,
    home: called.home,
  });
  for (const step of fn.steps) evaluate(step, own, state);
  const value = eitherOf(fn.returns.map((one) => evaluate(one, own, state)));
  state.stack.pop();
  // What did nothing will do nothing again, and a repository may have thousands of functions that call each other.
  if (isPlain && happened === state.events) outer.idle.set(index, value);
  return value;
}

const firstPlace: Place = { line: 1, column: 1, endLine: 1, endColumn: 1 };

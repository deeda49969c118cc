import type { Path, Place } from '../../core/location.ts';
import type { Term } from '../../core/route.ts';
import { createCalls } from './calls.ts';
import { classKey, createClasses } from './classes.ts';
import { markFrameworks, routerType } from './frameworks/index.ts';
import type { WrittenReader } from './handlers/written.ts';
import { activation, around, type Machine, once } from './machine.ts';
import { markedClasses, readerOf } from './marks.ts';
import { memberOf } from './members.ts';
import { exported, imported, moduleOf, offeredBy, writtenReader } from './modules.ts';
import type { Sight, State } from './state.ts';
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

/** Runs the modules of a project as far as routers hang on it. Every branch is taken, and no order counts. */
export interface Evaluation {
  run(file: Path): void;
  /** Runs what a file offers and nobody has called. */
  runUncalled(file: Path): void;
  /** Adds what the decorators of files say, after all apps were made. */
  readMarks(files: readonly Path[]): void;
  readonly routers: readonly Router[];
  /** Reads what was not evaluated. */
  readonly reader: WrittenReader;
  /** Files of which not every call was followed: their calls go too deep, or are too many. */
  readonly cut: ReadonlySet<Path>;
}

/** `calls`: of one module, or of one function that nobody calls. `nested`: one function inside itself. */
const most = { deep: 60, calls: 10_000, nested: 6 };

export function createEvaluation(sight: Sight): Evaluation {
  const routers: Router[] = [];
  const state = stateOf(sight, routers);
  const { machine, classes } = state;
  return {
    routers,
    cut: state.cut,
    reader: writtenReader(state),
    run(file) {
      const module = moduleOf(file, state);
      state.calls = 0;
      for (const step of module.routing.functions[0]?.steps ?? []) evaluate(step, module, state);
    },
    readMarks(files) {
      const marked = files.flatMap((file) => markedClasses(moduleOf(file, state)));
      for (const framework of markFrameworks) framework.readMarks?.(marked, { routers, ...readerOf(machine, classes) });
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

/** What an evaluation begins with; every router that it makes is added to `routers`. */
function stateOf(sight: Sight, routers: Router[]): State {
  const machine: Machine = {
    evaluate: (term, at) => evaluate(term, at, state),
    exported: (file, name) => exported(file, name, state),
    invoke: (fn, args, self) => invoke(fn, { args, self }, state),
    create({ framework, kind }, file, place) {
      const router: Router = {
        framework,
        kind,
        at: { file, place },
        base: null,
        settings: new Map(),
        entries: [],
        layers: [],
        mounted: false,
      };
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
  return state;
}

/** Which function it is, however often it is evaluated. */
export function functionKey({ outer, index }: FunctionValue): string {
  return `${outer.file}\0${index}`;
}

function evaluate(index: number, at: Activation, state: State): Value {
  const term = at.routing.terms[index];
  if (!term) return unknown('');
  // What a call makes is one thing however often it is looked at.
  const isMade = term.kind === 'call' || term.kind === 'typed' || term.kind === 'object' || term.kind === 'set';
  if (!isMade) return valueOf(term, at, state);
  return once(at.calls, index, () => {
    const value = valueOf(term, at, state);
    return term.kind === 'object' && term.at && value.kind === 'object'
      ? { ...value, written: { term: index, at } }
      : value;
  });
}

function valueOf(term: Term, at: Activation, state: State): Value {
  const of = (index: number): Value => evaluate(index, at, state);
  const { terms, functions, classes } = at.routing;
  switch (term.kind) {
    case 'text':
    case 'regexp':
    case 'unknown':
      return term;
    case 'number':
      return { kind: 'text', text: term.text };
    case 'boolean':
    case 'null':
      return unknown(term.text);
    case 'late':
      return unknown('');
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
    case 'binding':
      return boundTo(term.index, at, state);
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

function boundTo(index: number, at: Activation, state: State): Value {
  const binding = at.routing.bindings[index];
  const owner = binding && around(at, binding.owner);
  return owner
    ? once(owner.bound, index, () => evaluate(binding.value, owner, state))
    : unknown('a variable that cannot be resolved');
}

function setOn(target: Value, name: string, value: Value, state: State): Value {
  if (target.kind !== 'object' || value.kind === 'unknown') return value;
  target.entries.set(name, value);
  state.events++;
  return value;
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
    return unknown('a recursive call');
  if (++state.calls > most.calls || state.stack.length > most.deep) {
    state.cut.add(outer.file);
    return unknown('a call nested too deeply');
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

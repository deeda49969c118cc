import type { Location, Path, Place } from '../../core/location.ts';
import type { CallTerm, Routing, Term } from '../../core/route.ts';
import { callRoute, callRouter } from './register.ts';
import { type Activation, type ClassValue, flattened, type FunctionValue, joined, type Router, unknown, type Value } from './values.ts';

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
  /** It was given up: calls went too deep, or were too many. */
  exhausted(): boolean;
}

/** `calls`: of one module, or of one function that nobody calls. `nested`: one function inside itself. */
const most = { deep: 60, calls: 10_000, nested: 6 };

const makers: Readonly<Record<string, Readonly<Record<string, 'express' | 'router'>>>> = {
  __proto__: null as never,
  express: { default: 'express', '*': 'express', Router: 'router' },
  'express-promise-router': { default: 'router', '*': 'router' },
};

export function createEvaluation(sight: Sight): Evaluation {
  const routers: Router[] = [];
  const modules = new Map<Path, Activation>();
  const called = new Set<string>();
  const stack: string[] = [];
  const handed: Value[][] = [];
  let calls = 0;
  let events = 0;
  let exhausted = false;

  const moduleOf = (file: Path): Activation => {
    let found = modules.get(file);
    if (!found) modules.set(file, (found = activation({ file, routing: sight.routing(file), fn: 0, outer: null, args: [], self: null, home: null })));
    return found;
  };

  const create = (kind: Router['kind'], file: Path, place: Place): Value => {
    const router: Router = { kind, at: { file, place }, entries: [], mounted: false };
    routers.push(router);
    events++;
    return { kind: 'router', router };
  };

  const evaluate = (index: number, at: Activation): Value => {
    const term = at.routing.terms[index];
    return term ? (remembered(term) ? once(at.calls, index, () => evaluateTerm(term, at)) : evaluateTerm(term, at)) : unknown('');
  };

  const evaluateTerm = (term: Term, at: Activation): Value => {
    switch (term.kind) {
      case 'text': case 'regexp': case 'unknown': return term;
      case 'concat': return joined(term.items.map((item) => evaluate(item, at)));
      case 'list': return { kind: 'list', items: term.items.flatMap((item) => (at.routing.terms[item]?.kind === 'spread' ? flattened(evaluate(item, at)) : [evaluate(item, at)])) };
      case 'spread': return evaluate(term.of, at);
      case 'either': return eitherOf(term.items.map((item) => evaluate(item, at)));
      case 'object': return objectOf(term.entries.map(({ name, value }) => [name, evaluate(value, at)]));
      case 'typed': {
        const value = evaluate(term.of, at);
        return value.kind === 'unknown' ? create('typed', at.file, firstPlace) : value;
      }
      case 'binding': {
        const binding = at.routing.bindings[term.index];
        const owner = binding && around(at, binding.owner);
        return owner ? once(owner.bound, term.index, () => evaluate(binding.value, owner)) : unknown('a variable out of reach');
      }
      case 'argument': return at.args[term.index] ?? unknown('an argument');
      case 'function': {
        const outer = around(at, at.routing.functions[term.index]?.outer ?? 0) ?? at;
        return { kind: 'function', index: term.index, outer, self: outer.self, home: outer.home };
      }
      case 'class': {
        const scope = at.routing.classes[term.index]?.scope ?? 0;
        return { kind: 'class', index: term.index, outer: around(at, at.routing.functions[scope]?.outer ?? 0) ?? at };
      }
      case 'this': return at.self ?? unknown('this');
      case 'super': return at.home && at.self ? { kind: 'super', class: at.home, self: at.self } : unknown('super');
      case 'import': return imported(at.file, term.specifier, term.name);
      case 'member': return memberOf(evaluate(term.of, at), term.name);
      case 'set': {
        const value = evaluate(term.value, at);
        const target = evaluate(term.of, at);
        if (target.kind !== 'object' || value.kind === 'unknown') return value;
        target.entries.set(term.name, value);
        events++;
        return value;
      }
      case 'call': return call(term, at);
    }
  };

  const imported = (file: Path, specifier: string, name: string): Value => {
    const maker = makers[specifier];
    if (maker) return maker[name] ? { kind: 'maker', of: maker[name] } : { kind: 'unknown', text: `${specifier}.${name}`, handler: true };
    const target = specifier === '' ? file : sight.target(file, specifier);
    return target === null ? { kind: 'unknown', text: specifier, handler: true } : exported(target, name);
  };

  const exported = (file: Path, name: string): Value => {
    const module = moduleOf(file);
    const find = (wanted: string): Value | null => {
      const found = module.routing.exports.findLast((one) => one.name === wanted);
      return found ? evaluate(found.value, module) : null;
    };
    const own = find(name);
    if (own) return own;
    const origin = name === '*' ? null : sight.origin(file, name);
    if (origin && (origin.file !== file || origin.name !== name)) return exported(origin.file, origin.name);
    const whole = find('*');
    if (whole) return name === 'default' ? whole : memberOf(whole, name);
    return name === '*' ? { kind: 'module', file } : unknown(name);
  };

  const memberOf = (value: Value, name: string): Value => {
    switch (value.kind) {
      case 'object': return value.entries.get(name) ?? (value.class ? methodOf(value.class, name, value) : null) ?? unknown(name);
      case 'super': {
        const base = baseOf(value.class);
        return (base && methodOf(base, name, value.self)) ?? unknown(name);
      }
      case 'module': return exported(value.file, name);
      case 'class': return fixedOf(value, name) ?? unknown(name);
      case 'list': return value.items[Number(name)] ?? { kind: 'method', of: value, name };
      case 'maker': return name === 'default' ? value : name === 'Router' ? { kind: 'maker', of: 'router' } : { kind: 'unknown', text: `express.${name}`, handler: true };
      case 'unknown': return value.text === 'Object' ? { kind: 'method', of: value, name } : { ...value, text: value.text === '' ? name : `${value.text}.${name}` };
      default: return { kind: 'method', of: value, name };
    }
  };

  const call = (term: CallTerm, at: Activation): Value => {
    const callee = evaluate(term.of, at);
    const args = term.items.map((item) => evaluate(item, at));
    const place = { file: at.file, place: term.at };
    switch (callee.kind) {
      case 'maker': return create(callee.of === 'express' ? 'app' : 'router', at.file, term.at);
      case 'function': return invoke(callee, args, callee.self);
      case 'class': return term.fresh ? instantiate(callee, args) : unknown('a class');
      case 'super': {
        const base = baseOf(callee.class);
        if (base) construct(base, callee.self, args);
        fill(callee.class, callee.self);
        return callee.self;
      }
      case 'method': return callMethod(callee, args, place);
      case 'router':
        handed.at(-1)?.push(callee);
        events++;
        return unknown('a response');
      default:
        // Whoever it is, it may call what it is given.
        for (const arg of args) if (arg.kind === 'function') invoke(arg, [], arg.self);
        return resultOf(callee, term, at);
    }
  };

  /** `(req, res, next) => router(req, res, next)` mounts the router all the same. */
  const throughHandler = (value: Value): Value => {
    if (value.kind !== 'function') return value;
    const routers: Value[] = [];
    handed.push(routers);
    invoke(value, [], value.self);
    handed.pop();
    return routers.length > 0 ? { kind: 'list', items: routers } : value;
  };

  /** `config.get('prefix')` may be a path; whatever else a stranger gives back is most likely a handler. */
  const resultOf = (callee: Value, { of, items: [first] }: CallTerm, at: Activation): Value => {
    if (callee.kind !== 'unknown') return unknown('a call');
    const { routing: { terms } } = at;
    const [target, given] = [terms[of], terms[first ?? -1]];
    if (target?.kind === 'member' && target.name === 'get' && given?.kind === 'text') return unknown(`${callee.text}('${given.text}')`);
    return { kind: 'unknown', text: `${callee.text}()`, handler: true };
  };

  const callMethod = ({ of, name }: Extract<Value, { kind: 'method' }>, args: readonly Value[], at: Location & { readonly place: Place }): Value => {
    const [first] = args;
    if (of.kind === 'router' || of.kind === 'route') events++;
    switch (of.kind) {
      case 'router': return callRouter(of.router, name, name === 'use' ? args.map(throughHandler) : args, at);
      case 'route': return callRoute(of, name, args, at);
      case 'function': return name === 'call' ? invoke(of, args.slice(1), first ?? null) : name === 'bind' ? { ...of, self: first ?? null } : unknown('a call');
      case 'list': {
        if (first?.kind === 'function' && (name === 'forEach' || name === 'map' || name === 'flatMap')) {
          const items = of.items.map((item, i) => invoke(first, [item, { kind: 'text', text: String(i) }], first.self));
          return { kind: 'list', items };
        }
        return name === 'concat' ? { kind: 'list', items: [...of.items, ...args.flatMap(flattened)] } : of;
      }
      case 'text': return name === 'concat' ? joined([of, ...args]) : unknown('a text');
      case 'unknown': return entriesOf(first, name);
      default: return unknown('a call');
    }
  };

  const invoke = ({ index, outer, self, home }: FunctionValue, args: readonly Value[], receiver: Value | null): Value => {
    const fn = outer.routing.functions[index];
    const key = `${outer.file}\0${index}`;
    called.add(key);
    if (!fn) return unknown('');
    const isPlain = args.every(({ kind }) => kind === 'unknown' || kind === 'text' || kind === 'regexp');
    const before = isPlain ? outer.idle.get(index) : undefined;
    if (before) return before;
    if (stack.filter((one) => one === key).length >= (isPlain ? 1 : most.nested)) return unknown('a call that goes round in circles');
    if (++calls > most.calls || stack.length > most.deep) {
      exhausted = true;
      return unknown('a call that goes too deep');
    }
    stack.push(key);
    const happened = events;
    const own = activation({ file: outer.file, routing: outer.routing, fn: index, outer, args, self: fn.arrow ? self : receiver, home });
    for (const step of fn.steps) evaluate(step, own);
    const value = eitherOf(fn.returns.map((one) => evaluate(one, own)));
    stack.pop();
    // What did nothing will do nothing again, and a repository may have thousands of functions that call each other.
    if (isPlain && happened === events) outer.idle.set(index, value);
    return value;
  };

  const classOf = ({ index, outer }: ClassValue) => outer.routing.classes[index];

  const baseOf = (value: ClassValue): ClassValue | null => {
    const base = classOf(value)?.base ?? -1;
    const found = base < 0 ? null : evaluate(base, value.outer);
    return found?.kind === 'class' ? found : null;
  };

  const instantiate = (value: ClassValue, args: readonly Value[]): Value => {
    const self: Value = { kind: 'object', entries: new Map(), class: value };
    construct(value, self, args);
    return self;
  };

  /** Fields begin when the base is made, and before the constructor goes on. */
  const construct = (value: ClassValue, self: Value, args: readonly Value[]): void => {
    const found = classOf(value);
    if (!found) return;
    called.add(`${value.outer.file}\0class ${value.index}`);
    const base = baseOf(value);
    if (!base || found.maker < 0) {
      if (base && stack.length < most.deep) {
        stack.push('base');
        construct(base, self, args);
        stack.pop();
      }
      fill(value, self);
    }
    if (found.maker >= 0) invoke({ kind: 'function', index: found.maker, outer: scopeOf(value, self), self, home: value }, args, self);
  };

  const scopes = new WeakMap<Value, Map<ClassValue['index'], Activation>>();
  const scopeOf = (value: ClassValue, self: Value): Activation => {
    const { file, routing } = value.outer;
    const known = scopes.get(self) ?? new Map<number, Activation>();
    scopes.set(self, known);
    const before = known.get(value.index);
    if (before?.file === file) return before;
    const made = activation({ file, routing, fn: classOf(value)?.scope ?? 0, outer: value.outer, args: [], self, home: value });
    known.set(value.index, made);
    return made;
  };

  const fill = (value: ClassValue, self: Value): void => {
    if (self.kind !== 'object') return;
    const scope = scopeOf(value, self);
    for (const { name, kind, fixed, value: term } of classOf(value)?.members ?? []) if (kind === 'field' && !fixed) self.entries.set(name, evaluate(term, scope));
  };

  const methodOf = (value: ClassValue, name: string, self: Value, depth = 0): Value | null => {
    const member = classOf(value)?.members.find((one) => one.name === name && !one.fixed && one.kind !== 'field');
    if (!member) {
      const base = depth < most.deep ? baseOf(value) : null;
      return base && methodOf(base, name, self, depth + 1);
    }
    const method: FunctionValue = { kind: 'function', index: member.value, outer: scopeOf(value, self), self, home: value };
    return member.kind === 'getter' ? invoke(method, [], self) : method;
  };

  const statics = new Map<string, Activation>();
  const fixedOf = (value: ClassValue, name: string): Value | null => {
    const member = classOf(value)?.members.find((one) => one.name === name && one.fixed);
    if (!member) return null;
    const key = `${value.outer.file}\0${value.index}`;
    const scope = statics.get(key) ?? scopeOf(value, value);
    statics.set(key, scope);
    if (member.kind === 'field') return once(scope.bound, -1 - member.value, () => evaluate(member.value, scope));
    const method: FunctionValue = { kind: 'function', index: member.value, outer: scope, self: value, home: value };
    return member.kind === 'getter' ? invoke(method, [], value) : method;
  };

  return {
    routers,
    exhausted: () => exhausted,
    run(file) {
      calls = 0;
      const module = moduleOf(file);
      for (const step of module.routing.functions[0]?.steps ?? []) evaluate(step, module);
    },
    runUncalled(file) {
      const module = moduleOf(file);
      const offered = module.routing.exports.map(({ value }) => evaluate(value, module)).flatMap((value) => (value.kind === 'object' && !value.class ? [...value.entries.values()] : [value]));
      const typed = module.routing.functions.flatMap((fn, index): Value[] => (fn.typed && fn.outer === 0 ? [{ kind: 'function', index, outer: module, self: null, home: null }] : []));
      for (const value of [...offered, ...typed]) {
        calls = 0;
        if (value.kind === 'function' && !called.has(`${value.outer.file}\0${value.index}`)) invoke(value, [], value.self);
        if (value.kind === 'class' && !called.has(`${value.outer.file}\0class ${value.index}`)) instantiate(value, []);
      }
    },
  };
}

const firstPlace: Place = { line: 1, column: 1, endLine: 1, endColumn: 1 };

function activation(given: Omit<Activation, 'calls' | 'bound' | 'idle'>): Activation {
  return { ...given, calls: new Map(), bound: new Map(), idle: new Map() };
}

/** What a call makes is one thing however often it is looked at. */
function remembered({ kind }: Term): boolean {
  return kind === 'call' || kind === 'typed' || kind === 'object' || kind === 'set';
}

function once(known: Map<number, Value>, index: number, make: () => Value): Value {
  const before = known.get(index);
  if (before) return before;
  known.set(index, unknown('what refers to itself'));
  const made = make();
  known.set(index, made);
  return made;
}

/** The activation of a function in whose reach another runs. */
function around(at: Activation, fn: number): Activation | null {
  let found: Activation | null = at;
  while (found && found.fn !== fn) found = found.outer;
  return found;
}

/** The first that is known; of texts none, unless there is only one. */
function eitherOf(values: readonly Value[]): Value {
  const [first] = values;
  if (!first) return unknown('nothing');
  const isText = ({ kind }: Value): boolean => kind === 'text' || kind === 'template' || kind === 'regexp';
  if (values.length === 1) return first;
  return values.find((value) => value.kind !== 'unknown' && !isText(value)) ?? unknown(first.kind === 'unknown' ? first.text : 'one of several');
}

function objectOf(entries: readonly (readonly [string, Value])[]): Value {
  const own = new Map<string, Value>();
  for (const [name, value] of entries) {
    if (name !== '...') own.set(name, value);
    else if (value.kind === 'object') for (const [key, inner] of value.entries) own.set(key, inner);
  }
  return { kind: 'object', entries: own, class: null };
}

/** `Object.keys` and its like. */
function entriesOf(value: Value | undefined, name: string): Value {
  if (value?.kind !== 'object') return unknown(`Object.${name}()`);
  const entries = [...value.entries];
  const text = (key: string): Value => ({ kind: 'text', text: key });
  switch (name) {
    case 'keys': return { kind: 'list', items: entries.map(([key]) => text(key)) };
    case 'values': return { kind: 'list', items: entries.map(([, one]) => one) };
    case 'entries': return { kind: 'list', items: entries.map(([key, one]) => ({ kind: 'list', items: [text(key), one] })) };
    default: return unknown(`Object.${name}()`);
  }
}

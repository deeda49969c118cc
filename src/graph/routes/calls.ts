import type { Location, Place } from '../../core/location.ts';
import type { CallTerm } from '../../core/route.ts';
import type { TypeSpot } from '../../core/type-spot.ts';
import type { Classes } from './classes.ts';
import type { Machine } from './machine.ts';
import type { Call } from './frameworks/framework.ts';
import {
  type Activation,
  type ChainValue,
  flattened,
  joined,
  listOf,
  type MakerValue,
  type Router,
  unknown,
  type Value,
  type Written,
} from './values.ts';

type At = Location & {
  readonly place: Place;
  readonly given: readonly Written[];
  readonly types: readonly TypeSpot[];
};

function atOf(term: CallTerm, at: Activation): At {
  const { file } = at;
  const types = term.types.map((place) => ({ file, at: place, member: null }));
  return { file, place: term.at, given: givenTo(term, at), types };
}

function givenTo({ items }: CallTerm, at: Activation): readonly Written[] {
  return items.map((term) => ({ term, at }));
}

/** What a call takes. */
interface Reach {
  readonly machine: Machine;
  readonly classes: Classes;
  /** The routers that the handler hands its request to, handler in handler. */
  readonly handed: Value[][];
}

/** What calls come to. */
export function createCalls(machine: Machine, classes: Classes): (term: CallTerm, at: Activation) => Value {
  const reach: Reach = { machine, classes, handed: [] };
  return (term, at) => {
    const callee = machine.evaluate(term.of, at);
    const args = term.items.map((item) => machine.evaluate(item, at));
    switch (callee.kind) {
      case 'maker':
        return make(callee, args, atOf(term, at), reach);
      case 'chain':
        machine.happened();
        return called(callee, args, atOf(term, at));
      case 'function':
        return machine.invoke(callee, args, callee.self);
      case 'class':
        return term.fresh ? classes.instantiate(callee, args) : unknown('a class');
      case 'method':
        return callMethod(callee, args, atOf(term, at), reach);
      case 'super':
        classes.makeBase(callee.class, callee.self, args);
        return callee.self;
      case 'router':
        reach.handed.at(-1)?.push(callee);
        machine.happened();
        return unknown('a response');
      default:
        // Whoever it is, it may call what it is given.
        for (const arg of args) if (arg.kind === 'function') machine.invoke(arg, [], arg.self);
        return wrapped(args) ?? resultOf(callee, term, at);
    }
  };
}

function make({ from: { framework }, name, makes }: MakerValue, args: readonly Value[], at: At, reach: Reach): Value {
  switch (makes) {
    case 'argument':
      return args[0] ?? unknown('a call');
    case 'list':
      return listOf(args);
    case 'mark':
      return { kind: 'mark', framework, name, args, given: at.given };
    case null:
    case 'chain':
    case 'members':
      return unknown('a call');
  }
  const made = reach.machine.create({ framework, kind: makes }, at.file, at.place);
  framework.construct?.(made, args, callAt(made.router, at, reach));
  return made;
}

const longest = 200;

/** The last member of a chain is called. */
function called({ links }: ChainValue, args: readonly Value[], { file, place, given }: At): Value {
  const last = links.at(-1);
  if (!last || last.call || links.length > longest) return unknown('a call');
  const call = { args, given, at: { file, place } };
  return { kind: 'chain', links: [...links.slice(0, -1), { name: last.name, call }] };
}

function callMethod(
  { of, name }: Extract<Value, { kind: 'method' }>,
  args: readonly Value[],
  at: At,
  reach: Reach,
): Value {
  const { machine } = reach;
  const [first] = args;
  switch (of.kind) {
    case 'router':
      machine.happened();
      return of.router.framework.callRouter(of, name, args, callAt(of.router, at, reach));
    case 'route':
      machine.happened();
      return of.router.framework.callRoute?.(of, name, args, callAt(of.router, at, reach)) ?? of;
    case 'function':
      if (name === 'call') return machine.invoke(of, args.slice(1), first ?? null);
      return name === 'bind' ? { ...of, self: first ?? null } : unknown('a call');
    case 'list': {
      if (first?.kind !== 'function' || !['forEach', 'map', 'flatMap'].includes(name))
        return name === 'concat' ? listOf([...of.items, ...args.flatMap(flattened)]) : of;
      return {
        kind: 'list',
        items: of.items.map((item, i) => machine.invoke(first, [item, { kind: 'text', text: String(i) }], first.self)),
      };
    }
    case 'text':
      return name === 'concat' ? joined([of, ...args]) : unknown('a text');
    case 'unknown':
      return entriesOf(first, name);
    default:
      return unknown('a call');
  }
}

/** What a framework is told of a call. */
function callAt({ framework }: Router, at: At, reach: Reach): Call {
  const { machine } = reach;
  const { file: from, place, given, types } = at;
  return {
    at: { file: from, place },
    given,
    types,
    make: (maker, args) => make(maker, args, at, reach),
    create: (kind) => machine.create({ framework, kind }, from, place),
    invoke: (fn, args) => machine.invoke(fn, args, fn.self),
    exported: (file, name) => machine.exported(file, name),
    throughHandler: (value) => throughHandler(value, reach),
  };
}

/** `(req, res, next) => router(req, res, next)` mounts the router all the same. */
function throughHandler(value: Value, { machine, handed }: Reach): Value {
  if (value.kind !== 'function') return value;
  const routers: Value[] = [];
  handed.push(routers);
  machine.invoke(value, [], value.self);
  handed.pop();
  return routers.length > 0 ? { kind: 'list', items: routers } : value;
}

/** `expressWs(app)` and its like give the app back as a part of something. */
function wrapped(args: readonly Value[]): Value | null {
  const app = args.find(({ kind }) => kind === 'router');
  return app ? { kind: 'object', entries: new Map([['app', app]]), class: null } : null;
}

/** `config.get('prefix')` may be a path; whatever else a stranger gives back is most likely a handler. */
function resultOf(callee: Value, { of, items: [first] }: CallTerm, { routing: { terms } }: Activation): Value {
  if (callee.kind !== 'unknown') return unknown('a call');
  const [target, given] = [terms[of], terms[first ?? -1]];
  if (target?.kind === 'member' && target.name === 'get' && given?.kind === 'text')
    return unknown(`${callee.text}('${given.text}')`);
  return { kind: 'unknown', text: `${callee.text}()`, handler: true };
}

/** `Object.keys` and its like. */
function entriesOf(value: Value | undefined, name: string): Value {
  if (value?.kind !== 'object') return unknown(`Object.${name}()`);
  const entries = [...value.entries];
  const text = (key: string): Value => ({ kind: 'text', text: key });
  switch (name) {
    case 'keys':
      return { kind: 'list', items: entries.map(([key]) => text(key)) };
    case 'values':
      return { kind: 'list', items: entries.map(([, one]) => one) };
    case 'entries':
      return { kind: 'list', items: entries.map(([key, one]) => ({ kind: 'list', items: [text(key), one] })) };
    default:
      return unknown(`Object.${name}()`);
  }
}

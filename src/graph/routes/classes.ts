import type { RouteClass } from '../../core/route.ts';
import { activation, type Machine, once } from './machine.ts';
import type { Activation, ClassValue, FunctionValue, Value } from './values.ts';

/** Makes instances and finds members. */
export interface Classes {
  instantiate(value: ClassValue, args: readonly Value[]): Value;
  /** `super(…)` in the constructor of a class. */
  makeBase(value: ClassValue, self: Value, args: readonly Value[]): void;
  /** A method or getter of an instance, from its class or the classes above; null when there is none. */
  method(value: ClassValue, name: string, self: Value): Value | null;
  base(value: ClassValue): ClassValue | null;
  /** A static member. */
  fixed(value: ClassValue, name: string): Value | null;
}

const tallest = 20;

/** Which class it is, however often it is evaluated. */
export function classKey({ outer, index }: ClassValue): string {
  return `${outer.file}\0class ${index}`;
}

/** What is kept of instances and classes. */
interface Kept {
  readonly machine: Machine;
  /** The activation of each class by its key, for each instance. */
  readonly scopes: WeakMap<Value, Map<string, Activation>>;
  readonly statics: Map<string, Activation>;
}

export function createClasses(machine: Machine): Classes {
  const kept: Kept = { machine, scopes: new WeakMap(), statics: new Map() };
  return {
    base: (value) => baseOf(value, machine),
    method: (value, name, self) => methodOf(value, name, self, kept),
    instantiate(value, args) {
      const self: Value = { kind: 'object', entries: new Map(), class: value };
      construct(value, self, args, kept);
      return self;
    },
    makeBase(value, self, args) {
      const above = baseOf(value, machine);
      if (above) construct(above, self, args, kept);
      fill(value, self, kept);
    },
    fixed: (value, name) => fixedOf(value, name, kept),
  };
}

function baseOf(value: ClassValue, machine: Machine): ClassValue | null {
  const term = factsOf(value)?.base ?? -1;
  const found = term < 0 ? null : machine.evaluate(term, value.outer);
  return found?.kind === 'class' ? found : null;
}

/** Fields begin when the base is made, and before the constructor goes on. */
function construct(value: ClassValue, self: Value, args: readonly Value[], kept: Kept): void {
  const { machine } = kept;
  const found = factsOf(value);
  if (!found) return;
  machine.used(classKey(value));
  const above = baseOf(value, machine);
  if (above && found.maker < 0)
    machine.deeper(above.outer.file, () => {
      construct(above, self, args, kept);
    });
  if (!above || found.maker < 0) fill(value, self, kept);
  if (found.maker >= 0)
    machine.invoke(
      { kind: 'function', index: found.maker, outer: scopeOf(value, self, kept), self, home: value },
      args,
      self,
    );
}

/** Sets the fields of an instance. */
function fill(value: ClassValue, self: Value, kept: Kept): void {
  if (self.kind !== 'object') return;
  const scope = scopeOf(value, self, kept);
  for (const { name, kind, fixed, value: term } of factsOf(value)?.members ?? [])
    if (kind === 'field' && !fixed) self.entries.set(name, kept.machine.evaluate(term, scope));
}

/** Where the members of a class look for their names, and for `this`. */
function scopeOf(value: ClassValue, self: Value, { scopes }: Kept): Activation {
  const known = scopes.get(self) ?? new Map<string, Activation>();
  scopes.set(self, known);
  const before = known.get(classKey(value));
  if (before) return before;
  const { file, routing } = value.outer;
  const made = activation({
    file,
    routing,
    fn: factsOf(value)?.scope ?? 0,
    outer: value.outer,
    args: [],
    self,
    home: value,
  });
  known.set(classKey(value), made);
  return made;
}

function methodOf(value: ClassValue, name: string, self: Value, kept: Kept): Value | null {
  let at: ClassValue | null = value;
  for (let height = 0; at && height < tallest; height++) {
    const member = factsOf(at)?.members.find((one) => one.name === name && !one.fixed && one.kind !== 'field');
    if (member)
      return memberValue(
        { kind: 'function', index: member.value, outer: scopeOf(at, self, kept), self, home: at },
        member.kind,
        kept,
      );
    at = baseOf(at, kept.machine);
  }
  return null;
}

function fixedOf(value: ClassValue, name: string, kept: Kept): Value | null {
  const { machine, statics } = kept;
  const member = factsOf(value)?.members.find((one) => one.name === name && one.fixed);
  if (!member) return null;
  const scope = statics.get(classKey(value)) ?? scopeOf(value, value, kept);
  statics.set(classKey(value), scope);
  if (member.kind === 'field') return once(scope.bound, -1 - member.value, () => machine.evaluate(member.value, scope));
  return memberValue(
    { kind: 'function', index: member.value, outer: scope, self: value, home: value },
    member.kind,
    kept,
  );
}

function memberValue(fn: FunctionValue, kind: RouteClass['members'][number]['kind'], { machine }: Kept): Value {
  return kind === 'getter' ? machine.invoke(fn, [], fn.self) : fn;
}

function factsOf({ index, outer }: ClassValue): RouteClass | undefined {
  return outer.routing.classes[index];
}

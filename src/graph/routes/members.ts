import { exportOf } from './frameworks/index.ts';
import type { State } from './state.ts';
import { unknown, type Value } from './values.ts';

/** What a value has under a name. */
export function memberOf(value: Value, name: string, { machine, classes }: State): Value {
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
    case 'chain':
      return { kind: 'chain', links: [...value.links, { name, call: null }] };
    case 'unknown':
      return value.text === 'Object'
        ? { kind: 'method', of: value, name }
        : { ...value, text: value.text === '' ? name : `${value.text}.${name}` };
    default:
      return { kind: 'method', of: value, name };
  }
}

import type { Location } from '../../../core/location.ts';
import type { SchemaValue } from '../../shapes/schema.ts';
import type { Written } from '../values.ts';
import { property, resolved, termOf, type WrittenReader } from '../handlers/written.ts';

/** A literal in code as the JSON that it means; null for what is not literal, and for a reference that another tool resolves. */
export function literalValue(written: Written, reader: WrittenReader): SchemaValue | null {
  const real = resolved(written, reader);
  const { at } = real;
  const term = termOf(real);
  const open = (value: number): SchemaValue | null => literalValue({ term: value, at }, reader);
  switch (term?.kind) {
    case 'text':
    case 'number':
    case 'boolean':
    case 'null':
      return { ...nothing, kind: term.kind, text: term.text, key: keyOf(real) };
    case 'list':
      return { ...nothing, kind: 'list', key: keyOf(real), items: () => term.items.map(open) };
    case 'object': {
      if (term.entries.some(({ name }) => name === '$ref')) return null;
      const get = (name: string): SchemaValue | null => {
        const value = property(real, name, reader);
        return value && literalValue(value, reader);
      };
      const places = new Map(term.entries.map(({ name, at: key }) => [name, key]));
      const names = [...places.keys()].filter((name) => name !== '...');
      const placeOf = (name: string): Location | null => {
        const place = places.get(name);
        return place ? { file: at.file, place } : null;
      };
      return {
        ...nothing,
        kind: 'map',
        key: keyOf(real),
        get,
        entries: () => names.map((name) => ({ key: name, at: placeOf(name), value: get(name) })),
      };
    }
    default:
      return null;
  }
}

const nothing = { text: null, get: () => null, entries: () => [], items: () => [] } as const;

function keyOf({ term, at }: Written): string {
  return `${at.file}\0${term}`;
}

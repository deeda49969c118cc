import type { z } from 'zod';

/** The valid keys of the map at a path. */
export function keysAt(schema: z.ZodType, path: readonly PropertyKey[]): readonly string[] {
  let here = objectsIn([schema]);
  for (const step of path) here = objectsIn(here.flatMap((one) => inside(one, step)));
  return [...new Set(here.flatMap(namesIn))];
}

type Def = z.core.$ZodTypes['_zod']['def'];

function namesIn(def: Def): readonly string[] {
  if (def.type === 'object') return Object.keys(def.shape);
  const [keys] = def.type === 'record' ? objectsIn([def.keyType]) : [];
  return keys?.type === 'enum' ? Object.values(keys.entries).map(String) : [];
}

/** The definitions behind wrappers, pipes and unions. */
function objectsIn(schemas: readonly z.core.$ZodType[]): readonly Def[] {
  return schemas.flatMap((schema): readonly Def[] => {
    const def = (schema as z.core.$ZodTypes)._zod.def;
    switch (def.type) {
      case 'optional':
      case 'nullable':
      case 'default':
      case 'prefault':
      case 'readonly':
      case 'catch':
      case 'nonoptional':
        return objectsIn([def.innerType]);
      case 'pipe':
        return objectsIn([def.in]);
      case 'lazy':
        return objectsIn([def.getter()]);
      case 'union':
        return objectsIn(def.options);
      case 'intersection':
        return objectsIn([def.left, def.right]);
      default:
        return [def];
    }
  });
}

function inside(def: Def, step: PropertyKey): readonly z.core.$ZodType[] {
  if (def.type === 'array') return [def.element];
  if (def.type === 'record') return [def.valueType];
  if (def.type === 'tuple')
    return typeof step === 'number'
      ? [def.items[step] ?? def.rest].filter((one) => one !== null && one !== undefined)
      : [];
  if (def.type !== 'object') return [];
  const field = def.shape[String(step)] ?? def.catchall;
  return field ? [field] : [];
}

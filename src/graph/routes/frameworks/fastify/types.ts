import type { TypeSpot } from '../../../../core/type-spot.ts';
import type { DeclaredAt, DeclaredTypes } from '../../handlers/statuses.ts';

/** `app.get<{ Body; Reply }>(…)` and `FastifyRequest<{ Body; Reply }>`. */
export function declared({ file, annotations, given }: DeclaredAt): DeclaredTypes {
  const requests = annotations.flatMap((one): TypeSpot[] => {
    const at = one.index === 0 && one.name?.name === 'FastifyRequest' ? one.given[0] : undefined;
    return at ? [{ file, at, member: null }] : [];
  });
  const all = [...given.slice(0, 1), ...requests];
  const member = (name: string): readonly TypeSpot[] => all.map((spot) => ({ ...spot, member: name }));
  return { body: member('Body'), replies: member('Reply'), answer: [] };
}

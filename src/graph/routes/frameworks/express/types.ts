import type { Annotation } from '../../../../core/route.ts';
import type { TypeSpot } from '../../../../core/type-spot.ts';
import type { DeclaredAt, DeclaredTypes } from '../../handlers/statuses.ts';

/** `Request<Params, Answer, Body>` and `Response<Answer>` of parameters, and `RequestHandler<Params, Answer, Body>`. */
export function declared({ file, annotations }: DeclaredAt): DeclaredTypes {
  const given = (index: number, name: string, position: number): readonly TypeSpot[] =>
    annotations.flatMap((one) => {
      const at = one.index === index && one.name?.name === name ? one.given[position] : undefined;
      return at ? [{ file, at, member: null }] : [];
    });
  // A request of the project's own: `interface LoafRequest extends Request { body: Loaf }`.
  const isOwn = ({ index, name }: Annotation): boolean => index === 0 && name === null;
  const own = annotations.filter(isOwn).map(({ at }): TypeSpot => ({ file, at, member: 'body' }));
  return {
    body: [...given(0, 'Request', 2), ...given(-1, 'RequestHandler', 2), ...own],
    answer: [...given(1, 'Response', 0), ...given(-1, 'RequestHandler', 1)],
    replies: [],
  };
}

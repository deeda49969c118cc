import type { Endpoint, HandlerTypes, SentBody } from '../../../core/endpoint.ts';
import { type Shape, unknownShape } from '../../../core/shape.ts';
import type { TypeSpot } from '../../../core/type-spot.ts';
import type { Shaped } from '../../../core/view.ts';
import type { Location } from '../../../core/location.ts';
import { bodyOf } from '../../../graph/openapi/bodies.ts';
import { describedBy } from '../../../graph/openapi/described.ts';
import { responsesOf } from '../../../graph/openapi/responses.ts';
import type { OpenDocument } from '../../../graph/openapi/values.ts';
import type { Served } from '../../../graph/routes/served.ts';
import type { Comparison } from './compare.ts';

/** What routes take and send by their types. */
export interface Types {
  body(route: Endpoint): Shape | null;
  /** Those that are known: what the handler sends by itself, else what is declared. */
  responses(route: Endpoint): readonly TypedResponse[];
}

export interface TypedResponse {
  readonly status: string;
  readonly shape: Shape;
  readonly at: Location;
}

/** Asks at once for the types of all operations of which a body is documented. */
export function typesOf({ served }: Comparison, open: OpenDocument, { shapesAt }: Shaped): Types {
  const routes = served.flatMap((one) => (one.routes.length === 1 && hasBodies(one, open) ? one.routes : []));
  const shapeOf = shapesAt(routes.flatMap(({ handling }) => (handling ? spotsOf(handling.types) : [])));
  const known = (spots: readonly TypeSpot[]): Shape | null =>
    spots.map(shapeOf).find(({ kind }) => kind !== 'unknown') ?? null;
  return {
    body: ({ handling }) => known(handling?.types.body ?? []),
    responses({ handling }) {
      const { sent: all = [], replies = [] } = handling?.types ?? {};
      const sent = all
        .map((one) => responseOf(one, shapeOf(one.written), known(one.declared)))
        .filter(({ shape }) => shape.kind !== 'unknown');
      const declared = replies.flatMap((spot) => repliesIn(shapeOf(spot), { file: spot.file, place: spot.at }));
      return [...sent, ...declared.filter(({ status }) => !sent.some((one) => one.status === status))];
    },
  };
}

function hasBodies(one: Served, open: OpenDocument): boolean {
  const { operation } = describedBy(open, one);
  const responses = responsesOf(operation?.get('responses') ?? null);
  return [operation?.get('requestBody') ?? null, ...responses.map(({ value }) => value)].some(
    (owner) => bodyOf(owner, 'response') !== null,
  );
}

function spotsOf({ body, replies, sent }: HandlerTypes): readonly TypeSpot[] {
  return [...body, ...replies, ...sent.flatMap(({ written, declared }) => [written, ...declared])];
}

/** What is sent by its own type, else by what is declared of all that is sent. */
function responseOf({ status, written, isText }: SentBody, own: Shape, declared: Shape | null): TypedResponse {
  const shape = own.kind === 'unknown' ? (declared ?? own) : own;
  return {
    status: String(status),
    at: { file: written.file, place: written.at },
    shape: (isText && mayBeText(shape)) || (own.kind === 'unknown' && isChoice(shape)) ? unknownShape : shape,
  };
}

/** A text that is sent as it is, is no JSON. */
function mayBeText(shape: Shape): boolean {
  const options = shape.kind === 'union' ? shape.options : [shape];
  return options.some(
    (one) =>
      (one.kind === 'scalar' && (one.type === 'string' || one.type === 'null')) ||
      (one.kind === 'enum' && one.values.some((value) => value.startsWith('"'))),
  );
}

/** Which of several objects is sent with a status, no declared type tells. */
function isChoice(shape: Shape): boolean {
  return shape.kind === 'union' && shape.options.filter(({ kind }) => kind === 'object').length > 1;
}

/** `Reply: { 200: Loaf; 404: Failure }`, or what is sent with status 200. */
function repliesIn(shape: Shape, at: Location): readonly TypedResponse[] {
  if (shape.kind !== 'object' || shape.properties.length === 0) return [];
  const isByStatus = shape.properties.every(({ name }) => /^[1-5](?:\d\d|xx)$/i.test(name));
  if (!isByStatus) return [{ status: '200', shape, at }];
  return shape.properties.map((one) => ({ status: one.name, shape: one.shape, at: one.at ?? at }));
}

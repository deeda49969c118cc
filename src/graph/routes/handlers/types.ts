import type { HandlerTypes, SentBody } from '../../../core/endpoint.ts';
import type { Place } from '../../../core/location.ts';
import type { Reply } from '../../../core/route.ts';
import type { TypeSpot } from '../../../core/type-spot.ts';
import type { FunctionValue, Handled, Written } from '../values.ts';
import { type Answering, type DeclaredTypes, literalStatuses, saidBy } from './statuses.ts';
import { insideOf, type WrittenReader } from './written.ts';

/** How the types of a handler are read. */
interface TypesReader {
  readonly answering: Answering;
  readonly reader: WrittenReader;
  readonly handled: Handled;
}

export const noTypes: HandlerTypes = { body: [], replies: [], sent: [] };
const nothing: DeclaredTypes = { ...noTypes, answer: [] };

/** A status that is set for what a block sends later. */
interface OpenStatus {
  readonly status: Written | number;
  readonly at: Place;
  readonly within: Place;
}

/** Where types say what a handler takes and sends. */
export function typesOf(fn: FunctionValue, { answering, reader, handled }: TypesReader): HandlerTypes {
  const at = insideOf(fn);
  const { file } = at;
  const { annotations = [], replies = [], results = [] } = at.routing.functions[fn.index] ?? {};
  const { types: given = [], parameters = [] } = handled;
  const { answer, ...declared } = answering.declared?.({ file, annotations, given, parameters }, reader) ?? nothing;
  const said = replies.map((reply) => ({ reply, said: saidBy(reply, at, answering, reader) }));
  const open = said.flatMap(({ reply, said: one }): OpenStatus[] =>
    one?.kind === 'set' && one.open ? [{ status: one.status, at: reply.at, within: reply.within }] : [],
  );
  const spotOf = (place: Place): TypeSpot => ({ file, at: place, member: null });
  const sent = said.flatMap(({ reply, said: one }): readonly SentBody[] => {
    const body = bodyOf(reply, answering);
    if (!body || !one || (one.kind === 'set' && one.open)) return [];
    const status =
      one.kind === 'set' ? one.status : (openStatus(open, reply) ?? laterStatus(open, reply) ?? one.status);
    return sentWith(status, { written: spotOf(body.at), isText: body.isText, answer, reader });
  });
  const returned = answering.sendsReturned && !handled.isChanged ? results : [];
  const result = annotations.find(({ index }) => index === -2);
  const promised = result ? [spotOf(result.at)] : [];
  for (const one of returned)
    sent.push(
      ...sentWith(openStatus(open, one) ?? handled.status ?? 200, {
        written: spotOf(one.at),
        isText: true,
        answer: [...answer, ...promised],
        reader,
      }),
    );
  return { ...declared, sent };
}

interface Sending {
  readonly written: TypeSpot;
  readonly isText: boolean;
  readonly answer: readonly TypeSpot[];
  readonly reader: WrittenReader;
}

/** A body with each status that it may be sent with. What is declared of all bodies is that of a success. */
function sentWith(status: Written | number, { written, isText, answer, reader }: Sending): readonly SentBody[] {
  return literalStatuses(status, reader).map((one) => ({
    status: one,
    written,
    declared: one < 300 ? answer : [],
    isText,
  }));
}

const makers = new Set(['json']);

/** The body of a reply; null if it has none, or is called with more than that. */
function bodyOf({ chain }: Reply, { bodies, argument }: Answering): { at: Place; isText: boolean } | null {
  const last = chain.at(-1);
  if (!last?.body) return null;
  const { name } = last;
  const isSender = bodies.has(name) || (argument === null && makers.has(name));
  return isSender ? { at: last.body, isText: !makers.has(name) && name !== 'jsonp' } : null;
}

/** The last status that is set before, in the same block or one around it; null if none is. */
function openStatus(
  open: readonly OpenStatus[],
  { at, within }: Omit<OpenStatus, 'status'>,
): OpenStatus['status'] | null {
  return open.findLast((one) => isBefore(one.at, at) && contains(one.within, within))?.status ?? null;
}

/** What is assigned, `context.body = x`, is sent later, and its status may be set after it in the same block. */
function laterStatus(open: readonly OpenStatus[], { at, within, chain }: Reply): OpenStatus['status'] | null {
  const isSame = (one: OpenStatus): boolean => contains(one.within, within) && contains(within, one.within);
  const isAssigned = chain.at(-1)?.name.endsWith('=') ?? false;
  return isAssigned ? (open.find((one) => isBefore(at, one.at) && isSame(one))?.status ?? null) : null;
}

function isBefore(one: Place, other: Place): boolean {
  return one.line < other.line || (one.line === other.line && one.column < other.column);
}

function contains(outer: Place, inner: Place): boolean {
  const endsLater =
    outer.endLine > inner.endLine || (outer.endLine === inner.endLine && outer.endColumn >= inner.endColumn);
  return endsLater && !isBefore(inner, outer);
}

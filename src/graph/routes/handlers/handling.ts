import type { HandlerCode, Handling, Schemas, SentStatus } from '../../../core/endpoint.ts';
import type { Location } from '../../../core/location.ts';
import type { Entry, Handled, Router, Written } from '../values.ts';
import { parsedBy } from '../schemas/parsed.ts';
import { joinedSchemas } from '../schemas/schemas.ts';
import { codeOf, codeOfFunction } from './code.ts';
import { callsOf, type GuardReader, guardsOf, wrappersOf } from './guards.ts';
import { type Answering, literalStatuses, statusesOf } from './statuses.ts';
import { noTypes, typesOf } from './types.ts';
import { functionOf, itemsOf, type WrittenReader } from './written.ts';

interface Around {
  /** What is asked before the entry. */
  readonly asked: readonly Written[];
  readonly router: Router;
  readonly reader: WrittenReader;
}

/** What is known of the code that answers an entry of a router. */
export function handlingOf({ handled, at }: Entry, { asked, router, reader }: Around): Handling {
  const { answering } = router.framework;
  const own = handled.given.flatMap((one) => itemsOf(one, reader));
  const given = answering.handlers?.(own, reader) ?? own;
  const last = handled.method ? undefined : given.at(-1);
  const fn = handled.method ?? (last ? functionOf(last, reader) : null);
  const { guards, isWhole } = guardsOf([...asked, ...(last ? given.slice(0, -1) : given)], { reader, answering });
  const sent = fn ? statusesOf(fn, answering, reader) : { statuses: [], isDirect: false };
  return {
    guards: [...guards, ...(last ? wrappersOf(last, { reader, answering }) : [])],
    statuses: [...sent.statuses, ...(sent.isDirect ? [] : ofFramework(handled.status, at, reader))],
    schemas: joinedSchemas([...schemasOf(handled, own, { answering, reader }), ...(fn ? [parsedBy(fn, reader)] : [])]),
    types: fn ? typesOf(fn, { answering, reader, handled }) : noTypes,
    calls: fn ? callsOf(fn) : [],
    code: codeOfHandler(handled.method, last, reader),
    isPartial: fn === null || !isWhole || answering.guardedElsewhere === true,
    isHidden: answering.hides?.(own, reader) ?? false,
  };
}

/** The schemas in what an entry is given, and those that its framework found by itself. */
function schemasOf(
  { parameters = [], schemas }: Handled,
  given: readonly Written[],
  { answering, reader }: GuardReader,
): readonly Schemas[] {
  return [...(answering.schemas?.(given, reader, parameters) ?? []), ...(schemas ? [schemas(reader)] : [])];
}

function codeOfHandler(
  method: Handled['method'],
  last: Written | undefined,
  reader: WrittenReader,
): HandlerCode | null {
  if (method) return codeOfFunction(method);
  return last ? codeOf(last, reader) : null;
}

/** The status that the framework sends where a method sets none. */
function ofFramework(status: Written | number | undefined, at: Location, reader: WrittenReader): readonly SentStatus[] {
  return status === undefined ? [] : literalStatuses(status, reader).map((one) => ({ status: one, at }));
}

const returning: Answering = { argument: null, guardedElsewhere: true, read: () => null, bodies: new Set() };

/** The same for an exported function that returns its response. */
export function handlingOfExport(written: Written | null, reader: WrittenReader): Handling | null {
  const fn = written && functionOf(written, reader);
  if (!fn) return null;
  return {
    guards: wrappersOf(written, { reader, answering: returning }),
    statuses: statusesOf(fn, returning, reader).statuses,
    schemas: parsedBy(fn, reader),
    types: typesOf(fn, { answering: returning, reader, handled: { given: [] } }),
    calls: callsOf(fn),
    code: codeOf(written, reader),
    isPartial: true,
    isHidden: false,
  };
}

import type { Schemas } from '../../../core/endpoint.ts';
import type { CallTerm } from '../../../core/route.ts';
import { type Shape, unknownShape } from '../../../core/shape.ts';
import { insideOf, resolved, termOf, type WrittenReader } from '../handlers/written.ts';
import type { FunctionValue, Written } from '../values.ts';
import { joinedSchemas, noSchemas } from './schemas.ts';
import { calledOfValibot, shapeOfValibot } from './valibot.ts';
import { shapeOfZod } from './zod.ts';

const parsing = new Set(['parse', 'parseAsync', 'safeParse', 'safeParseAsync']);
const deepest = 6;

/** What a handler parses of its request: `schema.parse(request.body)`, `parse(schema, request.body)`. */
export function parsedBy(fn: FunctionValue, reader: WrittenReader): Schemas {
  const at = insideOf(fn);
  const steps = at.routing.functions[fn.index]?.steps ?? [];
  return joinedSchemas(steps.flatMap((term) => parsedIn({ term, at }, reader, 0)));
}

function parsedIn(written: Written, reader: WrittenReader, depth: number): readonly Schemas[] {
  const { at } = written;
  const call = termOf(written);
  if (call?.kind !== 'call' || depth > deepest) return [];
  const inner = [call.of, ...call.items].flatMap((term) => parsedIn({ term, at }, reader, depth + 1));
  inner.push(...parsedByValibot(call, at, reader));
  const callee = at.routing.terms[call.of];
  const [first] = call.items;
  if (callee?.kind === 'member') inner.push(...parsedIn({ term: callee.of, at }, reader, depth + 1));
  if (callee?.kind !== 'member' || !parsing.has(callee.name) || first === undefined) return inner;
  const part = partOf({ term: first, at }, reader);
  const shape = part && shapeOfZod({ term: callee.of, at }, 'request', reader);
  return shape ? [...inner, parsedPart(part, shape)] : inner;
}

/** A query that is parsed may be read as well as it came, so that it may have more. */
function parsedPart(part: 'body' | 'query', shape: Shape): Schemas {
  const isOpen = part === 'query' && shape.kind === 'object';
  return { ...noSchemas, [part]: isOpen ? { ...shape, rest: shape.rest ?? unknownShape } : shape };
}

/** `v.parse(schema, request.body)` of Valibot. */
function parsedByValibot(call: CallTerm, at: Written['at'], reader: WrittenReader): readonly Schemas[] {
  const [schema, input] = call.items.map((term) => ({ term, at }));
  if (!schema || !input || !parsing.has(calledOfValibot({ term: call.of, at }, reader) ?? '')) return [];
  const part = partOf(input, reader);
  const shape = part && shapeOfValibot(schema, 'request', reader);
  return shape ? [parsedPart(part, shape)] : [];
}

/** The part of a request that an expression is: `request.body`, `context.request.query`, `context.req.json()`. */
function partOf(written: Written, reader: WrittenReader): 'body' | 'query' | null {
  const { at } = written;
  const real = resolved(written, reader);
  const term = termOf(real);
  if (term?.kind === 'call') {
    const callee = termOf({ term: term.of, at });
    if (callee?.kind !== 'member' || !isRequest({ term: callee.of, at }, reader)) return null;
    if (callee.name === 'json') return 'body';
    return callee.name === 'query' && term.items.length === 0 ? 'query' : null;
  }
  if (term?.kind !== 'member' || !isRequest({ term: term.of, at: real.at }, reader)) return null;
  return term.name === 'body' || term.name === 'query' ? term.name : null;
}

/** The first argument of the handler, or its `req` or `request`. */
function isRequest(written: Written, reader: WrittenReader): boolean {
  const real = resolved(written, reader);
  const term = termOf(real);
  if (term?.kind === 'member')
    return (term.name === 'req' || term.name === 'request') && isRequest({ term: term.of, at: real.at }, reader);
  return term?.kind === 'argument' && term.index === 0;
}

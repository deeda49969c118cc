import type { HandlerTypes, Schemas, SentStatus } from '../../../core/endpoint.ts';
import type { Path, Place } from '../../../core/location.ts';
import type { Annotation, ImportedName, Reply } from '../../../core/route.ts';
import type { TypeSpot } from '../../../core/type-spot.ts';
import type { FunctionValue, GivenParameter, Written } from '../values.ts';
import { statusByName } from './status-names.ts';
import { insideOf, resolved, termOf, type WrittenReader } from './written.ts';

/** How the handlers of a framework answer. */
export interface Answering {
  /** Which of their arguments they answer with; null if they return what they answer. */
  readonly argument: number | null;
  /** What a call on it says of the status. */
  read(links: readonly Link[]): Said | null;
  /** The calls on it that send a body. */
  readonly bodies: ReadonlySet<string>;
  /** What a handler returns is sent. */
  readonly sendsReturned?: true;
  /** What declared types say of a request and its responses. */
  declared?(types: DeclaredAt, reader: WrittenReader): DeclaredTypes;
  /** Guards may also be registered where nobody sees for which routes. */
  readonly guardedElsewhere?: true;
  /** The middleware and the handler in what a route is given, if that holds more. */
  handlers?(given: readonly Written[], reader: WrittenReader): readonly Written[];
  /** The schemas in what a route is given, and in the parameters of its method. */
  schemas?(given: readonly Written[], reader: WrittenReader, parameters: readonly GivenParameter[]): readonly Schemas[];
  /** Does what a route is given say that it is not meant for documents? */
  hides?(given: readonly Written[], reader: WrittenReader): boolean;
}

/** The declared types of a handler, and those that the call that registers it is given. */
export interface DeclaredAt {
  readonly file: Path;
  readonly annotations: readonly Annotation[];
  readonly given: readonly TypeSpot[];
  readonly parameters: readonly GivenParameter[];
}

export interface DeclaredTypes extends Omit<HandlerTypes, 'sent'> {
  /** What is declared of every body that is sent. */
  readonly answer: readonly TypeSpot[];
}

/** A member that is called: `status(404)`. */
export interface Link {
  readonly name: string;
  readonly args: readonly Written[];
  /** Its first argument, where that is a body. */
  readonly body: Place | null;
}

/** A status that is set, or (`implied`) that is sent where none is set. */
export type Said =
  | {
      readonly kind: 'set';
      readonly status: Written | number;
      /** It ends nothing: what it sets is sent later. */ readonly open: boolean;
    }
  | { readonly kind: 'implied'; readonly status: number };

/** What a handler itself sends, as far as it is literal. */
interface Sent {
  readonly statuses: readonly SentStatus[];
  /** It answers with one of its arguments. */
  readonly isDirect: boolean;
}

/** Reads the replies of a handler. */
export function statusesOf(fn: FunctionValue, answering: Answering, reader: WrittenReader): Sent {
  const inside = insideOf(fn);
  const replies = fn.outer.routing.functions[fn.index]?.replies ?? [];
  const found: SentStatus[] = [];
  const implied: SentStatus[] = [];
  let isOpen = false;
  let isDirect = false;
  for (const reply of replies) {
    const said = saidBy(reply, inside, answering, reader);
    const at = { file: inside.file, place: reply.at };
    isDirect ||= termOf(rootOf({ term: reply.root, at: inside }, reader).root)?.kind === 'argument';
    if (said?.kind === 'implied') implied.push({ status: said.status, at });
    if (said?.kind !== 'set') continue;
    isOpen ||= said.open;
    for (const status of literalStatuses(said.status, reader)) found.push({ status, at });
  }
  return { statuses: isOpen ? found : [...found, ...implied], isDirect };
}

export function saidBy(reply: Reply, inside: Written['at'], answering: Answering, reader: WrittenReader): Said | null {
  const { root, taken } = rootOf({ term: reply.root, at: inside }, reader);
  const links = linksOf(reply, taken, inside);
  const term = termOf(root);
  switch (term?.kind) {
    case 'argument':
      return term.index === answering.argument ? answering.read(links) : null;
    case 'unknown':
      return term.text === 'Response' ? responseStatus(links, 302) : null;
    case 'import':
      return term.name === 'NextResponse' ? responseStatus(links, 307) : thrown(term, links);
    default:
      return null;
  }
}

/** An argument, and the names of what is taken out of it: `({ set }) => …`. */
function rootOf(
  written: Written,
  reader: WrittenReader,
): { readonly root: Written; readonly taken: readonly string[] } {
  const root = resolved(written, reader);
  const term = termOf(root);
  if (term?.kind !== 'member') return { root, taken: [] };
  const above = rootOf({ term: term.of, at: root.at }, reader);
  return { root: above.root, taken: [...above.taken, term.name] };
}

/** The links from an argument on: `status(404)` is called by the name under which it is taken out. */
function linksOf({ chain }: Reply, taken: readonly string[], at: Written['at']): readonly Link[] {
  const links = chain.map(({ name, args, body }) => ({ name, body, args: args.map((term) => ({ term, at })) }));
  const before = taken.map((name): Link => ({ name, args: [], body: null }));
  const [first, ...others] = links;
  const last = before.at(-1);
  return first?.name === '' && last
    ? [...before.slice(0, -1), { ...first, name: last.name }, ...others]
    : [...before, ...links];
}

/** `new Response(x, { status: 404 })`, `NextResponse.json(x, { status: 404 })`, `Response.redirect(url, 301)`. */
function responseStatus(links: readonly Link[], redirect: number): Said | null {
  const [link] = links;
  if (!link || links.length > 1) return null;
  if (link.name === 'redirect') return { kind: 'set', status: link.args[1] ?? redirect, open: false };
  if (link.name !== 'json' && link.name !== 'new') return null;
  return link.args[1] ? { kind: 'set', status: link.args[1], open: false } : { kind: 'implied', status: 200 };
}

/** The exceptions of packages: which argument of the general one is the status, and how the names of the others end. */
const exceptions = new Map<string, { readonly general: string; readonly argument: number; readonly ending: RegExp }>([
  ['hono/http-exception', { general: 'HTTPException', argument: 0, ending: /$/ }],
  ['@nestjs/common', { general: 'HttpException', argument: 1, ending: /Exception$/ }],
  ['routing-controllers', { general: 'HttpError', argument: 0, ending: /Error$/ }],
  ['@orpc/server', { general: 'ORPCError', argument: 0, ending: /$/ }],
  ['@trpc/server', { general: 'TRPCError', argument: 0, ending: /$/ }],
]);

function thrown({ specifier, name }: ImportedName, [link]: readonly Link[]): Said | null {
  const known = exceptions.get(specifier);
  if (link?.name !== 'throw' || !known) return null;
  const status = name === known.general ? link.args[known.argument] : statusByName(name.replace(known.ending, ''));
  return status === undefined || status === null ? null : { kind: 'set', status, open: false };
}

/** Both of `ok ? 200 : 404`; none of what is not literal. */
export function literalStatuses(status: Written | number, reader: WrittenReader): readonly number[] {
  if (typeof status === 'number') return [status];
  const real = resolved(status, reader);
  const term = termOf(real);
  switch (term?.kind) {
    case 'number':
      return /^[1-5]\d\d$/.test(term.text) ? [Number(term.text)] : [];
    case 'text': {
      const found = /^[1-5]\d\d$/.test(term.text) ? Number(term.text) : statusByName(term.text);
      return found === null ? [] : [found];
    }
    case 'either':
      return term.items.flatMap((item) => literalStatuses({ term: item, at: real.at }, reader));
    case 'object':
      return term.entries.flatMap(({ name, value }) =>
        name === 'status' || name === 'code' ? literalStatuses({ term: value, at: real.at }, reader) : [],
      );
    case 'member': {
      // `HttpStatus.NOT_FOUND`, `StatusCodes.NOT_FOUND`.
      const named = statusByName(term.name);
      const owner = termOf(resolved({ term: term.of, at: real.at }, reader));
      return named !== null && owner?.kind === 'import' && /status/i.test(`${owner.specifier} ${owner.name}`)
        ? [named]
        : [];
    }
    default:
      return [];
  }
}

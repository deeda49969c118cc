import type { Coverage } from '../../core/coverage.ts';
import type { Endpoint, Endpoints, HandlerCode } from '../../core/endpoint.ts';
import type { CodeFunction, Execution } from '../../core/execution.ts';
import type { Path, Place } from '../../core/location.ts';
import type { Facts, Linked, Lists } from '../../core/view.ts';
import { codeOf } from './untested.ts';

/** The function that answers an endpoint. */
export interface Handler {
  readonly file: Path;
  /** The function itself, without a name or decorators that stand before it. */
  readonly place: Place;
  /** As the facts of its file have it. */
  readonly code: CodeFunction;
}

/** Endpoints of the judged files, by what the reports say of their handlers. */
export interface TestedEndpoints {
  readonly untested: readonly { readonly endpoint: Endpoint; readonly handler: Handler }[];
  /** Those of whose handler nothing is known, in order of the routes. */
  readonly unknown: readonly Endpoint[];
}

interface Reported {
  readonly files: ReadonlyMap<Path, Coverage>;
  readonly absent: readonly Path[];
}

/** Which endpoints no test asks: nothing of their handlers ran. What answers several paths is one endpoint. */
export function testedEndpoints(
  project: Lists & Code,
  { known, lost }: Endpoints,
  { files, absent }: Reported,
): TestedEndpoints {
  const untested: TestedEndpoints['untested'][number][] = [];
  const unknown: Endpoint[] = [];
  const seen = new Set<string>();
  for (const endpoint of [...known, ...lost]) {
    const { method, at } = endpoint;
    const key = `${at.file} ${at.place?.line}:${at.place?.column} ${method}`;
    if (method === 'use' || seen.has(key) || !project.judges(at.file)) continue;
    seen.add(key);
    const handler = handlerOf(project, endpoint);
    // That no report names a file is told of the file.
    if (handler && absent.includes(handler.file)) continue;
    const measured = handler && files.get(handler.file);
    const isRun = measured ? isHandlerRun(handler, measured, project.facts(handler.file, 'execution')) : null;
    if (isRun === null) unknown.push(endpoint);
    else if (!isRun && handler) untested.push({ endpoint, handler });
  }
  return { untested, unknown };
}

type Code = Pick<Linked, 'graph'> & Facts<'execution'>;

function handlerOf(project: Code, { handling }: Endpoint): Handler | null {
  if (!handling?.code) return null;
  return 'place' in handling.code ? handlerAt(project, handling.code) : handlerNamed(project, handling.code);
}

/** Of the functions that end where a handler does, the innermost that holds it is the handler with its name. */
function handlerAt({ facts }: Code, { file, place }: Extract<HandlerCode, { place: Place }>): Handler | null {
  const around = facts(file, 'execution').functions.filter(
    ({ at }) => at.endLine === place.endLine && at.endColumn === place.endColumn && !isAfter(at, place),
  );
  const code = around.reduce<CodeFunction | null>((best, one) => (best && isAfter(best.at, one.at) ? best : one), null);
  return code && { file, place, code };
}

/** The only function of a name, in the file that declares what another exports. */
function handlerNamed({ facts, graph }: Code, code: Extract<HandlerCode, { exported: string }>): Handler | null {
  const { exported, member } = code;
  const { file, name } = graph.origin(code.file, exported) ?? { ...code, name: exported };
  const wanted = member ?? graph.exports(file).find((one) => one.name === name)?.local ?? name;
  const [found, ...others] = facts(file, 'execution').functions.filter((one) => one.name === wanted);
  return found && others.length === 0 ? { file, place: found.at, code: found } : null;
}

function isAfter(one: Place, other: Place): boolean {
  return one.line > other.line || (one.line === other.line && one.column > other.column);
}

/** Did anything of a handler run? Null where the report does not tell. */
function isHandlerRun({ place, code }: Handler, measured: Coverage, { lines, functions }: Execution): boolean | null {
  if (measured.totals) return null;
  // Its first line runs when it is only registered.
  const inside = new Set(lines.filter((line) => line > place.line && line <= place.endLine));
  const known = measured.lines.filter(({ line }) => inside.has(line));
  if (known.some(({ hits }) => hits > 0)) return true;
  const hits = callsOf(code, measured, functions);
  if (hits !== null) return hits > 0;
  return known.length > 0 ? false : null;
}

/** How often a function was called. Those that begin on one line are told apart by their order. */
function callsOf(code: CodeFunction, measured: Coverage, all: readonly CodeFunction[]): number | null {
  const meant = measured.functions.filter((one) => codeOf(one, all) === code);
  if (meant.length > 0) return Math.max(...meant.map(({ hits }) => hits));
  const alike = all.filter(({ at }) => at.line === code.at.line);
  const there = measured.functions.filter(({ line }) => line === code.at.line);
  return alike.length === there.length ? (there[alike.indexOf(code)]?.hits ?? null) : null;
}

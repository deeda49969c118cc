import { z } from 'zod';
import type { Raise } from '../../../core/check.ts';
import type { Endpoint } from '../../../core/endpoint.ts';
import { addTo } from '../../../core/group.ts';
import type { Path } from '../../../core/location.ts';
import { whereThat } from '../../../core/options.ts';
import { isSpecFile } from '../../../core/spec.ts';
import type { Documented as Documents, Facts, Linked, Lists, Routed } from '../../../core/view.ts';
import type { Problem } from '../../../core/violation.ts';
import { type Handler, testedEndpoints } from '../../../graph/coverage/endpoints.ts';
import type { Measured } from '../../../graph/coverage/measure.ts';
import { nearestTests } from '../../../graph/coverage/next-test.ts';
import { isNamed } from '../../../graph/coverage/untested.ts';
import { again, type Commanded, manual } from '../../../graph/coverage/words.ts';
import { contractOf, type Documented } from '../../../graph/routes/contract.ts';
import { spell } from '../../../graph/routes/path.ts';
import { promisedBy, servedBy } from '../../../graph/routes/served.ts';

export const endpointsOption = z
  .union([
    z.boolean(),
    z.strictObject({
      spec: whereThat({}).describe('The OpenAPI documents that the endpoints are in: a path, a glob or a list.'),
    }),
  ])
  .default(false)
  .describe(
    'Whether tests must run something of the handler of each endpoint; `spec`: where the endpoints are documented.',
  );
export type EndpointsOption = z.infer<typeof endpointsOption>;

interface WithEndpoints extends Commanded {
  readonly endpoints: EndpointsOption;
}

/** Are endpoints looked at as they were? Where they are documented only adds to what is said. */
export function areEndpointsKept({ endpoints: before }: WithEndpoints, { endpoints: after }: WithEndpoints): boolean {
  return before === false || after !== false;
}

/** The documents among some paths that the option means. */
export function specsOf({ endpoints }: WithEndpoints, paths: Iterable<Path>): Path[] {
  if (typeof endpoints === 'boolean') return [];
  return [...paths].filter((path) => isSpecFile(path) && endpoints.spec.match(path).length > 0);
}

type Judged = Lists & Linked & Routed & Documents & Facts<'execution' | 'spec' | 'problems'>;

/** Each endpoint of whose handler no test runs anything. */
export function* untestedEndpoints(
  project: Judged,
  o: WithEndpoints,
  { measured, problem }: { readonly measured: Measured; readonly problem: Raise<'untested'> },
): Iterable<Problem> {
  const { untested } = testedEndpoints(project, project.routes, measured);
  const operations = operationsOf(project, o);
  for (const { endpoint, handler } of untested) {
    const { method, path, at } = endpoint;
    const { file, code } = handler;
    yield problem('untested', { method, path: spell(path) }, at, {
      found: `no test runs ${textOf(handler)}`,
      expected: 'a test that runs the handler of each endpoint',
      brief: `no test runs its handler, ${textOf(handler)}`,
      evidence: [
        { file, line: code.at.line, text: 'its handler' },
        ...(operations.get(endpoint) ?? []).map(({ at: { file: document, place }, method: verb, name }) => ({
          file: document,
          line: place?.line ?? null,
          text: `documents ${nameOf(verb, name)}`,
        })),
      ],
      fix: () => manual(`test ${nameOf(method, spell(path))}`, [stepFor(project, endpoint, handler), ...again(o)]),
    });
  }
}

/** Says how many endpoints were not judged. */
export function* unknownEndpoints(project: Judged, measured: Measured): Iterable<string> {
  const [first, ...others] = testedEndpoints(project, project.routes, measured).unknown;
  if (!first) return;
  const { method, path, at } = first;
  const example = `${nameOf(method, spell(path))} at ${at.file}${at.place ? `:${at.place.line}` : ''}`;
  const number = others.length + 1;
  yield `${number === 1 ? '1 endpoint was' : `${number} endpoints were`} not checked, because the handler is not known or the report says nothing of it: ${example}${others.length > 0 ? ` and ${others.length} more` : ''}`;
}

/** The operations that document an endpoint. */
function operationsOf(project: Judged, o: WithEndpoints): ReadonlyMap<Endpoint, readonly Documented[]> {
  const contracts = specsOf(o, project.documents).map((document) => contractOf(project, document, null));
  const found = new Map<Endpoint, Documented[]>();
  for (const { operation, routes } of servedBy(promisedBy(contracts), project.routes.known))
    for (const route of routes) addTo(found, route, operation);
  return found;
}

function stepFor(project: Judged, { method, path, at }: Endpoint, { file }: Handler): string {
  const name = nameOf(method, spell(path));
  const [test, ...others] = nearestTests(project, [file, at.file]);
  if (test === undefined) return `write a test that requests ${name}`;
  return `test ${name} in \`${test}\`${others.length > 0 ? ` (${others.length} more reach it)` : ''}`;
}

/** `listUsers` (src/users.ts:10-20) */
function textOf({ file, code: { name, at } }: Handler): string {
  const range = `${file}:${at.line === at.endLine ? at.line : `${at.line}-${at.endLine}`}`;
  return isNamed(name) ? `\`${name}\` (${range})` : range;
}

function nameOf(method: string, path: string): string {
  return `\`${method.toUpperCase()} ${path}\``;
}

import type { Endpoint, SentStatus } from '../../../core/endpoint.ts';
import type { Fix } from '../../../core/fix.ts';
import { describedBy } from '../../../graph/openapi/described.ts';
import { responseOf } from '../../../graph/openapi/operation.ts';
import { type DocumentedResponse, responseFor, responsesOf } from '../../../graph/openapi/responses.ts';
import type { DocumentValue, OpenDocument } from '../../../graph/openapi/values.ts';
import type { Shape } from '../../../core/shape.ts';
import type { Served } from '../../../graph/routes/served.ts';
import type { Comparison } from './compare.ts';
import { inDocument, put } from './repair.ts';
import { type Difference, nameOf, spot } from './words.ts';

/** Statuses that handlers send and the document does not describe. */
export function* statusDifferences({ served }: Comparison, open: OpenDocument): Iterable<Difference<'status'>> {
  for (const one of served) {
    const described = describedBy(open, one).operation?.get('responses') ?? null;
    const responses = responsesOf(described);
    // An operation that describes no response says nothing of statuses.
    if (responses.length === 0) continue;
    const sent = statusesOf(one).filter(
      ({ status }, i, all) => all.findIndex((other) => other.status === status) === i,
    );
    const missing = sent.filter(({ status }) => !responseFor(status, responses));
    const fix = described && documenting(one, missing, described);
    for (const found of missing) yield undocumented(one, found, { responses, fix });
  }
}

/** Of a handler for all methods, nobody knows which status belongs to which. */
function statusesOf({ routes }: Served): readonly SentStatus[] {
  return routes.flatMap(({ method, handling }) => (method === 'all' ? [] : (handling?.statuses ?? [])));
}

/** All missing statuses at once. */
function documenting(one: Served, missing: readonly SentStatus[], described: DocumentValue): Fix {
  const { operation, routes, contract } = one;
  const keys = missing.map(({ status }) => String(status)).sort();
  const documented = described.entries().map(({ key }) => key);
  const changes = keys.map((key) => {
    const shape = routes.length === 1 ? sentWith(key, routes[0]) : null;
    const before = documented.filter((other) => /^\d+$/.test(other) && other < key);
    return put(described, [key], responseOf(key, shape, contract.version), before);
  });
  const name = nameOf(operation.method, operation.name);
  const listed = keys.map((key) => `\`${key}\``).join(', ');
  return inDocument(`add ${listed} to ${name} in ${described.at.file}`, changes, [
    `add to \`responses\` of ${name} (${spot(operation.at)}): ${listed}, each with a \`description\``,
    'or send a documented status',
  ]);
}

interface Described {
  readonly responses: readonly DocumentedResponse[];
  readonly fix: Fix | null;
}

function undocumented(
  { operation }: Served,
  { status, at }: SentStatus,
  { responses, fix }: Described,
): Difference<'status'> {
  const { method, name: path } = operation;
  const documented = responses.map((one) => `\`${one.status}\``).join(', ');
  return {
    message: 'status',
    data: { method, path, name: String(status) },
    at,
    details: {
      found: `status ${status} of ${nameOf(method, path)}`,
      expected: `one of the documented statuses: ${documented}`,
      brief: `status ${status} is not documented for ${nameOf(method, path)} (${spot(operation.at)}), only ${documented}`,
      evidence: responses.slice(0, 3).map((one) => ({
        file: one.at.file,
        line: one.at.place?.line ?? null,
        text: `documents \`${one.status}\``,
      })),
      fix,
    },
    code: {
      title: `send a documented status for ${nameOf(method, path)}`,
      steps: [`send ${responses.length > 1 ? 'one of ' : ''}${documented} instead of ${status} in ${spot(at)}`],
      edit: null,
    },
  };
}

/** What a schema in the code says of the response with a status. */
function sentWith(status: string, { handling }: Endpoint): Shape | null {
  return handling?.schemas.responses.find((one) => one.status === status)?.shape ?? null;
}

import type { Endpoint, SentStatus } from '../../../core/endpoint.ts';
import { responseOf } from '../../../graph/openapi/operation.ts';
import { type DocumentedResponse, responseFor, responsesOf } from '../../../graph/openapi/responses.ts';
import type { DocumentValue, OpenDocument } from '../../../graph/openapi/values.ts';
import type { Shape } from '../../../core/shape.ts';
import type { Comparison, Served } from './compare.ts';
import { inDocument, put } from './repair.ts';
import { type Difference, nameOf, spot } from './words.ts';

/** Statuses that handlers send and the document does not describe. */
export function* statusDifferences({ served }: Comparison, open: OpenDocument): Iterable<Difference<'status'>> {
  for (const one of served) {
    const { file, keys } = one.operation.item;
    const described = open(file, [...keys, one.operation.method])?.get('responses') ?? null;
    const responses = responsesOf(described);
    // An operation that describes no response says nothing of statuses.
    if (responses.length === 0) continue;
    const told = new Set<number>();
    for (const sent of statusesOf(one)) {
      if (told.has(sent.status) || responseFor(sent.status, responses)) continue;
      told.add(sent.status);
      yield undocumented(one, sent, { described, responses });
    }
  }
}

/** Of a handler for all methods, nobody knows which status belongs to which. */
function statusesOf({ routes }: Served): readonly SentStatus[] {
  return routes.flatMap(({ method, handling }) => (method === 'all' ? [] : (handling?.statuses ?? [])));
}

interface Described {
  readonly described: DocumentValue | null;
  readonly responses: readonly DocumentedResponse[];
}

function undocumented(
  { operation, routes, contract }: Served,
  { status, at }: SentStatus,
  { described, responses }: Described,
): Difference<'status'> {
  const key = String(status);
  const before = responses.map((one) => one.status).filter((one) => /^\d+$/.test(one) && one < key);
  const value = responseOf(key, routes.length === 1 ? sentWith(key, routes[0]) : null, contract.version);
  const changes = described ? [{ ...put(described, [key], value, before), free: true as const }] : [];
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
      fix: inDocument(`add \`${status}\` to ${nameOf(method, path)} in ${described?.at.file ?? ''}`, changes, [
        `add to \`responses\` of ${nameOf(method, path)} (${spot(operation.at)}): \`'${status}': { description: … }\``,
        'or send a documented status',
      ]),
    },
  };
}

/** What a schema in the code says of the response with a status. */
function sentWith(status: string, { handling }: Endpoint): Shape | null {
  return handling?.schemas.responses.find((one) => one.status === status)?.shape ?? null;
}

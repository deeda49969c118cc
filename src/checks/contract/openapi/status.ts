import type { SentStatus } from '../../../core/endpoint.ts';
import { type DocumentedResponse, responseFor, responsesOf } from '../../../graph/openapi/responses.ts';
import type { OpenDocument } from '../../../graph/openapi/values.ts';
import type { Comparison, Served } from './compare.ts';
import { type Difference, manual, nameOf, spot } from './words.ts';

/** Statuses that handlers send and the document does not describe. */
export function* statusDifferences({ served }: Comparison, open: OpenDocument): Iterable<Difference<'status'>> {
  for (const one of served) {
    const { file, keys } = one.operation.item;
    const responses = responsesOf(open(file, [...keys, one.operation.method]));
    // An operation that describes no response says nothing of statuses.
    if (responses.length === 0) continue;
    const told = new Set<number>();
    for (const sent of statusesOf(one)) {
      if (told.has(sent.status) || responseFor(sent.status, responses)) continue;
      told.add(sent.status);
      yield undocumented(one, sent, responses);
    }
  }
}

/** Of a handler for all methods, nobody knows which status belongs to which. */
function statusesOf({ routes }: Served): readonly SentStatus[] {
  return routes.flatMap(({ method, handling }) => (method === 'all' ? [] : (handling?.statuses ?? [])));
}

function undocumented(
  { operation }: Served,
  { status, at }: SentStatus,
  responses: readonly DocumentedResponse[],
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
      fix: manual('document it', [
        `add to \`responses\` of ${nameOf(method, path)} (${spot(operation.at)}): \`'${status}': { description: … }\``,
        'or send a documented status',
      ]),
    },
  };
}

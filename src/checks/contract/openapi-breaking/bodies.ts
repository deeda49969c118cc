import type { Location } from '../../../core/location.ts';
import { responsesOf } from '../../../graph/openapi/responses.ts';
import { type DocumentValue, keyPlace } from '../../../graph/openapi/values.ts';
import type { Break } from './break.ts';
import type { Revision } from './revisions.ts';
import { requestChanges, responseChanges, schemaRevision } from './schemas.ts';
import { requestWords, responseWords, type Since } from './words.ts';

/** What breaks clients in the body that they send. */
export function* requestBreaks({ before, now }: Revision, since: Since): Iterable<Break> {
  const [old, fresh] = [before.value?.get('requestBody') ?? null, now.value?.get('requestBody') ?? null];
  const { at } = now.operation;
  if (old && !fresh && !isUnopened(now.value, 'requestBody'))
    yield {
      ...inBody('request', '', 'removed', at),
      found: 'the body was removed',
      expected: `clients of ${since.ref} send one`,
      steps: ['describe the body again, and mark the operation `deprecated: true` if it has no use'],
    };
  if (!fresh || isUnopened(before.value, 'requestBody')) return;
  if (isRequired(fresh) && !isRequired(old))
    yield {
      ...inBody('request', '', 'required', keyPlace(now.value, 'requestBody') ?? at),
      found: 'the body is required',
      expected: `clients of ${since.ref} ${old ? 'may leave it out' : 'do not send one'}`,
      steps: ['make the body optional'],
    };
  for (const { name, media, same, at: place } of mediaTypes(old, fresh)) {
    if (!same) {
      yield {
        ...inBody('request', name, 'removed', place),
        found: `\`${name}\` is no longer accepted`,
        expected: `clients of ${since.ref} send it`,
        steps: [`accept \`${name}\` as well`],
      };
      continue;
    }
    const revision = schemaRevision(media, same);
    for (const found of revision ? requestChanges(revision) : [])
      yield {
        ...inBody('request', found.name, found.change, found.at ?? place),
        ...requestWords(found, 'the body', since),
      };
  }
}

/** What breaks clients in the responses that they read. */
export function* responseBreaks({ before, now }: Revision, since: Since): Iterable<Break> {
  const described = now.value?.get('responses') ?? null;
  if (!described) return;
  const fresh = responsesOf(described);
  for (const { status, value } of responsesOf(before.value?.get('responses') ?? null)) {
    const same = fresh.find((one) => one.status.toUpperCase() === status.toUpperCase()) ?? rangeOf(status, fresh);
    if (!same && isSuccess(status))
      yield {
        ...inBody('status', status, 'removed', keyPlace(now.value, 'responses') ?? described.at),
        found: `the response ${status} was removed`,
        expected: `clients of ${since.ref} handle it as success`,
        steps: [`answer with ${status} as before`, 'or answer with another status in a new operation'],
      };
    if (same?.value && value) yield* ofResponse({ status, at: same.at, before: value, now: same.value }, since);
  }
}

function rangeOf(status: string, all: ReturnType<typeof responsesOf>) {
  return all.find((one) => one.status.toUpperCase() === `${status.charAt(0)}XX`);
}

function isSuccess(status: string): boolean {
  return /^2/.test(status);
}

interface ResponseRevision {
  readonly status: string;
  readonly at: Location;
  readonly before: DocumentValue;
  readonly now: DocumentValue;
}

function* ofResponse({ status, at, before, now }: ResponseRevision, since: Since): Iterable<Break> {
  for (const { name, media, same, at: place } of mediaTypes(before, now)) {
    if (!same && isSuccess(status))
      yield {
        ...inBody('response', `${status} ${name}`, 'removed', place),
        found: `\`${name}\` is no longer sent with ${status}`,
        expected: `clients of ${since.ref} read it`,
        steps: [`offer \`${name}\` as well`],
      };
    const revision = schemaRevision(media, same);
    for (const found of revision ? responseChanges(revision) : [])
      yield {
        ...inBody('response', spaced(status, found.name), found.change, found.at ?? place),
        ...responseWords(found, `the body of ${status}`, since),
      };
  }
  yield* ofHeaders({ status, at, before, now }, since);
}

function* ofHeaders({ status, at, before, now }: ResponseRevision, { ref }: Since): Iterable<Break> {
  const headers = now.get('headers')?.entries() ?? [];
  for (const { key, value } of before.get('headers')?.entries() ?? []) {
    const same = headers.find((one) => one.key.toLowerCase() === key.toLowerCase());
    if (!isRequired(value) || (same && (same.value === null || isRequired(same.value)))) continue;
    yield {
      ...inBody('response', `${status} ${key}`, same ? 'optional' : 'removed', same?.at ?? at),
      found: `the header \`${key}\` of ${status} is ${same ? 'no longer required' : 'gone'}`,
      expected: `clients of ${ref} rely on it`,
      steps: [`describe the header \`${key}\` as required again, and always send it`],
    };
  }
}

/** Each media type of the base, with the same of now, or one that stands for it. */
function* mediaTypes(before: DocumentValue | null, now: DocumentValue) {
  const content = now.get('content');
  if (!content) return;
  for (const { key, value } of before?.get('content')?.entries() ?? []) {
    const ways = [key.toLowerCase(), key.toLowerCase().replace(/\/.*$/, '/*'), '*/*'];
    const same = ways
      .map((way) => content.entries().find((one) => one.key.toLowerCase() === way))
      .find((one) => one !== undefined);
    // What is there and cannot be opened is not gone.
    if (!same || same.value)
      yield {
        name: key,
        media: value,
        same: same?.value ?? null,
        at: same?.at ?? keyPlace(now, 'content') ?? content.at,
      };
  }
}

/** Is there such a key, behind which nothing can be opened? */
function isUnopened(owner: DocumentValue | null, key: string): boolean {
  return owner?.entries().some((one) => one.key === key && one.value === null) ?? false;
}

function isRequired(value: DocumentValue | null): boolean {
  return value?.get('required')?.text === 'true';
}

function spaced(status: string, name: string): string {
  return name === '' ? status : `${status} ${name}`;
}

function inBody<M extends 'request' | 'response' | 'status'>(message: M, name: string, change: string, at: Location) {
  return { message, name, change, at };
}

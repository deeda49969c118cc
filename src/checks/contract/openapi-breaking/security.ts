import { type DocumentValue, keyPlace } from '../../../graph/openapi/values.ts';
import type { Break } from './break.ts';
import type { Revision, Version } from './revisions.ts';
import type { Since } from './words.ts';

/** One of the ways in which clients prove who they are: schemes with their scopes, all of which are needed. */
type Way = ReadonlyMap<string, readonly string[]>;

/** Ways in which clients of the base authenticate, and which no longer do. */
export function* securityBreaks({ before, now }: Revision, { ref }: Since): Iterable<Break> {
  const [old, fresh] = [waysOf(before), waysOf(now)];
  const lost = old.filter((way) => !fresh.some((other) => suffices(way, other)));
  for (const way of lost)
    yield {
      message: 'security',
      name: way.size === 0 ? 'none' : textOf(way),
      change: 'security',
      at: keyPlace(now.value, 'security') ?? keyPlace(now.document, 'security') ?? now.operation.at,
      found: `it needs ${fresh.map(textOf).join(' or ')}`,
      expected: `clients of ${ref} call it ${way.size === 0 ? 'without authentication' : `with ${textOf(way)}`}`,
      steps: [
        way.size === 0
          ? 'keep it open (`- {}` beside the other entries of `security`)'
          : `keep ${textOf(way)} as one entry of \`security\``,
        'or add an operation that needs more, and mark this one `deprecated: true`',
      ],
    };
}

function securityIn({ value, document }: Version): DocumentValue | null {
  return value?.get('security') ?? document?.get('security') ?? null;
}

/** Without any entry, nothing is needed. */
function waysOf(version: Version): readonly Way[] {
  const entries = securityIn(version)?.items() ?? [];
  const ways = entries.map(
    (entry): Way =>
      new Map((entry?.entries() ?? []).map(({ key, value }) => [key, (value?.items() ?? []).flatMap(textIn)])),
  );
  return ways.length > 0 ? ways : [new Map()];
}

function textIn(value: DocumentValue | null): readonly string[] {
  return value?.text == null ? [] : [value.text];
}

/** Does whoever has one way also have all that another needs? */
function suffices(way: Way, other: Way): boolean {
  return [...other].every(([scheme, scopes]) => {
    const own = way.get(scheme);
    return own !== undefined && scopes.every((scope) => own.includes(scope));
  });
}

function textOf(way: Way): string {
  const parts = [...way].map(
    ([scheme, scopes]) => `\`${scheme}\`${scopes.length > 0 ? ` (${scopes.join(', ')})` : ''}`,
  );
  return parts.length === 0 ? 'nothing' : parts.join(' and ');
}

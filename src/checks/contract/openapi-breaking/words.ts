import type { Words } from './break.ts';
import type { SchemaChange } from './schemas.ts';

/** The commit that is compared with: `origin/main`. */
export interface Since {
  readonly ref: string;
}

/** A request that was valid, and is not accepted as before. `whole` is what has no name: `the body`. */
export function requestWords({ kind, change, name, was, is }: SchemaChange, whole: string, { ref }: Since): Words {
  const what = name === '' ? whole : `\`${name}\``;
  switch (kind) {
    case 'required':
      return {
        found: `${what} is required`,
        expected: `clients of ${ref} ${was === '' ? 'do not send it' : 'may leave it out'}`,
        steps: [
          `make ${what} optional, and let the server choose a value where it is absent`,
          'or require it in a new operation, and mark this one `deprecated: true`',
        ],
      };
    case 'optional':
    case 'removed':
      return {
        found: `${what} was removed`,
        expected: `clients of ${ref} send it (${was})`,
        steps: [`put ${what} back with \`deprecated: true\`, and remove it in a later change`],
      };
    case 'type':
      return {
        found: `${what} is ${is}`,
        expected: `clients of ${ref} may send ${was}`,
        steps: [`accept ${was} as well`, 'or keep it, and add a property of the new type'],
      };
    case 'limit':
      return {
        found: `\`${change}\` of ${what} is ${is}`,
        expected: `clients of ${ref} may send what ${was === 'absent' ? 'no limit kept out' : `${was} allows`}`,
        steps: [was === 'absent' ? `take \`${change}\` away` : `set \`${change}\` to ${was} again`],
      };
  }
}

/** A response that clients of the base do not expect. */
export function responseWords({ kind, change, name, was, is }: SchemaChange, whole: string, { ref }: Since): Words {
  const what = name === '' ? whole : `\`${name}\``;
  switch (kind) {
    case 'required':
    case 'optional':
      return {
        found: `${what} is no longer required`,
        expected: `clients of ${ref} rely on it`,
        steps: [`put ${what} back into \`required\`, and always send it`],
      };
    case 'removed':
      return {
        found: `${what} was removed`,
        expected: `clients of ${ref} read it (${was})`,
        steps: [`put ${what} back with \`deprecated: true\`, and remove it in a later change`],
      };
    case 'type':
      return {
        found: `${what} is ${is}`,
        expected: `clients of ${ref} expect ${was}`,
        steps: [`keep ${what} as it was, and send the new values in another property`],
      };
    case 'limit':
      return {
        found: `\`${change}\` of ${what} is ${is}`,
        expected: `clients of ${ref} expect ${was}`,
        steps: [`set \`${change}\` to ${was} again`],
      };
  }
}

import { z } from 'zod';
import type { Guard, Handling } from '../../../core/endpoint.ts';
import { type Glob, globOf } from '../../../core/glob.ts';

const nameGlob = z
  .string()
  .min(1)
  .transform((text, context): Glob => {
    const glob = globOf(text);
    if (!('fault' in glob)) return glob;
    context.addIssue({ code: 'custom', message: glob.fault });
    return z.NEVER;
  });

/** What means authentication. */
export const authOption = z.array(
  z.union([
    nameGlob,
    z.strictObject({
      call: nameGlob.describe('The name of a function that is called with settings.'),
      unless: z
        .record(z.string(), z.union([z.string(), z.boolean()]))
        .optional()
        .describe('The settings that switch authentication off.'),
    }),
  ]),
);
export type Auth = z.infer<typeof authOption>;

const meaning = new Set([
  'auth',
  'authenticate',
  'authed',
  'authenticated',
  'authorize',
  'authorized',
  'guard',
  'protect',
  'jwt',
]);
/** With a word that demands it; alone it only loads one. */
const demanding = new Set([
  'assert',
  'check',
  'ensure',
  'has',
  'is',
  'need',
  'needs',
  'require',
  'requires',
  'require',
  'validate',
  'verify',
  'with',
]);
/** A name with one of these is something else: `optionalAuth`, `authLimiter`, `ApiBearerAuth`, `AuthTokenDto`; `LocalAuthGuard` reads a name and a password out of the body. */
const otherwise = new Set([
  'abuse',
  'api',
  'controller',
  'csrf',
  'dto',
  'limit',
  'limiter',
  'local',
  'log',
  'logger',
  'no',
  'optional',
  'maybe',
  'public',
  'rate',
  'router',
  'routes',
  'schema',
  'skip',
  'throttler',
  'throttle',
]);

/** Does a name mean authentication by itself? */
function isMeant(name: string): boolean {
  const words = wordsOf(name);
  if (words.some((word) => otherwise.has(word))) return false;
  const isSession = words.includes('session') && words.some((word) => demanding.has(word));
  return isSession || words.some((word) => meaning.has(word));
}

function wordsOf(name: string): readonly string[] {
  return name
    .replaceAll(/([a-z\d])([A-Z])/g, '$1 $2')
    .replaceAll(/([A-Z]+)([A-Z][a-z])/g, '$1 $2')
    .toLowerCase()
    .split(/[^a-z\d]+/);
}

/** The guard by which a route is behind authentication; undefined where none is known. */
export function authOf({ guards }: Handling, auth: Auth | undefined): Guard | undefined {
  return guards.find((guard) => (auth ? auth.some((one) => isListed(guard, one)) : isMeant(guard.name)));
}

/** May a route be behind authentication in a way that its guards do not tell? */
export function mayAsk({ guards, statuses, calls, isPartial }: Handling): boolean {
  return (
    isPartial ||
    guards.some(({ name, denies }) => denies || hints(name)) ||
    statuses.some(({ status }) => status === 401 || status === 403) ||
    calls.some(hints)
  );
}

function hints(name: string): boolean {
  return wordsOf(name).some((word) => meaning.has(word) || word === 'session' || word === 'user' || word === 'token');
}

function isListed({ name, settings }: Guard, wanted: Auth[number]): boolean {
  if ('match' in wanted) return matches(name, wanted);
  const isOff = Object.entries(wanted.unless ?? {}).some(([key, value]) => settings[key] === String(value));
  return matches(name, wanted.call) && !isOff;
}

/** A name without a dot also means the last part of a longer one. */
function matches(name: string, { text, match }: Glob): boolean {
  const last = name.slice(name.lastIndexOf('.') + 1);
  return match(name).length > 0 || (!text.includes('.') && match(last).length > 0);
}

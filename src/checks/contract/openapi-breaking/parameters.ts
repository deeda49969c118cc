import {
  type DocumentedParameter,
  type DocumentedParameters,
  keyOf,
  parametersOf,
} from '../../../graph/openapi/parameters.ts';
import type { Break } from './break.ts';
import type { Revision, Version } from './revisions.ts';
import { requestChanges, schemaRevision } from './schemas.ts';
import { requestWords, type Since } from './words.ts';

/** What breaks clients in the parameters of an operation. A parameter of the path may have another name. */
export function* parameterBreaks({ before, now }: Revision, since: Since): Iterable<Break> {
  const [old, fresh] = [declaredIn(before), declaredIn(now)];
  for (const one of fresh.all) {
    const same = sameIn(old, one);
    if (same) yield* changed(same, one, since);
    else if (one.required && one.in !== 'path' && !old.isPartial) yield added(one, since);
  }
  for (const one of old.all) {
    const isGone = one.in !== 'path' && !sameIn(fresh, one) && !fresh.isPartial;
    if (isGone && one.value.get('deprecated')?.text !== 'true') yield removed(one, now, since);
  }
}

function declaredIn({ value, item }: Version): DocumentedParameters {
  return parametersOf(value, item);
}

function sameIn({ all }: DocumentedParameters, one: DocumentedParameter): DocumentedParameter | undefined {
  return all.find((other) => keyOf(other.in, other.name) === keyOf(one.in, one.name));
}

function added({ name, in: place, at }: DocumentedParameter, { ref }: Since): Break {
  return {
    ...named(`${place} ${name}`, 'required', at),
    found: `the ${place} parameter \`${name}\` is new and required`,
    expected: `clients of ${ref} do not send it`,
    steps: [`make \`${name}\` optional, and let the server choose a value where it is absent`],
  };
}

function removed({ name, in: place }: DocumentedParameter, now: Version, { ref }: Since): Break {
  return {
    ...named(`${place} ${name}`, 'removed', now.operation.at),
    found: `the ${place} parameter \`${name}\` was removed`,
    expected: `clients of ${ref} send it`,
    steps: [`put \`${name}\` back with \`deprecated: true\`, and remove it in a later change`],
  };
}

function* changed(before: DocumentedParameter, now: DocumentedParameter, since: Since): Iterable<Break> {
  const { name, in: place, at } = now;
  const title = `${place} ${name}`;
  if (now.required && !before.required && place !== 'path')
    yield {
      ...named(title, 'required', at),
      found: `the ${place} parameter \`${name}\` is required`,
      expected: `clients of ${since.ref} may leave it out`,
      steps: [`make \`${name}\` optional again, and let the server choose a value where it is absent`],
    };
  const revision = schemaRevision(before.value, now.value);
  if (!revision) return;
  for (const found of requestChanges(revision))
    yield {
      ...named(found.name === '' ? title : `${title}.${found.name}`, found.change, found.at ?? at),
      ...requestWords(found, `the ${place} parameter \`${name}\``, since),
    };
  const [was, is] = [before.schema, now.schema].map((schema) => schema?.get('default')?.text ?? null);
  if (was !== is && !now.required)
    yield {
      ...named(title, 'default', at),
      found: `the default of the ${place} parameter \`${name}\` is ${is ?? 'absent'}`,
      expected: `clients of ${since.ref} that leave it out expect ${was ?? 'none'}`,
      steps: [was === null ? 'take the default away' : `set the default to ${was} again`],
    };
}

function named(name: string, change: string, at: Break['at']) {
  return { message: 'parameter' as const, name, change, at };
}

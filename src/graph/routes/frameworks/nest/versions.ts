import { flattened, joined, type Router, type Value } from '../../values.ts';
import { property } from '../framework.ts';

const none: readonly Value[] = [{ kind: 'text', text: '' }];

/** What stands in a path for each version of a route; nothing where versions are not part of the URL, or the route has none. */
export function versionedPaths({ settings }: Router, own: Value | undefined): readonly Value[] {
  const options = settings.get('versioning');
  if (!options || !isInUrl(property(options, 'type'))) return none;
  const version = own ?? property(options, 'defaultVersion');
  if (!version) return none;
  const prefix = property(options, 'prefix') ?? { kind: 'text', text: 'v' };
  // `prefix: false` leaves the number alone.
  const before: readonly Value[] = prefix.kind === 'text' || prefix.kind === 'template' ? [prefix] : [];
  return flattened(version).map((one) => (isNeutral(one) ? { kind: 'text', text: '' } : joined([...before, one])));
}

/** `VersioningType.URI` is the default; it comes from a package, and so is known by its name. */
function isInUrl(type: Value | undefined): boolean {
  return type === undefined || (type.kind === 'unknown' && type.text.endsWith('.URI'));
}

function isNeutral(value: Value): boolean {
  return value.kind === 'unknown' && value.text.endsWith('VERSION_NEUTRAL');
}

import type { Path } from '../../core/location.ts';
import type { Installed } from '../../core/manifest.ts';
import { folderOf, join, upward } from '../../core/path.ts';
import type { Outside, Sight } from '../resolver.ts';
import { parseManifest, recordOf } from './json.ts';

/** Looks packages up in node_modules, from the folder of the importing file upward. */
export function createInstalled({
  texts,
  installed = () => false,
}: Sight & Outside): (name: string, from: Path) => Installed | null {
  return (name, from) => {
    for (const folder of upward(folderOf(from))) {
      const file = join(folder, `node_modules/${name}/package.json`);
      const text = texts.read(file);
      if (text !== null) return { licence: licenceOf(parseManifest(file, text, [])) };
    }
    // Nothing outside the root is read.
    return installed(name) ? { licence: null } : null;
  };
}

/** `license` is an SPDX expression; older packages have an object there, or a list in `licenses` of which any may be chosen. */
function licenceOf(json: Readonly<Record<string, unknown>>): string | null {
  const written = json['license'] ?? json['licenses'];
  const listed: readonly unknown[] = Array.isArray(written) ? written : [written];
  const names = listed
    .map((one) => (typeof one === 'string' ? one : recordOf(one)['type']))
    .filter((name): name is string => typeof name === 'string' && name !== '');
  return names.length === 0 ? null : names.join(' OR ');
}

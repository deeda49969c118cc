import type { Linked } from '../../../core/view.ts';
import { manualFix } from '../../../graph/symbols/advice.ts';
import type { Judge, Named } from './finding.ts';
import { leavesOnly } from './spdx.ts';

/** Has the package a denied licence? */
export const licensed: Judge = (project, { licences }, named) => {
  const licence = licences && licenceOf(project, named);
  if (!licence || !leavesOnly(licence, (name) => licences.deny.match(name))) return null;
  const { name } = named.imported;
  return {
    message: 'licence',
    data: { licence },
    expected: `no package with the licence ${licences.deny.words('or')}`,
    brief: `imports \`${name}\` (${licence})`,
    cause: `\`${name}\` has the licence ${licence}`,
    fix: manualFix(`replace \`${name}\``, [`replace \`${name}\` with a package under another licence`]),
  };
};

/** The licence of an imported package, as written; null where it is not known, and for packages of the repository. */
export function licenceOf({ packages }: Linked, { edge, imported }: Named): string | null {
  return imported.kind === 'external' ? (packages.installed(imported.name, edge.from)?.licence ?? null) : null;
}

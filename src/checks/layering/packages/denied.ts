import type { Fix } from '../../../core/fix.ts';
import { inside } from '../../../core/zone.ts';
import type { ImportedPackage } from '../../../graph/packages.ts';
import { manualFix } from '../../../graph/symbols/advice.ts';
import type { Judge, Named } from './finding.ts';
import type { Denial } from './options.ts';

/** Is the package denied? */
export const denied: Judge = (_, o, named) => {
  const found = o.deny?.find(({ matches }) => fits(named.imported, matches));
  if (!found) return null;
  const { name } = named.imported;
  const { use, reason } = found;
  return {
    message: 'denied',
    data: use === null ? {} : { use },
    expected: use === null ? `no import of \`${name}\`` : `an import of \`${use}\``,
    brief: `imports \`${named.edge.import.specifier}\`${reason === null ? '' : ` (${reason})`}`,
    fix: replacing(named, found),
  };
};

/** Does the file belong to an entry of `only` that lacks the package? */
export const notAllowed: Judge = (_, o, { edge, imported }) => {
  const limit = (o.only ?? []).find(
    ({ where, value }) => inside(where, edge.from) && !fits(imported, (name) => value.match(name)),
  );
  if (!limit) return null;
  const allowed = limit.value.words('and');
  const title = `remove the import of \`${imported.name}\``;
  return {
    message: 'not-allowed',
    data: { from: limit.where.text, allowed },
    expected: allowed === '' ? 'no import of a package' : `an import of package ${allowed}`,
    brief: `imports \`${edge.import.specifier}\``,
    fix: manualFix(title, [`${title} from \`${edge.from}\``]),
  };
};

/** Does a test of names find a package? A built-in may be written with or without `node:`. */
function fits({ name, kind }: ImportedPackage, test: (name: string) => boolean): boolean {
  return test(name) || (kind === 'builtin' && test(`node:${name}`));
}

/** Imports the replacement, where the rule names one; else a person decides. */
function replacing({ edge, imported }: Named, { use }: Denial): Fix {
  const { name } = imported;
  if (use === null) return manualFix(`remove the import of \`${name}\``, [`remove the import of \`${name}\``]);
  const title = `import \`${use}\` instead of \`${name}\``;
  const { specifier, at } = edge.import;
  const old = specifier.startsWith('node:') ? `node:${name}` : name;
  const isPlain = at.line === at.endLine && at.endColumn - at.column === specifier.length + 2;
  if (!isSpecifier(use) || !specifier.startsWith(old) || !isPlain) return manualFix(title, [title]);
  const column = at.column + 1;
  const place = { line: at.line, column, endLine: at.line, endColumn: column + old.length };
  return {
    title,
    safety: 'suggested',
    edits: [{ kind: 'replace', file: edge.from, ...place, old, text: use }],
    steps: [],
    reason: `\`${use}\` may have a different interface`,
  };
}

/** Is it the name of a package or a built-in, and not a path or a sentence? */
function isSpecifier(use: string): boolean {
  return /^(?:node:[\w/]+|(?:@[a-z0-9~][\w.~-]*\/)?[a-z0-9][\w.~-]*)$/i.test(use);
}

import { nearest } from '../../core/nearest.ts';
import type { Packages } from '../../core/manifest.ts';

const runs = /(?:^|[;&|]\s*)(?:npm (?:run|run-script)|pnpm run) ([\w:.-]+)/g;
const tests = /(?:^|[;&|]\s*)p?npm (t|tst|test)(?=$|[\s;&|])/g;
const elsewhere = /(?:^|\s)(?:-w|--workspaces?|--prefix|-C|--dir|--filter|-r|--recursive|cd)(?=[\s=]|$)/;

/** The script may be that of another package. */
export function isElsewhere(command: string): boolean {
  return elsewhere.test(command);
}

/** The scripts of package.json that a command runs. */
export function scriptsIn(command: string): string[] {
  return [
    ...[...command.matchAll(runs)].map(([, name = '']) => name),
    ...[...command.matchAll(tests)].map(() => 'test'),
  ];
}

/** What a command runs that no package.json has, as far as that can be told without running it; null where nothing is wrong. */
export function commandFault(command: string, packages: Packages): string | null {
  const root = packages.at('');
  if (!root || isElsewhere(command)) return null;
  const missing = scriptsIn(command).find((name) => !root.scripts.has(name));
  if (missing === undefined) return null;
  const near = nearest(missing, [...root.scripts.keys()]);
  return `command: package.json has no script "${missing}"${near === undefined ? '' : `: did you mean "${near}"?`}`;
}

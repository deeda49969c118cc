import type { Path } from '../../../core/location.ts';
import type { Location } from '../../../core/location.ts';
import type { ConfigPlace } from '../../../core/error.ts';
import type { Changes } from '../../../core/changes.ts';
import type { Config } from '../../../core/config.ts';
import type { Rule } from '../../../core/rule.ts';
import type { Compared, Snapshot } from '../../../core/snapshot.ts';
import type { Changing, Judged, Linked, Lists, Referenced } from '../../../core/view.ts';
import type { Data } from '../../../core/violation.ts';

/** One way in which the gate was weakened. */
export interface Weakening {
  readonly message: Message;
  readonly data: Data;
  readonly at: Location;
  readonly found: string;
  readonly expected: string;
  /** How to take it back. */
  readonly step: string;
}

export const messages = {
  'rule-removed': (d: Data) => `The rule \`${d['rule']}\` was removed.`,
  'rule-off': (d: Data) => `The rule \`${d['rule']}\` was turned off.`,
  'severity-lowered': (d: Data) => `The rule \`${d['rule']}\` became a warning.`,
  'scope-narrowed': (d: Data) => `The rule \`${d['rule']}\` no longer checks files that it checked.`,
  'files-ignored': () => 'Files were excluded from all rules.',
  'option-loosened': (d: Data) => `\`${d['option']}\` of the rule \`${d['rule']}\` was loosened.`,
  'exception-added': (d: Data) => `The rule \`${d['rule']}\` has a new exception.`,
  'reason-removed': (d: Data) => `The rule \`${d['rule']}\` lost its \`${d['key']}\`.`,
  'section-removed': (d: Data) => `The section that \`${d['rule']}\` links to was removed.`,
  'allowance-widened': () => 'More may weaken the gate.',
  'ignore-added': (d: Data) => `An ignore comment for ${d['rule']} was added.`,
  'disable-added': (d: Data) => `A comment that disables ${d['rule']} in ESLint was added.`,
  'entry-added': (d: Data) => `A new violation of \`${d['rule']}\` was added to the baseline.`,
  'figure-lowered': (d: Data) =>
    `The baseline keeps less ${d['metric']} coverage of ${d['scope']} for \`${d['rule']}\` than before.`,
  'moved-away': (d: Data) => `\`${d['from']}\` was moved to where \`${d['rule']}\` does not check it.`,
  'import-disguised': (d: Data) =>
    `The import of \`${d['to']}\` is still there, in a form that \`${d['rule']}\` does not check.`,
  'test-file-deleted': (d: Data) => `The test \`${d['file']}\` was deleted, but what it tests was not.`,
  'test-deleted': (d: Data) => `The test "${d['test']}" was deleted.`,
  'test-skipped': (d: Data) => `The test "${d['test']}" is skipped.`,
  'test-emptied': (d: Data) => `The test "${d['test']}" asserts nothing anymore.`,
  'assertions-removed': (d: Data) => `The test "${d['test']}" asserts less than before.`,
} as const;
export type Message = keyof typeof messages;

/** What the kinds of weakening look at. */
export interface Project extends Lists, Linked, Changing, Referenced, Compared, Judged {}

/** The project while it is compared with a base that had a configuration. */
export interface Comparing {
  readonly project: Project;
  readonly changes: Changes;
  readonly now: Configured;
  readonly earlier: Configured;
  /** The path that a file had in the base; null for an added one. */
  earlierPath(file: Path): Path | null;
}

export interface Configured extends Snapshot {
  readonly config: Config;
}

export function placeIn({ file, line, column }: ConfigPlace): Location {
  return { file, place: { line, column, endLine: line, endColumn: column + 1 } };
}

/** A rule in the configuration of now, or, if it is not written there, the file. */
export function placeOfRule(rule: Rule, { config }: Configured): Location {
  return rule.own || !rule.at.file.startsWith('lintel/') ? placeIn(rule.at) : wholeFile(config.file);
}

export function wholeFile(file: Path): Location {
  return { file, place: null };
}

/** The first files of a list, and how many more there are. */
export function fewOf(files: readonly Path[]): string {
  const shown = files.slice(0, 3).join(', ');
  return files.length > 3 ? `${shown} and ${files.length - 3} more` : shown;
}

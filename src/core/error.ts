import { pathText, plain } from './plain.ts';

/** Where in a configuration file something was written. */
export interface ConfigPlace {
  readonly file: string;
  readonly line: number;
  readonly column: number;
}

const maybe = (name: string | null) => (name === null ? '' : `: did you mean "${name}"?`);
const or = (names: readonly string[]) =>
  names.length < 2 ? names.join('') : `${names.slice(0, -1).join(', ')} or ${names.at(-1) ?? ''}`;

/** Every mistake that a user can repair, by code. A text is one line and says the remedy. */
export const errorTexts = {
  // the command line
  'no-config': (d: { from: string }) =>
    `no lintel.yaml with a \`version\` at or above ${d.from}: run \`lintel init\` to write one`,
  'no-root': (d: { root: string }) => `the folder ${d.root} is gone: run lintel in one that exists`,
  'unknown-flag': (d: { flag: string; nearest: string | null }) =>
    `there is no flag ${d.flag}${d.nearest === null ? ': see lintel --help' : `: did you mean --${d.nearest}?`}`,
  'flag-value': (d: { flag: string; value: string }) => `${d.flag} needs a value: ${d.flag} ${d.value}`,
  'flag-no-value': (d: { flag: string }) => `${d.flag} takes no value`,
  'flag-number': (d: { flag: string; found: string }) => `${d.flag} takes a whole number, not ${d.found}`,
  'unknown-format': (d: { format: string; nearest: string | null; names: readonly string[] }) =>
    `there is no format ${d.format}${d.nearest === null ? `; there are ${d.names.join(', ')}` : `: did you mean ${d.nearest}?`}`,
  'unknown-command': (d: { command: string; nearest: string | null; names: readonly string[] }) =>
    `there is no command ${d.command}${d.nearest === null ? `; there are ${d.names.join(', ')}` : `: did you mean ${d.nearest}?`}`,
  unwritable: (d: { file: string; reason: string }) => `cannot write ${d.file}: ${d.reason}`,
  outside: (d: { path: string }) => `${d.path} lies outside the project`,
  'no-path': (d: { path: string; nearest: string | null }) =>
    `there is no file or folder ${d.path}${d.nearest === null ? '' : `: did you mean ${d.nearest}?`}`,
  'no-subject': (d: { name: string; nearest: string | null }) =>
    `there is no rule, check, zone or violation ${d.name}${maybe(d.nearest)}`,
  'one-subject': (d: { more: string }) => `unexpected argument "${d.more}": \`lintel explain\` takes one`,
  'unknown-rule': (d: { rule: string; nearest: string | null; rules: readonly string[] }) =>
    `there is no rule ${d.rule}${d.nearest === null ? `; there are ${d.rules.slice(0, 12).join(', ')}${d.rules.length > 12 ? ' …' : ''}` : `: did you mean ${d.nearest}?`}`,
  'no-violation': (d: { id: string }) => `there is no violation ${d.id} now: lintel check lists those that are`,
  'several-violations': (d: { id: string; ids: readonly string[] }) =>
    `${d.id} begins the ids of ${String(d.ids.length)} violations (${d.ids.slice(0, 5).join(', ')}${d.ids.length > 5 ? ' …' : ''}): write more of one`,
  'no-edits': (d: { id: string; steps: string }) => `${d.id} is for you to repair: ${d.steps}`,
  'only-suggested': (d: { id: string; reason: string }) =>
    `the fix of ${d.id} is a suggestion (${d.reason}): read it with --dry-run --suggested, then apply it with --suggested`,
  'suggested-what': () => '--suggested needs --id or --rule: suggestions are applied one by one, or rule by rule',
  'since-files': () => '--since-files needs --since: add --since, or --since REF',
  'stale-edit': (d: { file: string }) =>
    `${d.file} is not as it was when it was read: nothing has been written; run lintel fix again`,
  restless: (d: { file: string }) =>
    `${d.file} keeps changing while Lintel reads it: run lintel again when nothing writes to it`,
  'unsafe-write': (d: { file: string; reason: string }) =>
    `${d.file} is not written to (${d.reason}): nothing has been changed`,
  'write-failed': (d: { file: string; reason: string }) =>
    `${d.file} cannot be written (${d.reason}): everything is as it was`,
  'unfinished-fix': (d: { file: string }) =>
    `an earlier lintel fix was cut short, and ${d.file} has been changed since: compare it with git, then delete .lintel-fix.json`,
  'cut-short': () => 'an earlier lintel fix was cut short, or is still running: run lintel fix to finish it',
  'foreign-journal': () =>
    '.lintel-fix.json was not written by Lintel on this machine, or is damaged, and will not be followed: compare the project with git, then delete it',
  'fix-running': (d: { process: string }) =>
    `another lintel fix is at work here (process ${d.process}): run this one again when it is done`,
  'verify-failed': (d: { command: string; status: string }) =>
    `${d.command} failed (${d.status}): everything is as it was`,
  'no-files': () => 'no file to check: `files` and `ignore` leave none that Lintel can read',
  contradiction: (d: { rule: string; text: string }) => `${d.text} (${d.rule})`,
  crash: (d: { rule: string; check: string; text: string }) =>
    `check ${d.check} failed on rule ${d.rule}; this is a bug of Lintel: ${d.text}`,
  // the baseline
  'baseline-damaged': (d: { found: string }) =>
    `cannot read ${d.found === '' ? 'an empty line' : d.found} in the baseline: resolve merge conflicts, or restore the file with git`,
  'baseline-version': (d: { found: string }) =>
    `the baseline has version ${d.found}, and this Lintel reads version 1: update Lintel`,
  'baseline-no-file': (d: { reason: string }) =>
    `the baseline cannot be used (${d.reason}): replace it with a regular file`,
  'baseline-exists': () =>
    'lintel-baseline.json already exists, and a baseline only shrinks: run lintel baseline prune, or lintel baseline create --rule ID for a rule that is new',
  'baseline-has-rule': (d: { rule: string; count: string }) =>
    `the baseline already has ${d.count} of ${d.rule}, and it only shrinks: repair what is new`,
  'baseline-alone': () =>
    'lintel-baseline.json is here without a lintel.yaml: restore lintel.yaml, or delete the baseline, then run lintel init',
  'no-baseline': () => 'there is no lintel-baseline.json: run lintel baseline create',
  'baseline-incomplete': (d: { first: string }) => `the baseline needs a run without errors: ${d.first}`,
  // git
  'no-git': () => 'since: there is no program git: install it',
  'no-repository': () =>
    'since: the project lies in no git repository: run git init and commit what is to be compared with',
  'no-commit': () => 'since: nothing has been committed yet: commit first',
  'bad-ref': (d: { ref: string }) =>
    `since: "${d.ref}" names no commit: write a branch, a tag or a commit, such as origin/main`,
  'unknown-ref': (d: { ref: string; remedy: string }) => `since: ${d.ref} is unknown: ${d.remedy}`,
  'no-default-branch': () =>
    'since: no default branch is known (neither origin/HEAD, origin/main and origin/master, nor main and master): fetch it (git fetch origin main), or name a commit, as in --since origin/develop',
  'no-merge-base': (d: { ref: string }) =>
    `since: ${d.ref} has no commit in common with what is checked out: name one that has`,
  shallow: (d: { ref: string }) =>
    `since: the history is shallow and does not reach back to where ${d.ref} and this parted: git fetch --unshallow`,
  'partial-clone': (d: { object: string }) =>
    `since: the clone is partial and lacks an earlier text (${d.object}): git fetch --refetch --no-filter`,
  'git-failed': (d: { command: string; text: string }) => `since: git ${d.command} failed: ${d.text}`,
  // lintel.yaml as YAML
  unreadable: (d: { file: string }) =>
    `${d.file} cannot be read: it must be a regular file inside the project, of at most 20 MB`,
  yaml: (d: { text: string }) => `invalid YAML: ${d.text}`,
  'yaml-quote': (d: { path: string; marks: string }) =>
    `quote this path: "${d.path}" (${d.marks} of ${d.marks.includes(' and ') ? 'their' : 'its'} own in YAML)`,
  'yaml-tab': () => 'a tab cannot indent YAML: write spaces',
  'yaml-key': () => 'this cannot be a key: write a text',
  'duplicate-key': (d: { key: string; line: number }) => `"${d.key}" is written twice; the first is in line ${d.line}`,
  'unknown-alias': (d: { name: string }) => `*${d.name} names no anchor above: write & before the first, or quote it`,
  'too-large': (d: { what: string; most: string }) => `${d.what}: ${d.most} are the most`,
  'no-tags': (d: { tag: string }) => `YAML tags such as ${d.tag} are not read: leave it out, or quote the text`,
  'no-merge-keys': () => 'merge keys (<<) are not read: use `extends`, or repeat the lines',
  'empty-file': () => 'the file is empty: begin with `version: 1`',
  'not-a-map': (d: { found: string }) => `${d.found} stands where keys such as version, zones and rules belong`,
  // its keys and values
  version: (d: { found: string }) => `version must be 1, not ${d.found}`,
  'no-version': () => 'the root lintel.yaml has no `version`: begin with `version: 1`',
  'unknown-key': (d: { key: string; nearest: string | null; where: string; valid: readonly string[] }) =>
    `${d.where} has no key "${d.key}"${d.nearest === null && d.valid.length > 0 ? `; it has ${d.valid.join(', ')}` : maybe(d.nearest)}`,
  'unknown-option': (d: { check: string; key: string; nearest: string | null; valid: readonly string[] }) =>
    `${d.check} has no option "${d.key}"${d.nearest === null ? `; it has ${d.valid.join(', ')}` : maybe(d.nearest)}`,
  'misplaced-key': (d: { key: string; where: string; place: string }) =>
    `${d.where} has no key "${d.key}": it belongs ${d.place}`,
  'option-meant': (d: { check: string; key: string }) =>
    `${d.check} has no option "${d.key}": leave files out with \`not\`, or excuse what it finds with \`except\`, a list of \`{ from, to, reason }\``,
  'missing-option': (d: { rule: string; key: string; check: string }) =>
    `${d.rule}: ${d.check} needs the option "${d.key}"`,
  'missing-key': (d: { where: string; key: string }) => `${d.where} needs the key "${d.key}"`,
  'wrong-type': (d: { what: string; expected: readonly string[]; found: string; hint: string | null }) =>
    `${d.what} must be ${or(d.expected)}, not ${d.found}${d.hint === null ? '' : ` (${d.hint})`}`,
  'wrong-value': (d: { what: string; valid: readonly string[]; found: string; hint: string | null }) =>
    `${d.what} must be ${or(d.valid)}, not ${d.found}${d.hint === null ? '' : ` (${d.hint})`}`,
  invalid: (d: { what: string; text: string }) => `${d.what}: ${d.text}`,
  until: (d: { found: string }) => `until must be a day such as 2027-03-31, not ${d.found}`,
  'forbidden-key': (d: { rule: string; key: string; beside: string; because: string }) =>
    `${d.rule}: ${d.key} cannot be combined with ${d.beside}: ${d.because}`,
  // rules, checks and packs
  'rule-id': (d: { id: string }) =>
    `"${d.id}" is not a valid rule name: write a name without spaces, such as layering/domain`,
  'no-check': (d: { rule: string; names: readonly string[] }) =>
    `${d.rule} does not say which \`check\` it is: ${d.names.join(', ')}`,
  'check-meant': (d: { name: string; meant: string; option: string }) =>
    `there is no check "${d.name}": ${d.meant} does it${d.option === '' ? '' : `, with ${d.option}`}`,
  'unknown-check': (d: { name: string; nearest: string | null; names: readonly string[] }) =>
    `there is no check "${d.name}"${d.nearest === null ? `; there are ${d.names.join(', ')}` : maybe(d.nearest)}`,
  'no-rule': (d: { rule: string; severity: string; nearest: string | null }) =>
    `no rule ${d.rule} came before, so it cannot be set to ${d.severity}${maybe(d.nearest)}`,
  'unknown-pack': (d: { name: string; nearest: string | null; names: readonly string[] }) =>
    `there is no pack ${d.name}${d.nearest === null ? `; there are ${d.names.join(', ')}` : maybe(d.nearest)}`,
  'extends-nothing': (d: { path: string; nearest: string | null }) =>
    `extends ${d.path}, which matches no file${maybe(d.nearest)}`,
  'extends-circle': (d: { chain: readonly string[] }) => `extends itself: ${d.chain.join(' > ')}`,
  'sub-key': (d: { key: string }) =>
    `\`${d.key}\` belongs in the root lintel.yaml: one in a subfolder adds zones and rules, and nothing else`,
  'sub-zone': (d: { name: string; file: string; line: number }) =>
    `zone ${d.name} is in ${d.file}:${String(d.line)}: give this one a name of its own`,
  'sub-rule': (d: { name: string; file: string; line: number; off: boolean }) =>
    `rule ${d.name} is ${d.off ? 'off ' : ''}in ${d.file}:${String(d.line)}: ${d.off ? 'set its severity there' : `a subfolder can make it an error (\`${d.name}: error\`)`}, or give another rule a name of its own`,
  // zones and wheres
  'zone-name': (d: { name: string }) =>
    `"${d.name}" is not a valid zone name: write letters, digits, - and _, beginning with a letter`,
  'unknown-zone': (d: { name: string; nearest: readonly string[]; zones: readonly string[] }) =>
    `there is no zone "${d.name}"${d.nearest.length > 0 ? `; nearest: ${d.nearest.join(', ')}` : `; there are ${d.zones.slice(0, 12).join(', ')}, and a path has a /, * or . in it`}`,
  'zone-circle': (d: { chain: readonly string[] }) => `zone ${d.chain[0] ?? ''} holds itself: ${d.chain.join(' > ')}`,
  'bad-glob': (d: { glob: string; fault: string }) => `"${d.glob}" is not a valid path: ${d.fault}`,
  'only-takes-away': (d: { glob: string }) =>
    `"${d.glob}" takes away from the items before it, and there are none: write "**" first`,
  'takes-from-none': (d: { glob: string }) =>
    `"${d.glob}" takes nothing away here, where each item counts by itself: add it to a zone under \`zones:\`, and write that zone's name`,
  unbound: (d: { capture: string; rule: string; zones: readonly string[] }) =>
    `{${d.capture}} is bound nowhere in ${d.rule}${d.zones.length === 0 ? '; no zone has it' : `; zones that have it: ${d.zones.join(', ')}`}`,
  'nothing-matches': (d: { role: string; text: string; nearest: string | null; hint: string | null }) => {
    const near = d.nearest === null ? null : `nearest folder: ${d.nearest}`;
    return [`${d.role} ${d.text} matches no file`, d.hint ?? near].filter(Boolean).join('; ');
  },
} as const;

export type ErrorCode = keyof typeof errorTexts;
type ErrorData<C extends ErrorCode> = Parameters<(typeof errorTexts)[C]> extends [infer D] ? D : undefined;

/** A mistake that the user can repair: printed without a stack, place first; exit 2. */
export class LintelError extends Error {
  readonly code: ErrorCode;
  readonly at: ConfigPlace | null;

  constructor(code: ErrorCode, text: string, at: ConfigPlace | null) {
    super(text);
    this.name = 'LintelError';
    this.code = code;
    this.at = at;
  }
}

/** Makes an error from the table. */
export function mistake<C extends ErrorCode>(code: C, data: ErrorData<C>, at: ConfigPlace | null = null): LintelError {
  const text = errorTexts[code] as (data: ErrorData<C>) => string;
  // What users wrote stands in these texts: none may be endless, break the line, or colour a terminal.
  const short = Object.fromEntries(
    Object.entries(data ?? {}).map(([key, value]) => [
      key,
      typeof value === 'string' && value.length > 200 ? `${value.slice(0, 197)}...` : value,
    ]),
  );
  return new LintelError(
    code,
    plain(text(short as ErrorData<C>).replace(/[\u0000-\u001f\u007f-\u009f\u2028\u2029]+/g, ' '), Infinity),
    at,
  );
}

/** `lintel.yaml:12:14 quote this path: …` */
export function errorLine(error: LintelError): string {
  return error.at ? `${pathText(error.at.file)}:${error.at.line}:${error.at.column} ${error.message}` : error.message;
}

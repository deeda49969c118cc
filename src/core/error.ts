import { listed } from './listed.ts';
import { pathText, plain } from './plain.ts';

/** Where in a configuration file something was written. */
export interface ConfigPlace {
  readonly file: string;
  readonly line: number;
  readonly column: number;
}

const maybe = (name: string | null) => (name === null ? '' : `: did you mean "${name}"?`);
const or = (names: readonly string[]) => listed(names, 'or');

/** Every error that a user can fix, by code. A text is one line and says what to do. */
export const errorTexts = {
  // the command line
  'no-config': (d: { from: string }) =>
    `no lintel.yaml with a \`version\` in ${d.from} or above: run \`lintel init\` to create one`,
  'no-roots': (d: { from: string }) =>
    `no lintel.yaml with a \`version\` in ${d.from} or below: run \`lintel init\` to create one`,
  'no-root': (d: { root: string }) => `the folder ${d.root} no longer exists: run lintel in an existing folder`,
  'unknown-flag': (d: { flag: string; nearest: string | null }) =>
    `unknown flag ${d.flag}${d.nearest === null ? ': see lintel --help' : `: did you mean --${d.nearest}?`}`,
  'flag-value': (d: { flag: string; value: string }) => `${d.flag} needs a value: ${d.flag} ${d.value}`,
  'flag-no-value': (d: { flag: string }) => `${d.flag} takes no value`,
  'flag-number': (d: { flag: string; found: string }) => `${d.flag} takes a whole number, not ${d.found}`,
  'unknown-format': (d: { format: string; nearest: string | null; names: readonly string[] }) =>
    `unknown format ${d.format}${d.nearest === null ? `; valid: ${d.names.join(', ')}` : `: did you mean ${d.nearest}?`}`,
  'unknown-level': (d: { level: string; names: readonly string[] }) =>
    `unknown level ${d.level}; valid: ${d.names.join(', ')}`,
  'one-level': (d: { format: string }) => `--level cannot be combined with the format ${d.format}, which has its own`,
  'depth-needs-focus': () => '--depth needs --focus: add --focus PATH',
  'nothing-to-draw': () => 'the picture would be empty: no file or import is selected',
  'too-many-nodes': (d: { nodes: string; most: string; level: string }) =>
    `the picture would have ${d.nodes} nodes, but svg draws at most ${d.most}: use --level ${d.level === 'file' ? 'folder' : 'zone'}, --focus PATH or --format html`,
  'contract-exists': (d: { file: string }) =>
    `${d.file} already exists and stays as it is: name a new file, or add an openapi rule and run lintel fix --suggested --rule ID`,
  'no-routes': () => 'there is nothing to document: no route of a supported framework was found',
  'unnamed-routes': (d: { count: string; example: string; at: string; reason: string; step: string }) =>
    `there is nothing to document: ${d.count} found, but no path is known in full, such as ${d.example} at ${d.at} (${d.reason}): ${d.step}`,
  'undescribed-routes': (d: { left: string }) => `there is nothing to document: ${d.left}`,
  'not-run': (d: { rule: string; reason: string }) => `${d.rule} cannot be run: ${d.reason}`,
  'no-dependency-cruiser': () =>
    'dependency-cruiser is not installed beside Lintel: install it with npm i -D dependency-cruiser',
  'cruise-format': (d: { format: string; reason: string }) =>
    `dependency-cruiser cannot write the format ${d.format}: ${d.reason}`,
  'no-page': () => 'the script of the page is missing: run npm run build',
  'unknown-command': (d: { command: string; nearest: string | null; names: readonly string[] }) =>
    `unknown command ${d.command}${d.nearest === null ? `; valid: ${d.names.join(', ')}` : `: did you mean ${d.nearest}?`}`,
  unwritable: (d: { file: string; reason: string }) => `cannot write ${d.file}: ${d.reason}`,
  outside: (d: { path: string }) => `${d.path} is outside the project`,
  'no-path': (d: { path: string; nearest: string | null }) =>
    `${d.path} does not exist${d.nearest === null ? '' : `: did you mean ${d.nearest}?`}`,
  'hook-input': (d: { reason: string }) => `cannot read the hook's JSON from stdin: ${d.reason}`,
  'no-hook-server': () =>
    'cannot serve hooks: no folder of the cache is private to this user, or LINTEL_NO_SERVER is set',
  'no-importer': (d: { file: string }) => `${d.file} is not a source file: name a file that can have imports`,
  'no-export': (d: { file: string; symbol: string }) => `${d.file} does not export ${d.symbol}`,
  'no-specifier': (d: { from: string; to: string; reason: string }) => `${d.from} cannot import ${d.to}: ${d.reason}`,
  'no-subject': (d: { name: string; nearest: string | null }) =>
    `no rule, check, zone or violation is named ${d.name}${maybe(d.nearest)}`,
  'no-symbol': (d: { text: string }) => `"${d.text}" names no symbol: write it like src/bread.ts#bake`,
  'one-subject': (d: { more: string }) => `unexpected argument "${d.more}": \`lintel explain\` takes one`,
  'unknown-shell': (d: { shell: string; nearest: string | null; names: readonly string[] }) =>
    d.shell === ''
      ? `lintel completions needs a shell: ${d.names.join(', ')}`
      : `unknown shell ${d.shell}${d.nearest === null ? `; valid: ${d.names.join(', ')}` : `: did you mean ${d.nearest}?`}`,
  'too-many': (d: { more: string; command: string; most: string }) =>
    `unexpected argument "${d.more}": \`lintel ${d.command}\` takes ${d.most}`,
  'unknown-rule': (d: { rule: string; nearest: string | null; rules: readonly string[] }) =>
    `unknown rule ${d.rule}${d.nearest === null ? `; valid: ${d.rules.slice(0, 12).join(', ')}${d.rules.length > 12 ? ' …' : ''}` : `: did you mean ${d.nearest}?`}`,
  'no-violation': (d: { id: string }) => `violation ${d.id} does not exist: run lintel check for current ids`,
  'several-violations': (d: { id: string; ids: readonly string[] }) =>
    `${d.id} matches ${String(d.ids.length)} violations (${d.ids.slice(0, 5).join(', ')}${d.ids.length > 5 ? ' …' : ''}): use a longer prefix`,
  'no-edits': (d: { id: string; steps: string }) => `${d.id} has no automatic fix: ${d.steps}`,
  'only-suggested': (d: { id: string; reason: string }) =>
    `the fix of ${d.id} is only suggested (${d.reason}): review it with --dry-run --suggested, then apply it with --suggested`,
  'suggested-what': () =>
    '--suggested needs --id or --rule: suggested fixes are applied one violation or one rule at a time',
  'watch-with': ({ flag }: { flag: string }) => `--watch cannot be combined with ${flag}: remove one of them`,
  'all-with': ({ flag }: { flag: string }) => `--all cannot be combined with ${flag}: remove one of them`,
  'in-no-root': ({ paths }: { paths: string }) =>
    `no root has files in ${paths}: name a folder with a lintel.yaml, or one above or below it`,
  'since-files': () => '--since-files needs --since: add --since, or --since REF',
  'stale-edit': (d: { file: string }) =>
    `${d.file} changed while fixes were computed, so nothing was written: run lintel fix again`,
  restless: (d: { file: string }) =>
    `${d.file} keeps changing while Lintel reads it: run lintel again when no other process writes to it`,
  'unsafe-write': (d: { file: string; reason: string }) => `cannot write ${d.file} (${d.reason}); nothing was changed`,
  'write-failed': (d: { file: string; reason: string }) =>
    `cannot write ${d.file} (${d.reason}); all changes were undone`,
  'unfinished-fix': (d: { file: string }) =>
    `an earlier lintel fix was interrupted, and ${d.file} has changed since: compare it with git, then delete .lintel-fix.json`,
  'cut-short': () => 'an earlier lintel fix was interrupted or is still running: run lintel fix to complete it',
  'foreign-journal': () =>
    '.lintel-fix.json is damaged or was not written by Lintel on this machine: compare the project with git, then delete it',
  'fix-running': (d: { process: string }) =>
    `another lintel fix is running here (process ${d.process}): run this one again when it has finished`,
  'no-agent': () => 'lintel loop needs a program that repairs: --agent "CMD"',
  'loop-dirty': (d: { file: string }) =>
    `${pathText(d.file)} has changes that are not committed: commit or stash them, since the loop begins with the last commit`,
  'loop-verify': (d: { command: string; status: string }) =>
    `\`${d.command}\` fails before anything is changed (${d.status}): repair that first, or use another --verify`,
  'verify-failed': (d: { command: string; status: string }) =>
    `${d.command} failed (${d.status}); all changes were undone`,
  'no-files': () => 'no files to check: change `files` or `ignore` so that they include source files',
  contradiction: (d: { rule: string; text: string }) => `${d.text} (${d.rule})`,
  crash: (d: { rule: string; check: string; text: string }) =>
    `check ${d.check} crashed on rule ${d.rule}; this is a bug in Lintel: ${d.text}`,
  // the baseline
  'baseline-damaged': (d: { found: string }) =>
    `cannot read ${d.found === '' ? 'an empty line' : d.found} in the baseline: resolve merge conflicts, or restore the file with git`,
  'baseline-version': (d: { found: string }) =>
    `the baseline has version ${d.found}, but this Lintel supports only version 1: update Lintel`,
  'baseline-no-file': (d: { reason: string }) =>
    `the baseline cannot be used (${d.reason}): replace it with a regular file`,
  'baseline-exists': () =>
    'lintel-baseline.json already exists and can only shrink: run lintel baseline prune, or lintel baseline create --rule ID for a new rule',
  'baseline-has-rule': (d: { rule: string; count: string }) =>
    `the baseline already has ${d.count} of ${d.rule} and can only shrink: fix the new violations`,
  'baseline-has-figures': (d: { rule: string }) =>
    `the baseline already has figures of ${d.rule}: run lintel baseline prune, which raises them and adds new ones`,
  'baseline-alone': () =>
    'lintel-baseline.json exists without lintel.yaml: restore lintel.yaml, or delete the baseline, then run lintel init',
  'no-baseline': () => 'lintel-baseline.json does not exist: run lintel baseline create',
  'baseline-incomplete': (d: { first: string }) => `the baseline needs a run without errors: ${d.first}`,
  // the configuration of another linter
  'unknown-peer': (d: { peer: string; nearest: string | null; names: readonly string[] }) =>
    `lintel init cannot read a configuration of ${d.peer}${d.nearest === null ? `; valid: ${d.names.join(', ')}` : `: did you mean ${d.nearest}?`}`,
  'no-peer-config': (d: { peer: string; files: readonly string[] }) =>
    `found no configuration of ${d.peer}: create ${or(d.files)}, or run lintel init without --from`,
  'peer-code': (d: { file: string; peer: string }) =>
    `${d.file} is code of this repository, and was not run: read it, then run lintel init --from ${d.peer} --run-config`,
  'peer-config': (d: { file: string; text: string }) => `cannot read ${d.file}: ${d.text}`,
  // git
  'no-git': () => 'since: git was not found: install it',
  'no-repository': () =>
    'since: the project is not in a git repository: run git init and commit a version to compare with',
  'no-commit': () => 'since: the repository has no commits: commit first',
  'bad-ref': (d: { ref: string }) =>
    `since: "${d.ref}" is not a valid commit name: use a branch, a tag or a commit, such as origin/main`,
  'unknown-ref': (d: { ref: string; remedy: string }) => `since: ${d.ref} is unknown: ${d.remedy}`,
  'no-default-branch': () =>
    'since: cannot find the default branch (tried origin/HEAD, origin/main, origin/master, main and master): fetch it (git fetch origin main), or name a commit, as in --since origin/develop',
  'no-merge-base': (d: { ref: string }) =>
    `since: ${d.ref} and HEAD have no common ancestor: use a commit that shares history with HEAD`,
  shallow: (d: { ref: string }) =>
    `since: this clone is shallow and lacks the merge base with ${d.ref}: run git fetch --unshallow`,
  'partial-clone': (d: { object: string }) =>
    `since: this clone is partial and lacks object ${d.object}: run git fetch --refetch --no-filter`,
  'git-failed': (d: { command: string; text: string }) => `since: git ${d.command} failed: ${d.text}`,
  // lintel.yaml as YAML
  unreadable: (d: { file: string }) =>
    `cannot read ${d.file}: it must be a regular file inside the project of at most 20 MB`,
  yaml: (d: { text: string }) => `invalid YAML: ${d.text}`,
  'yaml-quote': (d: { path: string; marks: string }) => `quote this path: "${d.path}" (${d.marks} in YAML)`,
  'yaml-tab': () => 'YAML cannot be indented with tabs: use spaces',
  'yaml-key': () => 'this cannot be a key: write a string',
  'duplicate-key': (d: { key: string; line: number }) => `duplicate key "${d.key}": the first is in line ${d.line}`,
  'unknown-alias': (d: { name: string }) =>
    `*${d.name} has no anchor above it: add &${d.name} to the value, or quote it`,
  'too-large': (d: { what: string; most: string }) => `${d.what}: the limit is ${d.most}`,
  'no-tags': (d: { tag: string }) => `YAML tags such as ${d.tag} are not supported: remove it, or quote the string`,
  'no-merge-keys': () => 'merge keys (<<) are not supported: use `extends`, or repeat the lines',
  'empty-file': () => 'the file is empty: begin with `version: 1`',
  'not-a-map': (d: { found: string }) => `expected a map with keys such as version, zones and rules, not ${d.found}`,
  // its keys and values
  version: (d: { found: string }) => `version must be 1, not ${d.found}`,
  'no-version': () => 'the root lintel.yaml has no `version`: begin with `version: 1`',
  'unknown-key': (d: { key: string; nearest: string | null; where: string; valid: readonly string[] }) =>
    `${d.where} has no key "${d.key}"${d.nearest === null && d.valid.length > 0 ? `; valid: ${d.valid.join(', ')}` : maybe(d.nearest)}`,
  'unknown-option': (d: { check: string; key: string; nearest: string | null; valid: readonly string[] }) =>
    `${d.check} has no option "${d.key}"${d.nearest === null ? `; valid: ${d.valid.join(', ')}` : maybe(d.nearest)}`,
  'misplaced-key': (d: { key: string; where: string; place: string }) =>
    `${d.where} has no key "${d.key}": it belongs ${d.place}`,
  'option-meant': (d: { check: string; key: string }) =>
    `${d.check} has no option "${d.key}": to exclude files use \`not\`, for single exceptions \`except\`, a list of \`{ from, to, reason }\``,
  'missing-option': (d: { rule: string; key: string; check: string }) =>
    `${d.rule}: ${d.check} needs the option "${d.key}"`,
  'missing-key': (d: { where: string; key: string }) => `${d.where} needs the key "${d.key}"`,
  'wrong-type': (d: { what: string; expected: readonly string[]; found: string; hint: string | null }) =>
    `${d.what} must be ${or(d.expected)}, not ${d.found}${d.hint === null ? '' : ` (${d.hint})`}`,
  'wrong-value': (d: { what: string; valid: readonly string[]; found: string; hint: string | null }) =>
    `${d.what} must be ${or(d.valid)}, not ${d.found}${d.hint === null ? '' : ` (${d.hint})`}`,
  invalid: (d: { what: string; text: string }) => `${d.what}: ${d.text}`,
  until: (d: { found: string }) => `until must be a date such as 2027-03-31, not ${d.found}`,
  'forbidden-key': (d: { rule: string; key: string; beside: string; because: string }) =>
    `${d.rule}: \`${d.key}\` cannot be combined with \`${d.beside}\`: ${d.because}`,
  // rules, checks and packs
  'rule-id': (d: { id: string }) =>
    `"${d.id}" is not a valid rule name: use a name without spaces, such as layering/domain`,
  'no-check': (d: { rule: string; names: readonly string[] }) => `${d.rule} needs a \`check\`: ${d.names.join(', ')}`,
  'check-meant': (d: { name: string; meant: string; option: string }) =>
    `unknown check "${d.name}": use ${d.meant}${d.option === '' ? '' : ` with ${d.option}`}`,
  'unknown-check': (d: { name: string; nearest: string | null; names: readonly string[] }) =>
    `unknown check "${d.name}"${d.nearest === null ? `; valid: ${d.names.join(', ')}` : maybe(d.nearest)}`,
  'no-rule': (d: { rule: string; severity: string; nearest: string | null }) =>
    `cannot set ${d.rule} to ${d.severity}: the rule is not defined before this${maybe(d.nearest)}`,
  'unknown-pack': (d: { name: string; nearest: string | null; names: readonly string[] }) =>
    `unknown pack ${d.name}${d.nearest === null ? `; valid: ${d.names.join(', ')}` : maybe(d.nearest)}`,
  'extends-nothing': (d: { path: string; nearest: string | null }) =>
    `extends ${d.path}, which matches no file${maybe(d.nearest)}`,
  'extends-circle': (d: { chain: readonly string[] }) => `extends itself: ${d.chain.join(' > ')}`,
  'sub-key': (d: { key: string }) =>
    `\`${d.key}\` belongs in the root lintel.yaml: a lintel.yaml in a subfolder can only add zones, rules and aliases`,
  'sub-zone': (d: { name: string; file: string; line: number }) =>
    `zone ${d.name} is already defined in ${d.file}:${String(d.line)}: rename this one`,
  'sub-rule': (d: { name: string; file: string; line: number; off: boolean }) =>
    `rule ${d.name} is already ${d.off ? 'turned off' : 'defined'} in ${d.file}:${String(d.line)}: ${d.off ? 'set its severity there' : `write \`${d.name}: error\` to make it an error here`}, or rename this rule`,
  // zones and wheres
  'zone-name': (d: { name: string }) =>
    `"${d.name}" is not a valid zone name: use letters, digits, - and _, and begin with a letter`,
  'unknown-zone': (d: { name: string; nearest: readonly string[]; zones: readonly string[] }) =>
    `unknown zone "${d.name}"${d.nearest.length > 0 ? `; nearest: ${d.nearest.join(', ')}` : `; valid: ${d.zones.slice(0, 12).join(', ')}, or a path with /, * or .`}`,
  'zone-circle': (d: { chain: readonly string[] }) =>
    `zone ${d.chain[0] ?? ''} refers to itself: ${d.chain.join(' > ')}`,
  'bad-glob': (d: { glob: string; fault: string }) => `"${d.glob}" is not a valid path: ${d.fault}`,
  'only-takes-away': (d: { glob: string }) =>
    `"${d.glob}" excludes from the items before it, but there are none: write "**" first`,
  'takes-from-none': (d: { glob: string }) =>
    `"${d.glob}" cannot exclude here, since items are independent: put it in a zone under \`zones:\` and use that zone's name`,
  unbound: (d: { capture: string; rule: string; zones: readonly string[] }) =>
    `{${d.capture}} is not defined in ${d.rule}${d.zones.length === 0 ? ' or in any zone' : `; zones that define it: ${d.zones.join(', ')}`}`,
  'nothing-matches': (d: { role: string; text: string; nearest: string | null; hint: string | null }) => {
    const near = d.nearest === null ? null : `nearest folder: ${d.nearest}`;
    return [`${d.role} ${d.text} matches no file`, d.hint ?? near].filter(Boolean).join('; ');
  },
} as const;

export type ErrorCode = keyof typeof errorTexts;
type ErrorData<C extends ErrorCode> = Parameters<(typeof errorTexts)[C]> extends [infer D] ? D : undefined;

/** An error that the user can fix: printed without a stack, location first; exit code 2. */
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
  // These texts contain user input, which must not be endless, break the line or color a terminal.
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

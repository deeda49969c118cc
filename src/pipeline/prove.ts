import type { Edit, Fix, Intent } from '../core/fix.ts';
import { groupBy } from '../core/group.ts';
import type { Path } from '../core/location.ts';
import type { ReportedFix, ReportedViolation } from '../core/report.ts';
import type { Violation } from '../core/violation.ts';
import { createItemFinder } from '../config/index.ts';
import { createExpander, type Expansion, type Sources } from '../fixes/expand.ts';
import { merge } from '../fixes/merge.ts';
import type { State } from './follow.ts';
import { idiomOf } from './idioms.ts';
import { lateFactsOf } from './late.ts';
import { moveSourcesOf } from './moves.ts';
import { type Candidate, createProof, touchedBy, trialsOf } from './proof.ts';
import { provenAlone, type Repairs, type TrialOf } from './alone.ts';
import { unlessUnchanged } from './unchanged.ts';
import { createNameJudge } from './named.ts';
import { createPublicJudge } from './public-names.ts';
import { createKeptTrial } from './kept-trial.ts';
import { createTrial } from './trial.ts';

/** Turns intents into edits, and tries all edits on an overlay: what removes its violations and brings none is proven. `thorough`: however many there are. `standing`: how many violations the project has. */
export function prove(
  state: State,
  violations: readonly Violation[],
  { thorough, standing }: { readonly thorough: boolean; readonly standing: number },
): ReportedViolation[] {
  const most = trialsOf({ files: state.loaded.sources.length, violations: standing });
  const repairs = new Map<Violation, Repairs>();
  const { byFile, others } = renamesByFile(violations);
  if (!thorough) for (const violation of lateFiles(others)) repairs.set(violation, doneByFix(state, violation));
  const left = others.filter((violation) => !repairs.has(violation));
  for (const [file, group] of byFile) {
    const found = provenAlone(state, state.loaded.demandOf(file).at(-1), group, (there, some, trialOf) =>
      repairsOf(there, some, { trialOf, most }),
    );
    if (found) for (const [index, violation] of group.entries()) repairs.set(violation, found[index] ?? noRepairs);
    else left.push(...group);
  }
  const together = unlessUnchanged(state, left, () =>
    repairsOf(state, left, { trialOf: (touched) => createKeptTrial(state, touched), most }),
  );
  for (const [index, violation] of left.entries()) repairs.set(violation, together[index] ?? noRepairs);
  const named = createNameJudge(state);
  const published = createPublicJudge(state);
  return violations.map((violation) => ({
    ...violation,
    ...published(named(repairs.get(violation) ?? noRepairs)),
    status: 'new',
  }));
}

/**
 * Whether a file can move is asked of every text of the project, and a new test is made of what is around it: so many are asked about in each run, and the
 * rest by `lintel fix` alone.
 */
const mostFiles = 24;

/** What becomes of too many files for one run. */
const late = { 'move-file': 'files would move', 'write-test': 'tests would be written' } as const;

/** Violations whose moves, or whose new tests, are too many for this run. One of them may fix many violations; moves that are made one by one are counted apart. */
function lateFiles(violations: readonly Violation[]): readonly Violation[] {
  const all = violations.flatMap((violation) => {
    const intent = violation.fix?.intent;
    return intent && intent.kind in late ? [{ violation, intent }] : [];
  });
  const kinds = groupBy(all, ({ intent }) => `${intent.kind} ${String('alone' in intent && intent.alone)}`);
  return [...kinds.values()].flatMap((some) => {
    const files = new Set(some.map(({ intent }) => JSON.stringify(intent)));
    return files.size > mostFiles ? some.map(({ violation }) => violation) : [];
  });
}

function doneByFix(state: State, { id, rule, fix, alternatives }: Violation): Repairs {
  const later = (one: Fix): ReportedFix => {
    const offered = one.intent?.kind === 'move-file' ? offeredMove(state, one.intent) : null;
    if (offered !== null) return { ...one, ...offered, safety: 'suggested', resolves: [id], proven: false };
    const isTest = one.intent?.kind === 'write-test';
    const many = `more than ${String(mostFiles)} ${late[isTest ? 'write-test' : 'move-file']}`;
    const command = `lintel fix --rule ${rule}${isTest ? ' --suggested' : ''}`;
    return {
      ...one,
      safety: isTest ? one.safety : 'suggested',
      reason: `not tried: ${many}; run \`${command}\` to try it`,
      resolves: [id],
      proven: false,
    };
  };
  return { fix: fix && later(fix), alternatives: alternatives.map(later) };
}

/** `lintel fix` leaves a file that a package offers where it is: the command for it. */
function offeredMove(
  state: State,
  { file, to }: Extract<Intent, { kind: 'move-file' }>,
): Pick<Fix, 'steps' | 'reason'> | null {
  const owner = moveSourcesOf(state).entryOf(file);
  if (owner === null) return null;
  return {
    steps: [`run \`lintel move ${shellWord(file)} ${shellWord(to)} --suggested\``],
    reason: `it is an entry of the package \`${owner}\``,
  };
}

/** An argument of a command, quoted if a shell would read something else in it. */
function shellWord(text: string): string {
  return /^[\w./@+#-]+$/.test(text) ? text : `'${text.replaceAll("'", "'\\''")}'`;
}

const noRepairs: Repairs = { fix: null, alternatives: [] };

/** The violations of which all repairs are renames, by file: what such a repair does may concern its file alone. */
function renamesByFile(violations: readonly Violation[]): {
  readonly byFile: ReadonlyMap<Path, readonly Violation[]>;
  readonly others: readonly Violation[];
} {
  const byFile = new Map<Path, Violation[]>();
  const others: Violation[] = [];
  for (const violation of violations) {
    const { fix, alternatives, at } = violation;
    const isRename = fix?.intent?.kind === 'rename' && alternatives.every(({ intent }) => intent?.kind === 'rename');
    if (!isRename) others.push(violation);
    else if (byFile.has(at.file)) byFile.get(at.file)?.push(violation);
    else byFile.set(at.file, [violation]);
  }
  return { byFile, others };
}

/** The repairs of violations, expanded together and tried on one kind of trial. */
function repairsOf(
  state: State,
  violations: readonly Violation[],
  { trialOf, most }: { readonly trialOf: TrialOf; readonly most: number },
): Repairs[] {
  const proof = createProof(trialOf, most);
  const expanded = expandAll(
    state,
    violations.map(({ fix }) => fix),
  );
  const mains = violations.flatMap((violation, index): Candidate[] => candidate(violation, expanded[index]));
  // What would be applied unasked is tried first, and apart from what may well break something.
  proof.run(mains.filter(({ fix }) => fix.safety === 'safe'));
  proof.run(mains.filter(({ fix }) => fix.safety !== 'safe'));
  const others = violations.map(() => [] as Fix[]);
  for (let turn = 0; violations.some(({ alternatives }) => alternatives.length > turn); turn++) {
    const told = expandAll(
      state,
      violations.map(({ alternatives }) => alternatives[turn] ?? null),
    );
    // Where the first fix holds, nobody waits for the others.
    const isIdle = told.map((fix, index) => fix !== null && fix.edits.length > 0 && proof.holds(expanded[index]));
    for (const [index, fix] of told.entries())
      if (fix) others[index]?.push(isIdle[index] ? { ...fix, reason: 'not tried: the first fix works' } : fix);
    proof.run(
      violations.flatMap((violation, index): Candidate[] => (isIdle[index] ? [] : candidate(violation, told[index]))),
    );
  }
  return violations.map((violation, index) => {
    const fix = expanded[index];
    return {
      fix: fix ? proof.report(fix, violation) : null,
      alternatives: (others[index] ?? []).map((one) => proof.report(one, violation)),
    };
  });
}

/** Can these edits be made together, and is every violation that they are meant for gone then, with no other in its place? */
export function holds(
  state: State,
  fixes: readonly { readonly id: string; readonly edits: readonly Edit[] }[],
): boolean {
  const { changes, taken } = merge(fixes.map((one) => one.edits));
  const touched = touchedBy(fixes.flatMap(({ edits }) => edits));
  const { gone, came, broken } = createTrial(state, touched).try(changes);
  return taken.length === fixes.length && came.length === 0 && broken === null && fixes.every(({ id }) => gone.has(id));
}

function candidate(violation: Violation, fix: Fix | null | undefined): Candidate[] {
  return fix && fix.edits.length > 0 ? [{ violation, fix }] : [];
}

/** Fixes with edits where their intents could be expanded, else with the reason. */
function expandAll(state: State, fixes: readonly (Fix | null)[]): (Fix | null)[] {
  const expand = createExpander(
    sourcesOf(state),
    fixes.flatMap((fix) => (fix?.intent && fix.edits.length === 0 ? [fix.intent] : [])),
  );
  const writable = writableIn(state);
  return fixes.map((fix) => {
    const expanded = fix?.intent && fix.edits.length === 0 ? expandedFix(fix, expand(fix.intent)) : fix;
    return expanded && writable(expanded);
  });
}

/** No edit is offered of a file that will not be written to. */
function writableIn({ loaded: { world } }: State): (fix: Fix) => Fix {
  const known = new Map<Path, string | null>();
  const reasonOf = (file: Path): string | null => {
    const reason = known.has(file) ? (known.get(file) ?? null) : world.unwritable(file);
    known.set(file, reason);
    return reason;
  };
  return (fix) => {
    const file = [...touchedBy(fix.edits)].find((one) => reasonOf(one) !== null);
    if (file === undefined) return fix;
    const reason = `${file} cannot be written: ${reasonOf(file) ?? ''}`;
    return { ...fix, safety: 'manual', edits: [], steps: [`${fix.title} (${reason})`], reason };
  };
}

function expandedFix(fix: Fix, expansion: Expansion): Fix {
  if ('reason' in expansion) {
    if (expansion.breaks) return otherName(expansion.reason);
    if (expansion.outside) return byCommand(fix, expansion.reason);
    // The project's own words come without a verb.
    if (expansion.given && fix.verb !== undefined) return keptName(expansion.reason);
    return { ...fix, safety: 'manual', reason: expansion.reason };
  }
  const title = fix.intent?.kind === 'rename' ? `Rename to \`${fix.intent.to}\`` : fix.title;
  const expanded = { ...fix, title, edits: expansion.edits, steps: [] };
  if (typeof expansion.doubt === 'string') return { ...expanded, safety: 'suggested', reason: expansion.doubt };
  return { ...expanded, safety: fix.safety === 'manual' ? 'safe' : fix.safety };
}

/** A rename of a name that other files use: a command asks the whole program, and makes it or says why not. */
function byCommand({ verb, ...fix }: Fix, reason: string): Fix {
  const { intent } = fix;
  if (intent?.kind !== 'rename' || intent.symbol === undefined)
    return { ...fix, ...(verb === undefined ? {} : { verb }), safety: 'manual', reason };
  const subject = shellWord(`${intent.file}#${intent.symbol}`);
  return { ...fix, safety: 'manual', reason, steps: [`run \`lintel rename ${subject} ${intent.to}\``] };
}

/** Instead of a rename of what has its name from elsewhere. */
function keptName(reason: string): Fix {
  const title = `Keep the name: ${reason}`;
  return {
    title,
    safety: 'manual',
    edits: [],
    steps: [`keep the name, since ${reason}, and add an exception for it`],
    reason,
  };
}

/** Instead of a rename that would change what the file does. */
function otherName(reason: string): Fix {
  const title = `Choose another name: ${reason}`;
  return { title, safety: 'manual', edits: [], steps: [title] };
}

/** What expanding intents asks of a project. */
export function sourcesOf(state: State): Sources {
  const { loaded } = state;
  return {
    moves: () => moveSourcesOf(state),
    text: (file) => loaded.view.texts.read(file),
    item: createItemFinder(),
    bindings: (file) => lateFactsOf(loaded, file, 'bindings'),
    facts: (file, section) => lateFactsOf(loaded, file, section),
    idiom: (file) => idiomOf(loaded, file),
  };
}

import { causesOf } from '../core/cause.ts';
import type { Edit } from '../core/fix.ts';
import { groupBy } from '../core/group.ts';
import type { Path } from '../core/location.ts';
import { compare } from '../core/order.ts';
import type { Packet, WorkPlan } from '../core/plan.ts';
import type { Report, ReportedFix, ReportedViolation } from '../core/report.ts';
import type { State } from './follow.ts';
import { lint, type Request } from './lint.ts';
import { touchedBy } from './proof.ts';

/** What one reviewer reads in one go. */
const mostFiles = 20;

/** Arranges all violations into changes that can be made one after another. */
export function planOf(state: State, request: Request): WorkPlan {
  return arranged(workIn(state, request).violations);
}

/** All violations, as if nothing were frozen: that is work as well. */
export function workIn({ loaded, memory }: State, request: Request): Report {
  const baseline = loaded.baseline?.filter(({ figure }) => figure) ?? null;
  return lint({ ...loaded, baseline }, request, memory);
}

/** The violations of a report in packets, in an order that pays. */
export function arranged(violations: readonly ReportedViolation[]): WorkPlan {
  const mended = violations.flatMap((violation) => {
    const { fix } = violation;
    return fix && fix.proven && fix.edits.length > 0 ? [{ violation, fix }] : [];
  });
  const isMended = new Set(mended.flatMap(({ fix }) => fix.resolves));
  const safe = mended.filter(({ fix }) => fix.safety === 'safe');
  const others = mended.filter(({ fix }) => fix.safety !== 'safe');
  const left = violations.filter(({ id }) => !isMended.has(id));
  const packets = [...safePackets(safe), ...singlePackets(others), ...causePackets(left)];
  return { violations: violations.length, packets: packets.sort(byWorth) };
}

interface Mended {
  readonly violation: ReportedViolation;
  readonly fix: ReportedFix;
}

/** The safe fixes of a rule, by folders of which one command makes all. */
function safePackets(mended: readonly Mended[]): Packet[] {
  return [...groupBy(mended, ({ violation }) => violation.rule)].flatMap(([rule, ofRule]) =>
    foldersOf(ofRule, '').map(({ folder, members }): Packet => {
      const [first] = members;
      const where = folder === '' ? '' : ` ${wordOf(folder ?? '')}`;
      return {
        safety: 'safe',
        rule,
        title: (members.length === 1 ? first?.fix.title : first?.fix.verb) ?? first?.fix.title ?? rule,
        command: folder === null ? `lintel fix --id ${idList(members)}` : `lintel fix --rule ${rule}${where}`,
        ...extentOf(members),
      };
    }),
  );
}

interface Folder {
  /** Null for some of the files in a folder. */
  readonly folder: Path | null;
  readonly members: readonly Mended[];
}

/** Folders with few enough files each, as large as they can be; of the files beside them as many together as one reviewer reads. */
function foldersOf(members: readonly Mended[], folder: Path): Folder[] {
  const files = new Set(members.map(({ violation }) => violation.at.file));
  if (files.size <= mostFiles) return [{ folder, members }];
  const start = folder === '' ? 0 : folder.length + 1;
  const inside = members.filter(({ violation: { at } }) => at.file.includes('/', start));
  const beside = members.filter((one) => !inside.includes(one));
  const next = groupBy(inside, ({ violation: { at } }) => at.file.slice(0, at.file.indexOf('/', start)));
  return [
    ...[...next].flatMap(([path, own]) => foldersOf(own, path)),
    ...reviewable(beside).map((some) => ({ folder: null, members: some })),
  ];
}

/** Each suggested fix is looked at by itself, but one fix that a cause asks for in many places is one change. */
function singlePackets(mended: readonly Mended[]): Packet[] {
  const groups = groupBy(mended, ({ violation, fix }) =>
    violation.cause === undefined
      ? `${fix.title}\0${[...fix.resolves].sort().join()}`
      : `${violation.rule}\0${violation.cause}\0${fix.title}`,
  );
  return [...groups.values()].flatMap((members) => reviewable(distinct(members)).flatMap(suggestedPacket));
}

/** Violations that share their edits are ended by one command. */
function distinct(members: readonly Mended[]): Mended[] {
  return [...new Map(members.map((one) => [[...one.fix.resolves].sort().join(), one])).values()];
}

/** As many together as one reviewer reads. */
function reviewable(members: readonly Mended[]): Mended[][] {
  const parts: Mended[][] = [];
  for (const one of members) {
    const last = parts.at(-1);
    const joined = [...(last ?? []), one];
    if (last && filesOf(uniqueEdits(joined)).length <= mostFiles) last.push(one);
    else parts.push([one]);
  }
  return parts;
}

function suggestedPacket(members: readonly Mended[]): Packet[] {
  const [first] = members;
  if (!first) return [];
  return [
    {
      safety: first.fix.safety,
      rule: first.violation.rule,
      title: first.fix.title,
      command: `lintel fix --id ${idList(members)} --suggested`,
      ...extentOf(members),
    },
  ];
}

function idList(members: readonly Mended[]): string {
  return members.map(({ violation }) => violation.id).join();
}

function extentOf(members: readonly Mended[]): Pick<Packet, 'ids' | 'files' | 'lines'> {
  const edits = uniqueEdits(members);
  return { ids: idsOf(members), files: filesOf(edits), lines: linesOf(edits) };
}

/** What no tried edit ends: by its cause, or else by rule and file. */
function causePackets(violations: readonly ReportedViolation[]): Packet[] {
  const causes = causesOf(violations).map(({ shown, others }) => ({ shown, members: [shown, ...others] }));
  const groups = groupBy(causes, ({ shown, members }) =>
    members.length > 1 ? shown.id : `${shown.rule}\0${shown.at.file}`,
  );
  return [...groups.values()].flatMap((group): Packet[] => {
    const [first] = group;
    if (!first) return [];
    const members = group.flatMap((one) => one.members);
    const { fix, rule, text } = first.shown;
    const step = group.length === 1 && fix ? (fix.steps[0] ?? fix.title) : null;
    const found = text.replace(/\.$/, '');
    return [
      {
        safety: 'manual',
        rule,
        title: step === null ? found : `${found}: ${step}`,
        command: members.length === 1 && step !== null ? commandIn(step) : null,
        ids: members.map(({ id }) => id),
        files: [...new Set(members.map(({ at }) => at.file))],
        lines: null,
      },
    ];
  });
}

/** A step that is one command is run as it is. */
function commandIn(step: string): string | null {
  return /^run `(lintel [^`]+)`$/.exec(step)?.[1] ?? null;
}

function idsOf(members: readonly Mended[]): string[] {
  return [...new Set(members.flatMap(({ violation, fix }) => [violation.id, ...fix.resolves]))];
}

function uniqueEdits(members: readonly Mended[]): Edit[] {
  const edits = members.flatMap(({ fix }) => fix.edits);
  return [...new Map(edits.map((edit) => [JSON.stringify(edit), edit])).values()];
}

function filesOf(edits: readonly Edit[]): Path[] {
  return [...touchedBy(edits)].sort(compare);
}

/** The lines that a diff would show as removed or as added, whichever are more. */
function linesOf(edits: readonly Edit[]): number {
  const heights = new Map<string, number>();
  for (const edit of edits) {
    const key = edit.kind === 'replace' ? `${edit.file}:${String(edit.line)}` : `${edit.file}:${edit.kind}`;
    heights.set(key, Math.max(heights.get(key) ?? 0, heightOf(edit)));
  }
  return [...heights.values()].reduce((sum, height) => sum + height, 0);
}

function heightOf(edit: Edit): number {
  if (edit.kind === 'replace') return Math.max(heightOfText(edit.old), heightOfText(edit.text));
  return edit.kind === 'create' ? heightOfText(edit.text) : 1;
}

function heightOfText(text: string): number {
  return text.replace(/\n$/, '').split('\n').length;
}

function byWorth(a: Packet, b: Packet): number {
  return worthOf(b) - worthOf(a) || b.ids.length - a.ids.length || compare(a.rule, b.rule) || compare(a.title, b.title);
}

function worthOf({ ids, lines }: Packet): number {
  return lines === null ? 0 : ids.length / Math.max(lines, 1);
}

/** A path as a word of a shell. */
function wordOf(path: Path): string {
  return /^[\w./@+-]+$/.test(path) ? path : `'${path.replaceAll("'", String.raw`'\''`)}'`;
}

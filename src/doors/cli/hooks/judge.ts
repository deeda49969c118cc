import { LintelError } from '../../../core/error.ts';
import type { Path } from '../../../core/location.ts';
import type { Report } from '../../../core/report.ts';
import type { Overlay } from '../../../core/tree.ts';
import type { State } from '../../../pipeline/follow.ts';
import { errorsOf, reportOfEdit } from '../../../pipeline/interrupt.ts';
import { lint } from '../../../pipeline/lint.ts';
import { pathFrom } from '../../../pipeline/open.ts';
import { reporters, shownWithin } from '../../../reporters/index.ts';
import { openMentioned } from '../../../world/mentioned.ts';
import type { Site } from '../../../world/site.ts';
import type { FileEdit, HookEvent } from '../agents/index.ts';

/** What an agent must be told, and under which keys it is remembered that it was. */
export interface Finding {
  readonly text: string;
  readonly keys: readonly string[];
}

/** A project on the disk. */
export interface Project {
  readonly state: State;
  readonly site: Site;
  /** Where the agent works. */
  readonly cwd: string;
}

/** Agents read at most 10,000 characters of an answer. */
const mostTokens = 1500;
const mostCharacters = 9500;

/** Judges what an agent does; null for nothing to tell. Nothing is remembered here. */
export function judge(project: Project, event: HookEvent): Finding | null {
  const mentioned = openMentioned(project.site, event.conversation);
  const report = reportFor(project, event, (id) => mentioned.has(keyOf(event, id)));
  return report && { text: textOf(event, report), keys: report.violations.map(({ id }) => keyOf(event, id)) };
}

/** An agent that stops is told once more what it was told before. */
function keyOf({ kind }: HookEvent, id: string): string {
  return `${kind === 'stop' ? 'stop' : 'edit'} ${id}`;
}

function reportFor(project: Project, event: HookEvent, isKnown: (id: string) => boolean): Report | null {
  const { loaded, memory } = project.state;
  const interruption = { isKnown, isAtEnd: event.kind === 'stop' };
  if (event.kind === 'before') {
    const overlay = overlayOf(project, event.edits);
    return overlay.size === 0 ? null : reportOfEdit(project.state, overlay, interruption);
  }
  const paths = event.kind === 'after' ? event.files.flatMap((file) => pathIn(project, file) ?? []) : [];
  if (event.kind === 'after' && paths.length === 0) return null;
  return errorsOf(loaded, lint(loaded, { paths, rule: null, shown: shownWithin(mostTokens) }, memory), interruption);
}

/** The texts after some edits; none if one of them does not fit, since the agent's own program refuses that. */
function overlayOf(project: Project, edits: readonly FileEdit[]): Overlay {
  const { texts } = project.state.loaded.view;
  const overlay = new Map<Path, string | null>();
  for (const { file, apply } of edits) {
    const path = pathIn(project, file);
    if (path === null) continue;
    const text = apply(overlay.get(path) ?? texts.read(path));
    if (text === undefined) return new Map();
    overlay.set(path, text);
  }
  return overlay;
}

/** The path of a file from the root; null if it is outside. */
function pathIn({ state: { loaded }, site: { root }, cwd }: Project, file: string): Path | null {
  try {
    return pathFrom(file, { root, cwd, files: () => loaded.view.tree.files.keys(), isThere: () => true });
  } catch (error) {
    if (error instanceof LintelError) return null;
    throw error;
  }
}

const introductions = {
  before: 'This edit was not made: it would break architecture rules.',
  after: 'This edit breaks architecture rules.',
  stop: 'Your changes break architecture rules. Repair these before you stop.',
};

function textOf({ kind }: HookEvent, report: Report): string {
  const text = reporters.agent(report, { colour: false, lines: () => null, budget: mostTokens });
  return `${introductions[kind]}\n${text}`.slice(0, mostCharacters);
}

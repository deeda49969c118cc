import { groupBy } from '../core/group.ts';
import type { Path } from '../core/location.ts';
import { diffOf } from '../fixes/diff.ts';
import { type AgentHooks, agentHooks, hookCommand } from '../init/agents.ts';
import { skillText } from '../init/skill.ts';
import { rootAt } from '../world/root.ts';
import { type Setting, withSettings } from '../world/settings.ts';
import type { Environment } from '../world/site.ts';
import { diskWorld, type World } from '../world/world.ts';
import { write } from '../world/write.ts';

export interface AgentOptions {
  readonly cwd: string;
  readonly env: Environment;
  readonly dryRun: boolean;
}

/** What was written for the agents that are used in a project. */
export interface AgentsWritten {
  readonly files: readonly { readonly path: Path; readonly agent: string; readonly isNew: boolean }[];
  /** What was not written, and why; a line each. */
  readonly remarks: readonly string[];
  /** For a dry run: the changes as a unified diff. */
  readonly diff: string;
}

/** Adds `lintel hook` to the settings of each agent that is used in the project, unless it is there, and a skill. */
export function initAgents({ cwd, env, dryRun }: AgentOptions): AgentsWritten {
  const { root } = rootAt(cwd);
  const world = diskWorld({ root, env });
  const { texts, tree } = world.view();
  const paths = [...tree.files.keys()];
  const isThere = (sign: Path): boolean =>
    sign.endsWith('/') ? paths.some((path) => path.startsWith(sign)) : texts.exists(sign);
  const used = agentHooks.filter(({ signs, file }) => texts.exists(file) || signs.some(isThere));
  const outcomes = [
    ...used.map((hooks): Outcome => ({ path: hooks.file, agent: hooks.agent, ...merged(world, hooks) })),
    ...[...groupBy(used, ({ skill }) => skill)].map(([path, readers]): Outcome => {
      const agent = readers.map((one) => one.agent).join(', ');
      return { path, agent, ...skilled(world, path) };
    }),
  ];
  const changes = new Map(outcomes.flatMap(({ path, text }) => (text === null ? [] : [[path, text] as const])));
  const read = (path: Path): string | null => texts.read(path);
  const files = outcomes.flatMap(({ path, agent, text }) =>
    text === null ? [] : [{ path, agent, isNew: !texts.exists(path) }],
  );
  if (!dryRun && changes.size > 0) write({ root, env }, changes, read);
  const none = 'found no agent: create its folder, such as .claude, .codex, .cursor or .gemini, and run this again';
  return {
    files,
    remarks: used.length === 0 ? [none] : outcomes.flatMap(({ remark }) => remark ?? []),
    diff: dryRun ? diffOf(changes, read) : '',
  };
}

interface Outcome extends Merged {
  readonly path: Path;
  readonly agent: string;
}

interface Merged {
  /** Null if nothing is to be written. */
  readonly text: string | null;
  readonly remark: string | null;
}

function merged(world: World, { file, version, events }: AgentHooks): Merged {
  const existing = world.view().texts.read(file);
  if (existing?.includes(hookCommand)) return { text: null, remark: `${file} already has lintel hook` };
  const reason = world.unwritable(file);
  if (reason !== null) return { text: null, remark: `${file} was not written: ${reason}` };
  const hooks = Object.entries(events).map(([event, value]): Setting => ({ path: ['hooks', event], value, add: true }));
  const isBare = existing === null || existing.trim() === '';
  const settings = isBare && version !== null ? [{ path: ['version'], value: version, add: false }, ...hooks] : hooks;
  const text = withSettings(isBare ? '{}\n' : existing, settings);
  return text === null
    ? { text, remark: `${file} was not changed: it is not valid JSON, or its hooks are not lists` }
    : { text, remark: null };
}

/** A skill is written once: whoever changed it keeps it. */
function skilled(world: World, path: Path): Merged {
  const existing = world.view().texts.read(path);
  if (existing === skillText) return { text: null, remark: null };
  if (existing !== null) return { text: null, remark: `${path} was not changed: it differs from what Lintel writes` };
  const reason = world.unwritable(path);
  return reason === null
    ? { text: skillText, remark: null }
    : { text: null, remark: `${path} was not written: ${reason}` };
}

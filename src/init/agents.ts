import type { Path } from '../core/location.ts';
import { claudeSkill, sharedSkill } from './skill.ts';

/** The hooks of an agent: its file, and what belongs under which event. */
export interface AgentHooks {
  readonly agent: string;
  /** Files and folders (with their slash) by which it is known that this agent is used. */
  readonly signs: readonly Path[];
  readonly file: Path;
  /** What the file needs beside the hooks. */
  readonly version: number | null;
  readonly events: Readonly<Record<string, object>>;
  /** Where it looks for a skill. */
  readonly skill: Path;
}

const command = 'npx lintel hook';
const run = { type: 'command', command } as const;
const copilotRun = { type: 'command', bash: command, powershell: command, timeoutSec: 30 } as const;

/** The text by which a hook of Lintel is known in a file. */
export const hookCommand = 'lintel hook';

/** Each agent is asked before it writes, where it can be, and when it stops. */
export const agentHooks: readonly AgentHooks[] = [
  {
    agent: 'Claude Code',
    signs: ['.claude/', 'CLAUDE.md'],
    file: '.claude/settings.json',
    version: null,
    events: { PreToolUse: { matcher: 'Write|Edit|MultiEdit', hooks: [run] }, Stop: { hooks: [run] } },
    skill: claudeSkill,
  },
  {
    agent: 'Codex',
    signs: ['.codex/'],
    file: '.codex/hooks.json',
    version: null,
    events: { PreToolUse: { matcher: 'apply_patch', hooks: [run] }, Stop: { hooks: [run] } },
    skill: sharedSkill,
  },
  {
    agent: 'Gemini CLI',
    signs: ['.gemini/', 'GEMINI.md'],
    file: '.gemini/settings.json',
    version: null,
    events: { BeforeTool: { matcher: 'write_file|replace', hooks: [run] }, AfterAgent: { hooks: [run] } },
    skill: sharedSkill,
  },
  {
    agent: 'Cursor',
    signs: ['.cursor/', '.cursorrules'],
    file: '.cursor/hooks.json',
    version: 1,
    events: { preToolUse: { command, matcher: 'Write|StrReplace' }, stop: { command } },
    skill: sharedSkill,
  },
  {
    agent: 'GitHub Copilot',
    signs: ['.github/copilot-instructions.md', '.github/hooks/', '.github/agents/', '.github/instructions/'],
    file: '.github/hooks/lintel.json',
    version: 1,
    events: { preToolUse: copilotRun, agentStop: copilotRun },
    skill: sharedSkill,
  },
];

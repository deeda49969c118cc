import {
  type Agent,
  type FileEdit,
  type Input,
  isInput,
  mapIn,
  type Swap,
  swapping,
  textIn,
  writing,
} from './agent.ts';

const events = {
  PreToolUse: 'before',
  PostToolUse: 'after',
  PostToolBatch: 'after',
  Stop: 'stop',
  SubagentStop: 'stop',
} as const;

/** Claude Code: https://code.claude.com/docs/en/hooks */
export const claude: Agent = {
  wrote: (input) => Object.hasOwn(events, textIn(input, 'hook_event_name') ?? ''),
  eventOf: (input) => eventOf(input, editsOf),
  answer: answerOf,
};

/** The events of Claude Code, which others have too. */
export function eventOf(
  input: Input,
  editsIn: (tool: string, input: Input) => readonly FileEdit[],
): ReturnType<Agent['eventOf']> {
  const name = textIn(input, 'hook_event_name') ?? '';
  const kind = Object.hasOwn(events, name) ? events[name as keyof typeof events] : null;
  const common = { cwd: textIn(input, 'cwd'), conversation: textIn(input, 'session_id') ?? '' };
  if (kind === null) return null;
  if (kind === 'stop') return { ...common, kind };
  const edits = callsIn(input).flatMap((call) => editsIn(textIn(call, 'tool_name') ?? '', mapIn(call, 'tool_input')));
  if (edits.length === 0) return null;
  return kind === 'before' ? { ...common, kind, edits } : { ...common, kind, files: edits.map(({ file }) => file) };
}

/** The tools that an event is about: one, or all that were used at the same time. */
function callsIn(input: Input): readonly Input[] {
  const calls = input['tool_calls'];
  return Array.isArray(calls) ? calls.filter(isInput) : [input];
}

export function answerOf(input: Input, text: string): object {
  const hookEventName = textIn(input, 'hook_event_name');
  // After a batch, `block` would end the turn of the agent.
  if (hookEventName === 'PostToolBatch') return { hookSpecificOutput: { hookEventName, additionalContext: text } };
  return hookEventName === 'PreToolUse'
    ? { hookSpecificOutput: { hookEventName, permissionDecision: 'deny', permissionDecisionReason: text } }
    : { decision: 'block', reason: text };
}

function editsOf(tool: string, input: Input): FileEdit[] {
  const file = textIn(input, 'file_path');
  if (file === null) return [];
  const content = textIn(input, 'content');
  if (tool === 'Write') return content === null ? [] : [writing(file, content)];
  if (tool === 'Edit') return swapsIn(file, [input]);
  return tool === 'MultiEdit' && Array.isArray(input['edits']) ? swapsIn(file, input['edits']) : [];
}

/** None where one of them cannot be read. */
function swapsIn(file: string, written: readonly unknown[]): FileEdit[] {
  const swaps = written.flatMap((one): Swap[] => {
    const old = isInput(one) ? textIn(one, 'old_string') : null;
    const text = isInput(one) ? textIn(one, 'new_string') : null;
    return old === null || text === null || !isInput(one) ? [] : [{ old, text, isForAll: one['replace_all'] === true }];
  });
  return swaps.length === written.length && swaps.length > 0 ? [swapping(file, swaps)] : [];
}

import { type Agent, type FileEdit, type Input, mapIn, swapping, textIn, writing } from './agent.ts';

/** Cursor: it is answered before it uses a tool, and when it stops, with a message that goes on. https://cursor.com/docs/hooks */
export const cursor: Agent = {
  wrote: (input) => textIn(input, 'conversation_id') !== null && textIn(input, 'hook_event_name') !== null,
  eventOf(input) {
    const common = { cwd: cwdIn(input), conversation: textIn(input, 'conversation_id') ?? '' };
    const event = textIn(input, 'hook_event_name');
    // What a person has stopped does not go on.
    if (event === 'stop') return textIn(input, 'status') === 'completed' ? { ...common, kind: 'stop' } : null;
    if (event !== 'preToolUse') return null;
    const edits = editsOf(textIn(input, 'tool_name') ?? '', mapIn(input, 'tool_input'));
    return edits.length === 0 ? null : { ...common, kind: 'before', edits };
  },
  answer: (input, text) =>
    textIn(input, 'hook_event_name') === 'stop'
      ? { followup_message: text }
      : { permission: 'deny', user_message: 'Lintel refused this edit.', agent_message: text },
};

function cwdIn(input: Input): string | null {
  const roots = Array.isArray(input['workspace_roots']) ? (input['workspace_roots'] as unknown[]) : [];
  return typeof roots[0] === 'string' ? roots[0] : null;
}

/** Cursor gives every edit as `Write` with the whole text; its tools themselves name the path and the text in other words. */
function editsOf(tool: string, input: Input): FileEdit[] {
  const file = textIn(input, 'file_path') ?? textIn(input, 'path');
  if (file === null) return [];
  const content = textIn(input, 'content') ?? textIn(input, 'contents');
  if (tool === 'Write') return content === null ? [] : [writing(file, content)];
  const [old, text] = ['old_string', 'new_string'].map((key) => textIn(input, key));
  return tool === 'StrReplace' && typeof old === 'string' && typeof text === 'string'
    ? [swapping(file, [{ old, text, isForAll: input['replace_all'] === true }])]
    : [];
}

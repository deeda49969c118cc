import { type Agent, type FileEdit, type Input, mapIn, swapping, textIn, writing } from './agent.ts';

/** Gemini CLI: https://geminicli.com/docs/hooks/reference */
export const gemini: Agent = {
  wrote: (input) => ['BeforeTool', 'AfterTool', 'AfterAgent'].includes(textIn(input, 'hook_event_name') ?? ''),
  eventOf(input) {
    const common = { cwd: textIn(input, 'cwd'), conversation: textIn(input, 'session_id') ?? '' };
    const name = textIn(input, 'hook_event_name');
    if (name === 'AfterAgent') return { ...common, kind: 'stop' };
    const edits = editsOf(textIn(input, 'tool_name') ?? '', mapIn(input, 'tool_input'));
    if (edits.length === 0) return null;
    return name === 'BeforeTool'
      ? { ...common, kind: 'before', edits }
      : { ...common, kind: 'after', files: edits.map(({ file }) => file) };
  },
  answer: (input, text) =>
    textIn(input, 'hook_event_name') === 'AfterTool'
      ? { hookSpecificOutput: { hookEventName: 'AfterTool', additionalContext: text } }
      : { decision: 'deny', reason: text },
};

function editsOf(tool: string, input: Input): FileEdit[] {
  const file = textIn(input, 'file_path');
  const [content, old, text] = ['content', 'old_string', 'new_string'].map((key) => textIn(input, key));
  if (file === null) return [];
  if (tool === 'write_file' && typeof content === 'string') return [writing(file, content)];
  if (tool !== 'replace' || typeof old !== 'string' || typeof text !== 'string') return [];
  const isForAll = input['allow_multiple'] === true || Number(input['expected_replacements']) > 1;
  return [swapping(file, [{ old, text, isForAll }])];
}

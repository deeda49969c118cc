import { type Agent, type FileEdit, type Input, mapIn, swapping, textIn, writing } from './agent.ts';
import { editsOfPatch } from './patch.ts';

/** GitHub Copilot: its CLI and cloud agent. https://docs.github.com/en/copilot/reference/hooks-configuration */
export const copilot: Agent = {
  wrote: (input) =>
    textIn(input, 'toolName') !== null || (textIn(input, 'stopReason') !== null && 'sessionId' in input),
  eventOf(input) {
    const common = { cwd: textIn(input, 'cwd'), conversation: textIn(input, 'sessionId') ?? '' };
    const tool = textIn(input, 'toolName');
    if (tool === null) return { ...common, kind: 'stop' };
    // Nobody reads what a command answers after a tool.
    const edits = 'toolResult' in input ? [] : editsOf(tool, input);
    return edits.length === 0 ? null : { ...common, kind: 'before', edits };
  },
  answer: (input, text) =>
    textIn(input, 'toolName') === null
      ? { decision: 'block', reason: text }
      : { permissionDecision: 'deny', permissionDecisionReason: text },
};

function editsOf(tool: string, input: Input): FileEdit[] {
  if (tool === 'apply_patch') return editsOfPatch(patchIn(input));
  const given = mapIn(input, 'toolArgs');
  const [file, content, old, text] = ['path', 'file_text', 'old_str', 'new_str'].map((key) => textIn(given, key));
  if (typeof file !== 'string') return [];
  if (tool === 'create' && typeof content === 'string') return [writing(file, content)];
  return tool === 'edit' && typeof old === 'string' && typeof text === 'string'
    ? [swapping(file, [{ old, text, isForAll: false }])]
    : [];
}

function patchIn(input: Input): string {
  return textIn(mapIn(input, 'toolArgs'), 'input') ?? textIn(input, 'toolArgs') ?? '';
}

import { type Agent, textIn } from './agent.ts';
import { answerOf, eventOf } from './claude.ts';
import { editsOfPatch } from './patch.ts';

/** Codex: the events of Claude Code, with the edits of `apply_patch`. https://developers.openai.com/codex/hooks */
export const codex: Agent = {
  wrote: (input) => textIn(input, 'hook_event_name') !== null && textIn(input, 'turn_id') !== null,
  eventOf: (input) =>
    eventOf(input, (tool, given) => (tool === 'apply_patch' ? editsOfPatch(textIn(given, 'command') ?? '') : [])),
  answer: answerOf,
};

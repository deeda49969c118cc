import { type Agent, textIn } from './agent.ts';

/** Cursor: it can be answered only when it stops, with a message that goes on. https://cursor.com/docs/hooks */
export const cursor: Agent = {
  wrote: (input) => textIn(input, 'conversation_id') !== null && textIn(input, 'hook_event_name') !== null,
  eventOf(input) {
    const roots = Array.isArray(input['workspace_roots']) ? (input['workspace_roots'] as unknown[]) : [];
    const cwd = typeof roots[0] === 'string' ? roots[0] : null;
    // What a person has stopped does not go on.
    const isStop = textIn(input, 'hook_event_name') === 'stop' && textIn(input, 'status') === 'completed';
    return isStop ? { kind: 'stop', cwd, conversation: textIn(input, 'conversation_id') ?? '' } : null;
  },
  answer: (_, text) => ({ followup_message: text }),
};

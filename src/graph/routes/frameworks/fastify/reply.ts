import type { Link, Said } from '../../handlers/statuses.ts';

const setters = new Set(['code', 'status', 'statusCode=']);

/** `reply.code(404).send(x)`, `reply.redirect(url, 301)`. */
export function readReply(links: readonly Link[]): Said | null {
  const set = links.find(({ name }) => setters.has(name));
  const last = links.at(-1);
  if (set?.args[0]) return { kind: 'set', status: set.args[0], open: set === last };
  // Which of two arguments is the status depends on the version.
  if (last?.name === 'redirect') return last.args.length === 1 ? { kind: 'set', status: 302, open: false } : null;
  return last?.name === 'send' && links.length === 1 ? { kind: 'implied', status: 200 } : null;
}

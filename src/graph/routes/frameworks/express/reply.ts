import type { Link, Said } from '../../handlers/statuses.ts';

const setters = new Set(['status', 'statusCode=', 'writeHead']);
const senders = new Set(['json', 'jsonp', 'send', 'end', 'render', 'sendFile', 'download']);

/** `response.status(404).json(x)`, `response.sendStatus(204)`, `response.redirect(301, url)`. */
export function readReply(links: readonly Link[]): Said | null {
  const set = links.find(({ name }) => setters.has(name));
  const last = links.at(-1);
  if (set?.args[0]) return { kind: 'set', status: set.args[0], open: set === last };
  if (last?.name === 'sendStatus' && last.args[0]) return { kind: 'set', status: last.args[0], open: false };
  if (last?.name === 'redirect')
    return { kind: 'set', status: last.args.length > 1 && last.args[0] ? last.args[0] : 302, open: false };
  return last && links.length === 1 && senders.has(last.name) ? { kind: 'implied', status: 200 } : null;
}

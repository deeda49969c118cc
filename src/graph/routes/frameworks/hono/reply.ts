import type { Link, Said } from '../../handlers/statuses.ts';

const senders = new Set(['json', 'text', 'html', 'body', 'newResponse']);

/** `c.json(x, 404)`, `c.status(404)`, `c.redirect(url, 301)`, `c.notFound()`. */
export function readReply([link, ...others]: readonly Link[]): Said | null {
  if (!link || others.length > 0) return null;
  const [first, second] = link.args;
  switch (link.name) {
    case 'status':
      return first ? { kind: 'set', status: first, open: true } : null;
    case 'redirect':
      return { kind: 'set', status: second ?? 302, open: false };
    case 'notFound':
      return { kind: 'set', status: 404, open: false };
    default:
      if (!senders.has(link.name)) return null;
      return second ? { kind: 'set', status: second, open: false } : { kind: 'implied', status: 200 };
  }
}

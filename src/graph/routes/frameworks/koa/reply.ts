import type { Link, Said } from '../../handlers/statuses.ts';

/** `ctx.status = 404`, `ctx.body = x`, `ctx.throw(404)`, `ctx.redirect(url)`; also on `ctx.response`. */
export function readReply(links: readonly Link[]): Said | null {
  const [link, ...others] = links[0]?.name === 'response' ? links.slice(1) : links;
  if (!link || others.length > 0) return null;
  const [first] = link.args;
  switch (link.name) {
    case 'status=':
      return first ? { kind: 'set', status: first, open: true } : null;
    case 'throw':
      return first ? { kind: 'set', status: first, open: false } : null;
    case 'redirect':
      return { kind: 'set', status: 302, open: false };
    case 'body=':
      return { kind: 'implied', status: 200 };
    default:
      return null;
  }
}

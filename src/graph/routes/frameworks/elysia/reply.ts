import type { Link, Said } from '../../handlers/statuses.ts';

/** `status(404, x)`, `error(404)`, `set.status = 404`, `redirect(url, 301)`. */
export function readReply(links: readonly Link[]): Said | null {
  const last = links.at(-1);
  const [first, second] = last?.args ?? [];
  if (last?.name === 'status=' && links.at(-2)?.name === 'set' && first)
    return { kind: 'set', status: first, open: true };
  if (links.length > 1) return null;
  if (last?.name === 'redirect') return { kind: 'set', status: second ?? 302, open: false };
  return (last?.name === 'status' || last?.name === 'error') && first
    ? { kind: 'set', status: first, open: false }
    : null;
}

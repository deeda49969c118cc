import { below, type FileRouter, spelled, withoutGroups } from '../file-router.ts';

/** `src/routes/users/[id]/+server.ts`. */
export const sveltekit: FileRouter = {
  title: 'SvelteKit',
  packages: ['@sveltejs/kit'],
  routeOf(path) {
    const segments = below(path, ['src/routes'])?.split('/');
    if (segments?.pop() !== '+server') return null;
    return { path: spelled(withoutGroups(segments).map(unescaped)), answers: 'exports' };
  },
};

/** `[x+2e]well-known` is `.well-known`. */
function unescaped(segment: string): string {
  return segment.replace(/\[[xu]\+([0-9a-f]{2,6})\]/gi, (_, code: string) => String.fromCodePoint(parseInt(code, 16)));
}

import { expect, it } from 'vitest';
import { type FrameworkName, frameworks, roleFinder } from './frameworks.ts';

/** A project in which `app/package.json` declares one package. */
function rolesWith(declared: string, tree: readonly string[] = []): ReturnType<typeof roleFinder> {
  const app = { folder: 'app' } as never;
  return roleFinder(
    {
      tree,
      packages: {
        owner: (file) => (file.startsWith('app/') ? app : null),
        range: (name, file) => (name === declared && file.startsWith('app/') ? '1' : null),
      },
    },
    null,
  );
}

const read: Readonly<Record<FrameworkName, readonly string[]>> = {
  next: [
    'app/[id]/',
    'app/[[...rest]]/',
    'src/app/(.)(..)photo/',
    'app/@team/',
    'app/opengraph-image2.tsx',
    'pages/[...slug].ts',
    'proxy.ts',
    'src/middleware.ts',
  ],
  nuxt: [
    'pages/[id].vue',
    'pages/u-[[group]]/',
    'server/api/[id].post.ts',
    'server/routes/[...].ts',
    'app/pages/(group)/',
    'error.vue',
  ],
  sveltekit: [
    'src/routes/+page.svelte',
    'src/routes/[x]-[y]/',
    'src/routes/+layout@(app).svelte',
    'src/hooks.client.ts',
  ],
  remix: [
    'app/routes/$.tsx',
    'app/routes/blog_/',
    'app/routes/($lang)._index.tsx',
    'app/routes/[a]b.ts',
    'app/entry.client.tsx',
  ],
  tanstack: [
    'src/routes/__root.tsx',
    'src/routes/$id.edit.tsx',
    'src/routes/-parts/',
    'src/routes/(group)/',
    'src/routeTree.gen.ts',
  ],
  astro: ['src/pages/[lang]-[version].astro', 'src/pages/404.astro', 'src/content.config.ts'],
  expo: ['app/(tabs)/', 'app/+html.tsx', 'src/app/[...missing].tsx', 'app/_layout.tsx', 'app/users+api.ts'],
  storybook: ['.storybook/preview.tsx', '.storybook/manager-head.html'],
};

it.each(Object.entries(read))('knows what %s reads, and only where it reads it', (name, paths) => {
  const { title, packages } = frameworks[name as FrameworkName];
  for (const declared of packages) {
    const roleOf = rolesWith(declared);
    for (const path of paths) {
      const isFolder = path.endsWith('/');
      const at = `app/${isFolder ? path.slice(0, -1) : path}`;
      expect([path, roleOf(at, isFolder)?.framework]).toEqual([path, title]);
      expect(roleOf(`other/${at}`, isFolder)).toBe(null);
      expect(rolesWith('react')(at, isFolder)).toBe(null);
    }
    expect(roleOf('app/lib/[id].ts', false)).toBe(null);
  }
});

it.each([
  ['app/app/[userId', '[userId]'],
  ['app/app/userId]', '[userId]'],
  ['app/app/(shop', '(shop)'],
  ['app/app/shop)', '(shop)'],
  ['app/app/[[...rest]', '[[...rest]]'],
  ['app/app/[a][b]', null],
])('tells how %s is meant', (path, mended) => {
  expect(rolesWith('next')(path, true)).toEqual({ framework: 'Next.js', isBroken: true, mended });
});

it('takes the nearest of a configuration and a declaration as the folder of the app', () => {
  const roleOf = rolesWith('next', ['app/web/next.config.mjs', 'docs/next.config.js']);
  expect(roleOf('app/web/pages/[id].ts', false)?.framework).toBe('Next.js');
  expect(roleOf('docs/pages/[id].ts', false)?.framework).toBe('Next.js');
  expect(roleOf('app/other/pages/[id].ts', false)).toBe(null);
});

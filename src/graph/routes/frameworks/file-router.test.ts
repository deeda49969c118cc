import { expect, it } from 'vitest';
import { pathsOf, spell } from '../path.ts';
import { brackets } from './brackets.ts';
import { fileRouters } from './index.ts';

it.each<[framework: string, file: string, answers: string | null, paths?: string[]]>([
  ['Next.js', 'app/route.ts', 'exports', ['/']],
  ['Next.js', 'src/app/api/users/[id]/route.tsx', 'exports', ['/api/users/{id}']],
  ['Next.js', 'app/(shop)/@cart/items/[...slug]/route.js', 'exports', ['/items/*']],
  ['Next.js', 'app/docs/[[...slug]]/route.ts', 'exports', ['/docs', '/docs/*']],
  ['Next.js', 'app/%5Finternal/route.ts', 'exports', ['/_internal']],
  ['Next.js', 'app/_lib/route.ts', null],
  ['Next.js', 'app/users/page.tsx', null],
  ['Next.js', 'lib/app/route.ts', null],
  ['Next.js', 'pages/api/index.ts', 'any', ['/api']],
  ['Next.js', 'src/pages/api/users/[id].ts', 'any', ['/api/users/{id}']],
  ['Next.js', 'pages/users/[id].tsx', null],
  [
    'SvelteKit',
    'src/routes/(app)/api/[[lang]]/users/[id=integer]/+server.ts',
    'exports',
    ['/api/users/{id}', '/api/{lang}/users/{id}'],
  ],
  ['SvelteKit', 'src/routes/[x+2e]well-known/keys/+server.js', 'exports', ['/.well-known/keys']],
  ['SvelteKit', 'src/routes/users/+page.server.ts', null],
  ['Astro', 'src/pages/posts/[slug].json.ts', 'exports', ['/posts/{slug}.json']],
  ['Astro', 'src/pages/_helpers/a.ts', null],
  ['Nuxt and Nitro', 'server/api/users/[id].get.ts', 'get', ['/api/users/{id}']],
  ['Nuxt and Nitro', 'server/api/index.post.ts', 'post', ['/api']],
  ['Nuxt and Nitro', 'server/routes/files/[...path].ts', 'any', ['/files/*']],
  ['Nuxt and Nitro', 'server/utils/db.ts', null],
  ['Remix and React Router', 'app/routes/api.users.$id.ts', 'loaders', ['/api/users/{id}']],
  ['Remix and React Router', 'app/routes/_auth.users_.new/route.tsx', 'loaders', ['/users/new']],
  ['Remix and React Router', 'app/routes/_index.ts', 'loaders', ['/']],
  ['Remix and React Router', 'app/routes/files.$.ts', 'loaders', ['/files/*']],
  ['Remix and React Router', 'app/routes/($lang).about.ts', 'loaders', ['/about', '/{lang}/about']],
  ['Remix and React Router', 'app/routes/(en).about.ts', 'loaders', ['/about', '/*/about']],
  ['Remix and React Router', 'app/routes/sitemap[.]xml.ts', 'loaders', ['/sitemap.xml']],
  ['Remix and React Router', 'app/routes/users/helper.ts', null],
])('%s: %s', (framework, file, answers, paths = []) => {
  const route = fileRouters.find(({ title }) => title === framework)?.routeOf(file) ?? null;
  const found = route === null || typeof route.answers === 'string' ? (route?.answers ?? null) : route.answers.method;
  expect(found).toBe(answers);
  expect(route ? pathsOf({ kind: 'text', text: route.path }, brackets).map(spell) : []).toEqual(paths);
});

import { describe, expect, it } from 'vitest';
import type { Sections } from '../core/fact.ts';
import { createLanguages, languageOf } from './index.ts';
import { costOf } from '../../test/cost.ts';

const languages = createLanguages('oxc');
function read(file: string, text: string): Partial<Sections> {
  return (
    languageOf(languages, file)?.extract(text, [
      'imports',
      'exports',
      'declarations',
      'references',
      'suppressions',
      'size',
      'problems',
      'ambient',
    ]) ?? {}
  );
}
const summary = ({ imports = [], exports = [], declarations = [], problems = [] }: Partial<Sections>) => ({
  imports: imports.map(({ specifier, at }) => `${specifier} ${at.line}:${at.column}`),
  exports: exports.map(({ name }) => name),
  declared: declarations.map(({ name, at }) => `${name} ${at.line}:${at.column}`),
  problems: problems.map(({ text, at }) => `${at.line}:${at.column} ${text}`),
});
const nothing = { imports: [], exports: ['default'], declared: [], problems: [] };

describe('the scripts of components', () => {
  it.each<readonly [what: string, file: string, text: string, expected: object]>([
    [
      'Vue: both scripts, in their places',
      'a.vue',
      '<template>\n  <Card :title="title" />\n</template>\n\n<script lang="ts">\nexport default { name: "A" } satisfies Options\n</script>\n<script setup lang="ts" generic="T extends Record<string, \'>\'>">\nimport Card from "./Card.vue"\nconst title: T = 1\n</script>\n<style>a > b {}</style>\n',
      {
        imports: ['./Card.vue 9:18'],
        exports: ['default'],
        declared: ['name 6:18', 'Card 9:8', 'title 10:7'],
        problems: [],
      },
    ],
    [
      'Vue: a script elsewhere',
      'a.vue',
      '<script lang="ts" src="./a.ts"></script>\n<template><p/></template>',
      { ...nothing, imports: ['./a.ts 1:24'] },
    ],
    [
      'Vue: what a template or a comment shows is no code',
      'a.vue',
      '<!-- <script>import "./no"</script> -->\n<template><template #x><script>import "./no"</script></template>\n<script>import "./no"</script></template>\n<script>\nimport "./yes"\n</script>',
      { ...nothing, imports: ['./yes 5:8'] },
    ],
    [
      'Vue: what is wrong, in its place',
      'a.vue',
      '<template/>\n<script>\nconst = 1\n</script>',
      { ...nothing, exports: ['default'], problems: ['3:7 Variable declaration expected.'] },
    ],
    [
      'Vue: a script that does not end, with text behind it',
      'a.vue',
      '<script>\nif (a) {\n</script>\n<template>\n  <p />\n</template>',
      { ...nothing, problems: ["6:12 '}' expected."] },
    ],
    ['Vue: no script at all', 'a.vue', '<template>hello</template>', nothing],
    [
      'Svelte: module and instance, not the head',
      'a.svelte',
      '<script context="module">\n  export const prerender = true;\n</script>\n<script lang="ts">\n  import { page } from "$app/stores";\n  export let size: number;\n  $: double = size * 2;\n</script>\n<svelte:head><script>import "./no"</script></svelte:head>\n{$page} {double}\n',
      {
        imports: ['$app/stores 5:24'],
        exports: ['default', 'prerender', 'size'],
        declared: ['prerender 2:16', 'size 6:14'],
        problems: [],
      },
    ],
    [
      'Astro: the fence and the scripts that are bundled',
      'a.astro',
      '---\nimport Base from "../layouts/Base.astro";\nconst { slug } = Astro.params;\nif (!slug) return Astro.redirect("/");\n---\n<Base><h1>{slug}</h1></Base>\n<script is:inline>import "./no"</script>\n<script type="application/ld+json">{"a": 1}</script>\n<script>\n  import { start } from "../client/start";\n  start();\n</script>\n',
      {
        imports: ['../layouts/Base.astro 2:18', '../client/start 10:25'],
        exports: ['default'],
        declared: ['Base 2:8', 'slug 3:9'],
        problems: [],
      },
    ],
    ['Astro: a fence without an end', 'a.astro', '---\nimport a from "a"\n', nothing],
    [
      'a byte order mark and other line ends',
      'a.vue',
      '\ufeff<script>\r\nimport a from "./a"\r\n</script>\r\n',
      { ...nothing, imports: ['./a 2:15'], declared: ['a 2:8'] },
    ],
    ['tags that never end', 'a.vue', '<script a="', nothing],
    ['tags that never end', 'a.vue', '<script>import "./no"', nothing],
    ['comments that never end', 'a.vue', '<!-- <script>import "./no"</script>', nothing],
  ])('%s', (_, file, text, expected) => {
    expect(summary(read(file, text))).toEqual(expected);
  });

  it('keeps comments, line counts and says nothing of unused names', () => {
    const { size, suppressions, references } = read(
      'a.vue',
      '<template>\n</template>\n<script setup>\n// lintel-ignore naming/x -- a reason\nconst used_in_template = 1\n</script>\n',
    );
    expect([size?.lines, suppressions?.map(({ rules, covers }) => [rules, covers]), references]).toEqual([
      6,
      [[['naming/x'], [5, 5]]],
      [],
    ]);
  });

  it.each(['<script ', '<script>', '<template ', '<!--', '<script a="', "<script a='>"])(
    'reads a hostile text without going over it again and again: %s',
    (part) => {
      const text = part.repeat(200_000);
      expect(costOf(() => read('a.vue', text))).toBeLessThan(3000);
    },
  );
});

import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { edition } from './edition.ts';

it.each(['oxc-parser', 'typescript', '@typescript-eslint/parser', '@typescript-eslint/scope-manager'])(
  'knows the version of %s',
  (library) => {
    const manifest = new URL(`../../node_modules/${library}/package.json`, import.meta.url);
    const { version } = JSON.parse(readFileSync(manifest, 'utf8')) as { readonly version: string };
    expect(edition.split(' ')).toContain(version);
  },
);

import { expect, test } from 'vitest';
import { ownersOf } from './owners.ts';

const text = `# who owns what
*            @all      # everything else
*.css        @styles
/docs/*      @docs
apps/        @apps
/src/oven/** @bakers @heat
src/till     @tills
[Section]
/src/oven/cold.ts
`;

test.each([
  ['readme.ts', ['@all']],
  ['deep/down/a.css', ['@styles']],
  ['docs/a.md', ['@docs']],
  ['docs/more/a.md', ['@all']],
  ['packages/apps/a/b.ts', ['@apps']],
  ['src/oven/bake.ts', ['@bakers', '@heat']],
  ['src/till/a.ts', ['@tills']],
  ['src/oven/cold.ts', ['(no owner)']],
])('%s belongs to %j', (file, owners) => {
  expect(ownersOf((path) => (path === '.github/CODEOWNERS' ? text : null))(file)).toEqual(owners);
});

test('nothing has an owner without CODEOWNERS', () => {
  expect(ownersOf(() => null)('a.ts')).toEqual(['(no owner)']);
});

import type { Idiom } from '../../../core/language.ts';
import { isExecutable } from './executable.ts';
import { quote } from './quote.ts';
import { isVariableName } from './variable-name.ts';

/** What holds for TypeScript and JavaScript. */
export const typescript: Idiom = {
  name: 'typescript',
  tests: ['**/*.{test,spec}.*', '**/__tests__/**', '**/__mocks__/**', '**/__fixtures__/**', '**/tests/**'],
  declares: false,
  isContent: false,
  isVariableName,
  isExecutable,
  canReexport: (file) => !file.endsWith('.cjs'),
  quote,
};

/** What holds for `.d.ts`. */
export const declarations: Idiom = {
  ...typescript,
  declares: true,
  isExecutable: () => false,
  canReexport: () => false,
};

/** What holds for the scripts of Vue, Svelte and Astro files, which are imported for the component. */
export const embedded: Idiom = { ...typescript, canReexport: () => false };

/** What holds for the code of a document: it only sets up what the text shows. */
export const documented: Idiom = { ...embedded, isContent: true, isExecutable: () => false };

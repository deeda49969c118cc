import type { Program } from 'typescript';

/** What is left of the imports and re-exports of each file in what TypeScript writes: `import ./x`, `export ./x`, `require ./x`, in order. */
export function emittedBy(program: Program): Map<string, string[]>;

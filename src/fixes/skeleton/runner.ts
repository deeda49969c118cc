export const runners = ['vitest', 'jest', 'mocha', 'bun:test', 'node:test'] as const;
export type Runner = (typeof runners)[number];

/** What package.json says of a file's package. */
export interface Manifest {
  declares(name: string): boolean;
  /** The texts of the package.json files that may have its scripts. */
  readonly texts: readonly string[];
}

const packages: Readonly<Record<Runner, readonly string[]>> = {
  vitest: ['vitest'],
  jest: ['jest', '@jest/core', 'react-scripts'],
  mocha: ['mocha'],
  'bun:test': [],
  'node:test': [],
};
const commands: Readonly<Record<Runner, RegExp>> = {
  vitest: /"(?:[^"]* )?vitest\b/,
  jest: /"(?:[^"]* )?jest\b/,
  mocha: /"(?:[^"]* )?mocha\b/,
  'bun:test': /\bbun (?:run )?test\b/,
  'node:test': /\b(?:node|tsx)\b[^"]* --test\b/,
};

/** The runner that a package declares, or else the one that its scripts run. */
export function declaredRunner({ declares, texts }: Manifest): Runner | null {
  return (
    runners.find((runner) => packages[runner].some(declares)) ??
    runners.find((runner) => texts.some((text) => commands[runner].test(text))) ??
    null
  );
}

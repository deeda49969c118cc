import { defineConfig } from 'vitest/config';
import type { Reporter } from 'vitest/reporters';

/** One plain line at the end, for machines. */
const closing: Reporter = {
  onTestRunEnd(modules) {
    const states = modules.flatMap((module) => [...module.children.allTests()].map((test) => test.result().state));
    const count = (state: string): number => states.filter((one) => one === state).length;
    console.log(`${count('passed')} passed, ${count('failed')} failed, ${count('skipped')} skipped`);
  },
};

/** These install packages from a registry: `npm run test:package`. */
export const packageTests = [
  'test/package.test.ts',
  'test/runners.test.ts',
  'test/schemas.test.ts',
  'test/turbo.test.ts',
];

/** Opens pages in a browser, which it installs from a registry: `npm run test:browser`. */
export const browserTest = 'test/browser.test.ts';

export default defineConfig({
  test: {
    include: ['src/**/*.test.ts', 'test/**/*.test.ts'],
    exclude: [...packageTests, browserTest],
    testTimeout: 60_000,
    hookTimeout: 60_000,
    // Nothing in Lintel holds anything of one project for another, so the files of one worker share their modules.
    isolate: false,
    // On two cores vitest would use one.
    maxWorkers: '100%',
    reporters: ['default', closing],
  },
});

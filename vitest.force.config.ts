import { defineConfig } from 'vitest/config';

/** What needs minutes, root or a disk of its own: `npm run test:force`. */
export default defineConfig({ test: { include: ['test/force/*.ts'], testTimeout: 3_600_000 } });

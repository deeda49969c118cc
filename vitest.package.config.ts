import { defineConfig } from 'vitest/config';
import base, { packageTests } from './vitest.config.ts';

export default defineConfig({ test: { ...base.test, include: packageTests, exclude: [] } });

import { defineConfig } from 'vitest/config';
import base, { packageTest } from './vitest.config.ts';

export default defineConfig({ test: { ...base.test, include: [packageTest], exclude: [] } });

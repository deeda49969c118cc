import { defineConfig } from 'vitest/config';
import base, { browserTest } from './vitest.config.ts';

export default defineConfig({ test: { ...base.test, include: [browserTest], exclude: [] } });

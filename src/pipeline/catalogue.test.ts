import { expect, it } from 'vitest';
import { z } from 'zod';
import { defineCheck } from '../core/check.ts';
import { lintFiles } from '../testing/index.ts';

const broken = defineCheck({
  name: 'broken',
  family: 'structure',
  summary: 'Nothing.',
  options: z.strictObject({}),
  reads: () => ({}),
  messages: {},
  statement: () => 'nothing',
  check: () => {
    throw new Error('the oven is cold');
  },
});

const files = {
  'lintel.yaml': `version: 1
extends: [lintel/domain-layers]
zones: { till: "src/till.ts", oven: "src/oven.ts" }
rules:
  z/layers: { check: layers, layers: [till, oven], because: the oven was here first, see: "#layers" }
  a/cycles: { check: cycles, severity: warn }
  b/report: { check: coverage, report: lcov.info, minimum: { lines: 50 } }
  c/broken: { check: broken }
  d/off: { check: cycles, severity: off }
`,
  'CONVENTIONS.md': '# Layers\n',
  'src/till.ts': 'export const till = 1;\n',
  'src/oven.ts':
    "import { till } from './till.js';\nimport { till as again } from './till.js';\nexport const oven = till + again;\n",
};

it('lists every rule that was to run, with what it demands and what came of it', () => {
  const { rules } = lintFiles(files, { checks: [broken], mode: 'loop' });
  const own = rules.filter(({ id }) => /^(?:[a-z]\/|parse)/.test(id));
  expect(own.map(({ id, outcome, violations, reason }) => [id, outcome, violations, reason?.split('\n')[0]])).toEqual([
    ['a/cycles', 'passed', 0, undefined],
    ['b/report', 'not-run', 0, 'lcov.info does not exist'],
    [
      'c/broken',
      'not-run',
      0,
      expect.stringMatching(/^check broken crashed on rule c\/broken; .*Error: the oven is cold/),
    ],
    ['parse', 'passed', 0, undefined],
    ['z/layers', 'broken', 2, undefined],
  ]);
  expect(rules.find(({ id }) => id === 'z/layers')).toEqual({
    id: 'z/layers',
    check: 'layers',
    family: 'layering',
    severity: 'error',
    statement: 'till > oven, each imports only layers below it',
    summary: 'A file imports only from its own layer and the layers below it.',
    why: 'the oven was here first',
    see: { file: 'CONVENTIONS.md', anchor: 'layers', line: 1, heading: 'Layers', quote: null },
    docs: 'docs/checks/layers.md',
    outcome: 'broken',
    violations: 2,
    reason: null,
  });
});

it('lists a rule of a pack that matches nothing as not run, and a check of one’s own without a page', () => {
  const { rules } = lintFiles(files, { checks: [broken] });
  const packed = rules.filter(({ id }) => id.startsWith('domain-layers/'));
  expect(packed).not.toEqual([]);
  expect(packed.every(({ outcome, reason }) => outcome === 'not-run' && reason !== null)).toBe(true);
  expect(rules.find(({ id }) => id === 'c/broken')?.docs).toBeNull();
});

it('lists only the rule that was asked for', () => {
  const { rules } = lintFiles(files, { checks: [broken], rule: 'a/cycles' });
  expect(rules.map(({ id }) => id)).toEqual(['a/cycles']);
});

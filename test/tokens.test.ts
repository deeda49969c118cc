import { Tiktoken } from 'js-tiktoken/lite';
import o200k from 'js-tiktoken/ranks/o200k_base';
import { expect, it } from 'vitest';
import type { Report, ReportedViolation } from '../src/core/report.ts';
import { reporters } from '../src/reporters/index.ts';
import { lintFiles } from '../src/testing/index.ts';

// What the agent format costs its reader, on the paths and names of two public monorepos (medusa, formbricks) with violations of every family.

const encoding = new Tiktoken(o200k);

const rules = `version: 1
zones:
  workflows: "packages/core/core-flows/src/**"
  types: "packages/core/types/src/**"
  models: "packages/modules/{module}/src/models/**"
  services: "packages/modules/{module}/src/services/**"
  module: "packages/modules/{module}/**"
  components: "apps/web/modules/ui/**"
  web: "apps/web/**"
rules:
  contract/store: { check: openapi, spec: packages/medusa/openapi.yaml, see: "#api" }
  coverage/services: { check: has-test, in: services, test: "{dir}/__tests__/{name}.spec.ts", see: "#tests" }
  layering/core: { check: layers, layers: [workflows, types], because: "INC-512: a workflow pulled it into the storefront.", see: "#layers" }
  layering/cycles: { check: cycles, see: "#cycles" }
  layering/models: { check: protected, zone: models, only: [services], see: "#models" }
  layering/modules: { check: independent, zones: [module], see: "#modules" }
  layering/moment: { check: imports, deny: { packages: [moment] }, see: "#dates" }
  layering/ui: { check: imports, from: components, deny: "apps/web/lib/**", because: "The survey editor reuses these parts, and has no database.", see: "#components" }
  naming/files: { check: file-naming, files: kebab-case, see: "#files" }
  naming/functions: { check: naming, in: web, names: { function: camelCase }, see: "#names" }
  naming/types: { check: naming, names: { interface: { style: PascalCase, not-match: "^I[A-Z]" } }, see: "#names" }
  structure/readme: { check: required-files, in: module, files: [README.md], see: "#modules" }
`;

const chapters = ['API', 'Tests', 'Layers', 'Cycles', 'Models', 'Modules', 'Dates', 'Components', 'Files', 'Names'];
const three = <T>(make: (n: number) => T): T[] => [0, 1, 2].map(make);
const areas = ['order', 'cart', 'fulfillment'] as const;
const at = (n: number): (typeof areas)[number] => areas[n] ?? 'order';

/** Three violations of each rule, and of none other. */
const files: Record<string, string> = {
  'lintel.yaml': rules,
  'CONVENTIONS.md': chapters.map((chapter) => `## ${chapter}\n`).join('\n'),
  'package.json': '{ "dependencies": { "express": "5", "moment": "2" } }',
  'packages/medusa/openapi.yaml': 'openapi: 3.1.0\ninfo: { title: Store, version: "1" }\npaths: {}\n',
  'packages/medusa/src/api/store/router.ts': `import express from 'express';\nexport const app = express();\n${three((n) => `app.post('/store/${at(n)}s/:id/line-items', (_, response) => response.end());\n`).join('')}`,
  ...(Object.assign(
    {},
    ...(three((n) => ({
      [`packages/modules/${at(n)}/src/services/${at(n)}-module-service.ts`]: `import { ${at(n)}Model } from '../models/${at(n)}-line-item-adjustment';\nexport const service = () => ${at(n)}Model;\n`,
      [`packages/modules/${at(n)}/src/models/${at(n)}-line-item-adjustment.ts`]: `export const ${at(n)}Model = {};\n`,
      [`packages/core/types/src/${at(n)}/common/${at(n)}-change.ts`]: `import { delete${n}Workflow } from '../../../../core-flows/src/${at(n)}/workflows/delete-${at(n)}-change';\nexport type Change = typeof delete${n}Workflow;\n`,
      [`packages/core/core-flows/src/${at(n)}/workflows/delete-${at(n)}-change.ts`]: `export const delete${n}Workflow = 1;\n`,
      [`apps/web/modules/ee/contacts/segments/components/segment-${at(n)}.tsx`]: `import { editor${n} } from './segment-${at(n)}-editor';\nexport const segment${n} = () => editor${n};\n`,
      [`apps/web/modules/ee/contacts/segments/components/segment-${at(n)}-editor.tsx`]: `import { segment${n} } from './segment-${at(n)}';\nexport const editor${n} = () => segment${n};\n`,
      [`packages/core/utils/src/totals/${at(n)}/transform-properties-to-bignum.ts`]: `import { ${at(n)}Model } from '../../../../../modules/${at(n)}/src/models/${at(n)}-line-item-adjustment';\nexport const transform = ${at(n)}Model;\n`,
      [`packages/modules/${at(n)}/src/utils/apply-changes-to-${at(n)}.ts`]: `import { format${n} } from '../../../pricing-${n}/src/utils/build-price-list-rules';\nexport const apply = () => format${n};\n`,
      [`packages/modules/pricing-${n}/src/utils/build-price-list-rules.ts`]: `export const format${n} = 1;\n`,
      [`packages/modules/pricing-${n}/README.md`]: '# Pricing\n',
      [`apps/web/modules/survey/editor/components/hidden-${at(n)}-card.tsx`]: `import moment from 'moment';\nexport const day = moment();\n`,
      [`apps/web/modules/ui/components/preview-survey/components/${at(n)}-modal.tsx`]: `import { cn } from '@/lib/cn';\nexport const modal = cn;\n`,
      [`apps/web/modules/auth/signup/components/SignupForm${n}.tsx`]: 'export {};\n',
      [`apps/web/modules/survey/link/lib/prefill/transformers-${n}.ts`]: `function transform_${at(n)}_value() { return 1; }\nexport const used = transform_${at(n)}_value();\n`,
      [`packages/core/types/src/http/return-reason/store/payloads-${n}.ts`]: `export interface IReturnReason${n} { id: string }\n`,
    })) as object[]),
  ) as Record<string, string>),
  'apps/web/lib/cn.ts': 'export const cn = 1;\n',
  'apps/web/tsconfig.json': '{ "compilerOptions": { "paths": { "@/*": ["./*"] } } }',
};

/** What these chapters could say; each has a sentence that is quoted. */
const sentences: Record<string, string> = {
  API: 'Clients are generated from the document, so every route must be in it before it is merged.',
  Tests: 'Every service has a test beside it. Tests never reach into another module.',
  Layers: 'Workflows know the types, and the types must know nobody.',
  Cycles: 'No import leads back to where it began.',
  Models: 'Models belong to the services of their module.',
  Modules: 'A module never imports another: what both need is passed in by a workflow.',
  Dates: 'Use `Temporal` for dates.',
  Components: 'The parts of the survey editor must not know the application around them.',
  Files: 'Files are kebab-case.',
  Names: 'Functions are camelCase, types PascalCase, without a prefix.',
};

const report = lintFiles(files);
const ruleIds = [...new Set(report.violations.map(({ rule }) => rule))];

/** Tokens of the agent format for these violations. */
function cost(violations: readonly ReportedViolation[], of = report): number {
  const summary: Report['summary'] = {
    ...of.summary,
    errors: violations.length,
    fixable: violations.filter(({ fix }) => fix?.safety === 'safe').length,
  };
  return encoding.encode(reporters.agent({ ...of, violations, summary }, { colour: false, lines: () => null })).length;
}

const of = (ids: readonly string[], each: number): ReportedViolation[] =>
  ids.flatMap((id) => report.violations.filter(({ rule }) => rule === id).slice(0, each));

it('every rule finds its three violations and no others', () => {
  expect(report.errors).toEqual([]);
  const counts = new Map<string, number>();
  for (const { rule } of report.violations) counts.set(rule, (counts.get(rule) ?? 0) + 1);
  expect(Object.fromEntries(counts)).toEqual(
    Object.fromEntries(report.rules.filter(({ outcome }) => outcome === 'broken').map(({ id }) => [id, 3])),
  );
  expect(ruleIds).toHaveLength(12);
});

// Cycles tell a way, routes what to write, and rules on imports what is imported, who else imports it and what to move: they may cost more.
const dear: readonly string[] = ['layering/cycles', 'contract/store'];
const advised = (rule: string): boolean => dear.includes(rule) || rule.startsWith('layering/');
const plain = ruleIds.filter((id) => !dear.includes(id));

it('twelve violations of four rules cost at most 62 tokens each, on the average of all fours', () => {
  const fours = plain.flatMap((a, i) =>
    plain
      .slice(i + 1)
      .flatMap((b, j) => plain.slice(i + j + 2).flatMap((c, k) => plain.slice(i + j + k + 3).map((d) => [a, b, c, d]))),
  );
  const costs = fours.map((ids) => cost(of(ids, 3)) / 12);
  expect(fours).toHaveLength(210);
  expect(costs.reduce((sum, each) => sum + each, 0) / 210).toBeLessThanOrEqual(62);
  expect(Math.max(...costs)).toBeLessThanOrEqual(95);
});

it('twelve violations of twelve rules cost at most 92 each', () => {
  expect(cost(of(ruleIds, 1)) / 12).toBeLessThanOrEqual(92);
});

it('a quotation of the conventions costs 15 tokens for each rule, however many violations it has', () => {
  const told = chapters.map((chapter) => `## ${chapter}\n\n${sentences[chapter]}\n`).join('\n');
  const quoting = lintFiles({ ...files, 'CONVENTIONS.md': told });
  expect(quoting.violations.map(({ id }) => id)).toEqual(report.violations.map(({ id }) => id));
  const rise = cost(quoting.violations, quoting) - cost(report.violations);
  expect(rise).toBeGreaterThan(8 * ruleIds.length);
  expect(rise).toBeLessThanOrEqual(15 * ruleIds.length);
});

it('one alone costs at most 110, with a way, a text to write or a move 150', () => {
  expect(
    report.violations
      .map((one) => [one.rule, cost([one])] as const)
      .filter(([rule, tokens]) => tokens > (advised(rule) ? 150 : 110)),
  ).toEqual([]);
});

it('the more there are, the less each costs', () => {
  const costs = [5, 12, 20, 36].map((n) =>
    Math.round(
      cost(
        Array.from({ length: n }, (_, i) => report.violations[Math.floor((i * 36) / n)]).filter(
          (one) => one !== undefined,
        ),
      ) / n,
    ),
  );
  expect(costs).toEqual([...costs].sort((a, b) => b - a));
});

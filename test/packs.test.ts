import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { errorLine } from '../src/core/error.ts';
import { foundIn, lintFiles, readmeCases, reportOf } from '../src/testing/index.ts';
import { home } from './bakery.ts';

const text = (path: string): string => readFileSync(join(home, path), 'utf8');
const namesIn = (folder: string): string[] => readdirSync(join(home, folder)).map((file) => file.split('.')[0] ?? '');

/** What the drifted project on the page of each pack breaks: the rule, the file and the line. */
const broken: Readonly<Record<string, readonly string[]>> = {
  clean: [
    'clean/frameworks src/application/pay-order.ts:1',
    'clean/frameworks src/application/pay-order.ts:2',
    'clean/layers src/domain/order.ts:1',
    'clean/layers src/presentation/order-controller.ts:1',
  ],
  hexagonal: [
    'hexagonal/adapters src/adapters/in/http/routes.ts:1',
    'hexagonal/layers src/adapters/out/postgres/orders.ts:1',
    'hexagonal/layers src/application/pay-order.ts:1',
    'hexagonal/layers src/domain/order.ts:1',
  ],
  'feature-sliced': [
    'feature-sliced/layers src/features/like/index.ts:1',
    'feature-sliced/layers src/shared/config.ts:1',
    'feature-sliced/public-api src/pages/home/index.ts:1',
    'feature-sliced/slices src/entities/album/index.ts:1',
    'feature-sliced/slices src/entities/artist/index.ts:1',
  ],
  nest: [
    'nest/controllers src/orders/orders.controller.ts:1',
    'nest/layers src/orders/orders.service.ts:2',
    'nest/layers src/users/user.entity.ts:1',
    'nest/modules src/orders/orders.service.ts:1',
  ],
  next: [
    'next/app-router app/shop/page.tsx:1',
    'next/common lib/menu.ts:1',
    'next/pages-router pages/legacy.tsx:1',
    'next/private app/blog/page.tsx:1',
    'next/routes app/shop/list.tsx:1',
  ],
  'nx-tags': [
    'nx-tags/apps apps/shop/src/main.ts:1',
    'nx-tags/public-api apps/shop/src/main.ts:2',
    'nx-tags/scopes libs/shared/util-money/src/index.ts:1',
    'nx-tags/scopes libs/users/feature-login/src/index.ts:1',
    'nx-tags/types libs/orders/ui-list/src/index.ts:1',
    'nx-tags/types libs/shared/util-money/src/index.ts:1',
  ],
  monorepo: [
    'monorepo/apps apps/shop/src/main.ts:2',
    'monorepo/cycles packages/core/src/index.ts:1',
    'monorepo/declared apps/admin/src/main.ts:1',
    'monorepo/entry-point apps/shop/src/main.ts:1',
    'monorepo/packages-below-apps packages/ui/src/button.ts:1',
  ],
};

describe.each(Object.keys(broken))('lintel/%s', (pack) => {
  const page = text(`docs/packs/${pack}.md`);
  const [clean, drifted, ...more] = readmeCases(page).map((one) => ({ ...one, report: reportOf(one) }));
  const rulesOf = (report: typeof clean): string[] =>
    (report?.report.rules ?? []).map(({ id }) => id).filter((id) => id.startsWith(`${pack}/`));

  it('runs every rule on a project that follows it, and finds nothing', () => {
    expect(clean && foundIn(clean.report)).toEqual([]);
    expect(clean?.report.rules.filter(({ outcome }) => outcome !== 'passed')).toEqual([]);
    expect(clean?.report.summary.notes.filter((note) => note.startsWith('warning'))).toEqual([]);
  });

  it('finds what its page marks in a project that does not, by every rule', () => {
    expect(drifted && foundIn(drifted.report)).toEqual(drifted?.expected);
    const found = drifted?.report.violations.map(({ rule, at }) => `${rule} ${at.file}:${at.place?.line}`) ?? [];
    expect(found.sort()).toEqual(broken[pack]);
    expect([...new Set(found.map((line) => line.split(' ')[0]))]).toEqual(rulesOf(drifted).sort());
    expect(more).toEqual([]);
  });

  it('has a page that names every rule and every zone', () => {
    const zones = [...text(`rules/${pack}.yaml`).matchAll(/^ {2}([\w-]+): ?(?:"|\[|$)/gm)].map(([, zone = '']) => zone);
    const missing = [...zones, ...rulesOf(clean)].filter((name) => !page.includes(`\`${name}\``));
    expect(missing).toEqual([]);
    expect(page.split('\n')[0]).toBe(`# lintel/${pack}`);
    for (const heading of ['When to use it', 'Tree', 'Rules', 'Change it']) expect(page).toContain(`\n## ${heading}\n`);
  });

  it('says what to change where none of its zones matches a file', () => {
    const { summary, rules } = lintFiles({ 'lintel.yaml': `version: 1\nextends: lintel/${pack}\n`, 'a.ts': '' });
    expect(summary.notes.join()).toContain(`lintel/${pack} checks nothing here`);
    expect(rules.filter(({ id, outcome }) => id.startsWith(`${pack}/`) && outcome !== 'not-run')).toEqual([]);
  });

  it('accepts the changes that its page shows', () => {
    const yaml = /```yml\n(.*?)```/s.exec(page)?.[1] ?? '';
    const { errors } = lintFiles({ 'lintel.yaml': `version: 1\n${yaml}`, 'a.ts': '' });
    expect(yaml).toContain(`lintel/${pack}`);
    expect(errors.filter(({ code }) => code !== 'nothing-matches')).toEqual([]);
  });
});

it('docs/packs.md lists every pack, and every page', () => {
  const index = text('docs/packs.md');
  expect(namesIn('rules').filter((pack) => !index.includes(`\`lintel/${pack}\``))).toEqual([]);
  expect(namesIn('docs/packs').filter((pack) => !index.includes(`(packs/${pack}.md)`))).toEqual([]);
  expect(namesIn('docs/packs').sort()).toEqual(Object.keys(broken).sort());
});

it('nx-tags checks scopes where none is shared', () => {
  const { violations } = lintFiles({
    'lintel.yaml': 'version: 1\nextends: lintel/nx-tags\n',
    'libs/orders/ui/src/index.ts':
      "import { users } from '../../../users/ui/src/index.js';\nexport const orders = users;\n",
    'libs/users/ui/src/index.ts': 'export const users = 1;\n',
  });
  expect(violations.map(({ rule }) => rule)).toEqual(['nx-tags/scopes']);
});

it('packs that can be combined do not give one name to different zones', () => {
  const meanings = new Map<string, Map<string, string[]>>();
  for (const pack of namesIn('rules')) {
    const { zones = {} } = parse(text(`rules/${pack}.yaml`)) as { readonly zones?: Readonly<Record<string, unknown>> };
    for (const [zone, globs] of Object.entries(zones)) {
      const packs = meanings.get(zone) ?? new Map<string, string[]>();
      const meaning = JSON.stringify(globs);
      meanings.set(zone, packs.set(meaning, [...(packs.get(meaning) ?? []), pack]));
    }
  }
  const shared = [...meanings.values()].filter((packs) => packs.size > 1);
  const together = shared.map((packs) => [...packs.values()].flat().sort().join(' and '));
  expect([...new Set(together)].sort()).toEqual(['clean and hexagonal', 'domain-layers and nest']);
});

it('an unknown pack is an error that names the nearest', () => {
  const { errors } = lintFiles({ 'lintel.yaml': 'version: 1\nextends: lintel/featured-sliced\n', 'a.ts': '' });
  expect(errors.map(errorLine)).toEqual([
    'lintel.yaml:2:10 unknown pack lintel/featured-sliced: did you mean "lintel/feature-sliced"?',
  ]);
});

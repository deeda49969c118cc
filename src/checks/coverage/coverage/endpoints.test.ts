import { expect, it } from 'vitest';
import { spelled } from '../../../core/options.ts';
import { areEndpointsKept, type EndpointsOption } from './endpoints.ts';

const documented = { spec: spelled('openapi.yaml') };

it.each<[before: EndpointsOption, after: EndpointsOption, kept: boolean]>([
  [false, false, true],
  [false, true, true],
  [true, documented, true],
  [documented, true, true],
  [true, false, false],
  [documented, false, false],
])('endpoints: %j, then %j', (before, after, kept) => {
  expect(areEndpointsKept({ endpoints: before }, { endpoints: after })).toBe(kept);
});

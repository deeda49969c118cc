import { format } from 'dependency-cruiser';
import { describe, expect, it } from 'vitest';
import { cruiseResult } from './cruise.ts';
import { hostile, layered, sourceFrom } from './source.fixture.ts';

const written = async (outputType: string): Promise<string> =>
  String((await format(cruiseResult(layered), { outputType })).output);

describe('the result for dependency-cruiser', () => {
  it.each([
    'anon',
    'archi',
    'azure-devops',
    'baseline',
    'cdot',
    'csv',
    'd2',
    'ddot',
    'dot',
    'err',
    'err-html',
    'err-long',
    'fdot',
    'flat',
    'html',
    'json',
    'markdown',
    'mermaid',
    'metrics',
    'null',
    'teamcity',
    'text',
  ])('is valid for its format %s', async (outputType) => {
    await expect(format(cruiseResult(layered), { outputType })).resolves.toHaveProperty('output');
    await expect(format(cruiseResult(hostile), { outputType })).resolves.toHaveProperty('output');
  });

  it('names violations by their rule; known ones do not fail', async () => {
    expect(await written('err')).toMatch(/error layering\/app: src\/db\/read\.ts → src\/ui\/page\.ts/);
    expect(cruiseResult(layered).summary).toMatchObject({ error: 1, ignore: 1, warn: 0, totalCruised: 4 });
  });

  it('tells which imports are part of a cycle', () => {
    const { modules } = cruiseResult(sourceFrom(['a.ts > b.ts', 'b.ts > c.ts', 'c.ts > b.ts']));
    const circular = modules.flatMap(({ source, dependencies }) =>
      dependencies.map((one) => `${source} ${one.resolved} ${one.circular}`),
    );
    expect(circular).toEqual(['a.ts b.ts false', 'b.ts c.ts true', 'c.ts b.ts true']);
  });

  it('measures the coupling of folders', () => {
    const folders = cruiseResult(layered).folders ?? [];
    expect(
      folders.map(({ name, moduleCount, afferentCouplings, efferentCouplings }) => [
        name,
        moduleCount,
        afferentCouplings,
        efferentCouplings,
      ]),
    ).toEqual([
      ['src', 4, 0, 0],
      ['src/db', 2, 2, 1],
      ['src/ui', 2, 1, 2],
    ]);
    expect(folders[1]?.instability).toBeCloseTo(1 / 3);
  });
});

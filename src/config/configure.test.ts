import { expect, test } from 'vitest';
import { configured, files, lines } from './checks.fixture.ts';

const tree = files('src/ui/page.ts', 'src/core/model.ts', 'src/core/model.test.ts', 'modules/billing/src/ui/view.ts', 'modules/billing/src/types/money.ts', 'app/[id]/page.ts');
const tables = String.raw``;
const cases: [string,string][] = JSON.parse(process.env['CASES']!);
test('x', () => { for (const [n, t] of cases) { let l; try { l = lines(configured({ ...tree, 'lintel/recommended': 'rules: {}', 'lintel/domain-layers': 'rules: {}', 'lintel.yaml': t })); } catch (e) { l = ['THROW ' + (e as Error).stack]; } console.log('### ' + n + '\n' + l.join('\n')); } expect(1).toBe(1); });

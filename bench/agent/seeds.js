import { operationsOf } from './module.js';

// Ways to break a rule in a module that violates none. The edit that undoes a seed is its ground truth. A seed is `open` if many texts would
// repair it (a README, a test): then `holds` says what every one of them has in common.

const swap = (files, path, old, text) => {
  const before = files.get(path);
  if (!before?.includes(old)) throw new Error(`${path} has no ${old}`);
  files.set(path, before.replaceAll(old, text));
};

const move = (files, from, to) => {
  files.set(to, files.get(from));
  files.delete(from);
};

/** The seeds of each family: the rule that each breaks, and how. */
export const families = {
  naming: [
    {
      kind: 'local name',
      rule: 'naming/symbols',
      plant: (files, { noun, folder }) =>
        swap(files, `${folder}/src/service/${noun}-total.ts`, 'amountBeforeTax', 'amount_before_tax'),
    },
    {
      kind: 'file name',
      rule: 'naming/files',
      plant(files, { noun, type, folder }) {
        move(files, `${folder}/src/repo/${noun}-store.ts`, `${folder}/src/repo/${type}Store.ts`);
        swap(files, `${folder}/src/service/${noun}-total.ts`, `${noun}-store.js`, `${type}Store.js`);
        swap(files, `${folder}/tests/${noun}-total.test.ts`, `${noun}-store.js`, `${type}Store.js`);
      },
    },
    {
      kind: 'exported name',
      rule: 'naming/symbols',
      plant(files, { noun, type, folder }) {
        for (const path of [`repo/${noun}-store.ts`, `service/${noun}-total.ts`])
          swap(files, `${folder}/src/${path}`, `find${type}`, `find_${noun}`);
      },
    },
    {
      kind: 'function name',
      rule: 'naming/symbols',
      plant: (files, { noun, folder }) =>
        swap(files, `${folder}/src/service/${noun}-total.ts`, 'withRate', 'With_rate'),
    },
    {
      kind: 'type name',
      rule: 'naming/symbols',
      plant: (files, { noun, folder }) => swap(files, `${folder}/src/ui/${noun}-page.ts`, 'PageOptions', 'pageOptions'),
    },
  ],
  layering: [
    {
      kind: 'past an entry',
      rule: 'layering/entries',
      plant: (files, { noun, folder }) =>
        swap(files, `${folder}/src/service/${noun}-total.ts`, 'tax/src/index.js', 'tax/src/service/round-tax.js'),
    },
    {
      kind: 'wrong layer',
      rule: 'layering/layers',
      plant(files, { noun, folder }) {
        move(files, `${folder}/src/repo/${noun}-key.ts`, `${folder}/src/ui/${noun}-key.ts`);
        swap(files, `${folder}/src/repo/${noun}-store.ts`, `./${noun}-key.js`, `../ui/${noun}-key.js`);
      },
    },
    {
      kind: 'cycle',
      rule: 'layering/cycles',
      plant(files, { noun, type, folder }) {
        const [discount, total] = ['discount', 'total'].map((name) => `${folder}/src/service/${noun}-${name}.ts`);
        swap(
          files,
          discount,
          `export const ${noun}Rate = 1.1;\n`,
          `import { ${noun}Rate } from './${noun}-total.js';\n`,
        );
        swap(files, total, `, ${noun}Rate }`, ' }');
        swap(
          files,
          total,
          `export function totalOf${type}`,
          `export const ${noun}Rate = 1.1;\n\nexport function totalOf${type}`,
        );
      },
    },
    {
      kind: 'misspelt import',
      rule: 'layering/unresolved',
      plant: (files, { noun, folder }) =>
        swap(files, `${folder}/src/service/${noun}-total.ts`, `./${noun}-discount.js`, `./${noun}-discuont.js`),
    },
    {
      kind: 'missing import',
      rule: 'layering/logged',
      plant(files, { noun, folder }) {
        const path = `${folder}/src/runtime/${noun}-routes.ts`;
        swap(files, path, "import { log } from '../../../../providers/log.js';\n", '');
        swap(files, path, "  log('total');\n", '');
      },
      holds: (files, { noun, folder }) =>
        /from '(?:\.\.\/){4}providers\/log\.js'|import '(?:\.\.\/){4}providers\/log\.js'/.test(
          files.get(`${folder}/src/runtime/${noun}-routes.ts`),
        ),
    },
    {
      kind: 'orphan',
      rule: 'layering/orphans',
      plant: (files, { noun, folder }) =>
        files.set(`${folder}/src/service/${noun}-archive.ts`, `export const ${noun}Archive = '${noun}';\n`),
    },
  ],
  structure: [
    {
      kind: 'unused ignore comment',
      rule: 'structure/ignores',
      plant: (files, { noun, folder }) =>
        swap(
          files,
          `${folder}/src/service/${noun}-total.ts`,
          'function withRate',
          '// lintel-ignore naming/symbols -- the tax office writes it so\nfunction withRate',
        ),
    },
    {
      kind: 'unused exception',
      rule: 'structure/excuses',
      plant(files, { noun, folder }) {
        const text = files.get('lintel.yaml');
        const head = '    entry: src/index.ts\n';
        const list = text.includes('    except:\n') ? `${head}    except:\n` : head;
        const item = `      - { from: "${folder}/src/ui/**", to: "modules/tax/**", reason: the tax office asked for it }\n`;
        files.set('lintel.yaml', text.replace(list, `${head}    except:\n${item}`));
        if (!files.get('lintel.yaml').includes(noun)) throw new Error('no exception was written');
      },
      holds: (files, { folder }) => !files.get('lintel.yaml').includes(folder),
    },
    {
      kind: 'missing file',
      rule: 'structure/modules',
      plant: (files, { folder }) => files.delete(`${folder}/README.md`),
      holds: (files, { folder }) => files.has(`${folder}/README.md`),
    },
  ],
  contract: [
    {
      kind: 'wrong method',
      rule: 'contract/api',
      plant: (files, { noun }) =>
        swap(files, 'api/openapi.yaml', `  /${noun}/refresh:\n    post:`, `  /${noun}/refresh:\n    put:`),
      holds: (files, { noun }) =>
        new RegExp(`^  /${noun}/refresh:\n    post:`, 'm').test(files.get('api/openapi.yaml')),
    },
    {
      kind: 'undocumented route',
      rule: 'contract/api',
      plant: (files, { noun }) => swap(files, 'api/openapi.yaml', operationsOf(noun)[0].text, ''),
      holds: (files, { noun }) => new RegExp(`^  /${noun}/total:\n    get:`, 'm').test(files.get('api/openapi.yaml')),
    },
    {
      kind: 'route that is gone',
      rule: 'contract/api',
      plant: (files, { noun, folder }) =>
        swap(
          files,
          `${folder}/src/runtime/${noun}-routes.ts`,
          `\n${noun}Routes.post('/${noun}/refresh', (c) => c.json({ done: true }));\n`,
          '',
        ),
      holds: (files, { noun, folder }) =>
        files.get(`${folder}/src/runtime/${noun}-routes.ts`).includes(`.post('/${noun}/refresh'`) ||
        !files.get('api/openapi.yaml').includes(`/${noun}/refresh:`),
    },
  ],
  coverage: [
    {
      kind: 'no test',
      rule: 'coverage/totals',
      plant: (files, { noun, folder }) => files.delete(`${folder}/tests/${noun}-total.test.ts`),
      holds: (files, { noun, type, folder }) =>
        new RegExp(`import \\{[^}]*totalOf${type}[^}]*\\} from '../src/service/${noun}-total.js'`).test(
          files.get(`${folder}/tests/${noun}-total.test.ts`) ?? '',
        ),
    },
  ],
};

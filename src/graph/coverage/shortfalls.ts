import type { Packages } from '../../core/manifest.ts';
import type { Path } from '../../core/location.ts';
import type { Reporting } from '../../core/runner.ts';
import type { Documented, Facts } from '../../core/view.ts';
import { isElsewhere, scriptsIn } from './command.ts';

/** A tool that measures coverage, as a command names it. */
interface Producer {
  readonly name: string;
  readonly call: RegExp;
  /** What must be installed, and one of what beside it. */
  readonly package?: string;
  readonly providers?: readonly string[];
  /** The flag after which it measures; without, it always does. */
  readonly on?: { readonly flag: string; readonly call: RegExp };
  /** The formats that it writes where nobody says. */
  readonly formats: readonly string[];
  /** Those that it can write, where these are few. */
  readonly offers?: readonly string[];
  /** The flag that asks for a format. */
  readonly flag: (format: string, report: Path) => string;
  readonly flags: RegExp;
  /** Its configuration, in the root. */
  readonly settings: RegExp | null;
}

const packageJson = String.raw`package\.json`;
const code = String.raw`\.[cm]?[jt]s`;

const producers: readonly Producer[] = [
  // They run another tool.
  ...(['c8', 'nyc'] as const).map((name): Producer => ({
    name,
    call: new RegExp(`(?:^|[\\s/])${name}(?=\\s|$)`),
    package: name,
    formats: ['text'],
    flag: (format) => `--reporter=${format}`,
    flags: /(?:--reporter|-r)[= ](\S+)/g,
    settings: new RegExp(`^(?:\\.${name}rc(?:\\.json)?|\\.nycrc(?:\\.json)?|nyc\\.config${code}|${packageJson})$`),
  })),
  {
    name: 'vitest',
    call: /(?:^|[\s/])vitest(?=\s|$)/,
    package: 'vitest',
    providers: ['@vitest/coverage-v8', '@vitest/coverage-istanbul'],
    on: { flag: '--coverage', call: /--coverage(?:\.enabled)?(?:=true)?(?=\s|$)/ },
    formats: ['text', 'html', 'clover', 'json'],
    flag: (format) => `--coverage.reporter=${format}`,
    flags: /--coverage\.reporter[= ](\S+)/g,
    settings: new RegExp(`^(?:vite|vitest)\\.config${code}$`),
  },
  {
    name: 'jest',
    call: /(?:^|[\s/])jest(?=\s|$)/,
    package: 'jest',
    on: { flag: '--coverage', call: /--(?:coverage|collectCoverage|collect-coverage)(?:=true)?(?=\s|$)/ },
    formats: ['clover', 'json', 'lcov', 'text'],
    flag: (format) => `--coverageReporters=${format}`,
    flags: /--coverageReporters[= ](\S+)/g,
    settings: new RegExp(`^(?:jest\\.config(?:${code}|\\.json)|${packageJson})$`),
  },
  {
    name: 'node --test',
    call: /(?:^|[\s/])node\s(?:.*\s)?--test(?=\s|$)/,
    on: { flag: '--experimental-test-coverage', call: /--experimental-test-coverage(?=\s|$)/ },
    formats: [],
    offers: ['lcov'],
    flag: (format, report) => `--test-reporter=${format} --test-reporter-destination=${report}`,
    flags: /--test-reporter[= ](\S+)/g,
    settings: null,
  },
  {
    name: 'bun test',
    call: /(?:^|[\s/])bun\s+test(?=\s|$)/,
    on: { flag: '--coverage', call: /--coverage(?=\s|$)/ },
    formats: ['text'],
    offers: ['text', 'lcov'],
    flag: (format) => `--coverage-reporter=${format}`,
    flags: /--coverage-reporter[= ](\S+)/g,
    settings: /^bunfig\.toml$/,
  },
];

/** The configurations that may say which reports there are. */
export function settingsIn(paths: Iterable<Path>): Path[] {
  return [...paths].filter((path) => producers.some(({ settings }) => settings?.test(path)));
}

/** The formats that write a file of such a name. */
const formatsOf: readonly (readonly [name: RegExp, formats: readonly string[]])[] = [
  [/\.info$/, ['lcov', 'lcovonly']],
  [/(?:^|\/)coverage-final\.json$/, ['json']],
  [/(?:^|\/)coverage-summary\.json$/, ['json-summary']],
  [/cobertura[^/]*\.xml$/, ['cobertura']],
  [/clover[^/]*\.xml$/, ['clover']],
];

type Project = Documented & Facts<'reporting'> & { readonly packages: Packages };

/** What keeps a command from writing a report, as far as that can be told without running it: a step for each. */
export function shortfallsOf(command: string, report: Path, project: Project): string[] {
  const { packages } = project;
  const root = packages.at('');
  if (!root || isElsewhere(command)) return [];
  const text = [command, ...scriptsIn(command).map((name) => root.scripts.get(name) ?? '')].join(' ');
  const producer = producers.find(({ call }) => call.test(text));
  if (!producer) return [];
  const settings = settingsIn(project.documents).flatMap((path): Setting[] =>
    producer.settings?.test(path) === true ? [{ path, ...project.facts(path, 'reporting') }] : [],
  );
  // Another file says it, or code.
  const isOpen = configured.test(text) || settings.some(({ isComputed }) => isComputed);
  return [
    ...installing(producer, packages, isOpen),
    ...(isOpen || isMeasuring(producer, text, settings)
      ? []
      : [`add \`${producer.on?.flag ?? ''}\` to \`${producer.name}\` in \`${command}\``]),
    ...writing(producer, { command, text, report, settings, isOpen }),
  ];
}

const configured = /(?:^|\s)(?:-c|--config|--root|--rootDir|--projects?|--workspace|--nycrc-path)[= ]/;

interface Setting extends Reporting {
  readonly path: Path;
}

function installing({ package: name = '', providers = [] }: Producer, packages: Packages, isOpen: boolean): string[] {
  const isThere = (one: string): boolean =>
    packages.ranges(one).length > 0 || packages.installed(one, 'package.json') !== null;
  if (name !== '' && !isThere(name)) return [`add \`${name}\` to the devDependencies of package.json`];
  const [first] = providers;
  const lacks = first !== undefined && !isOpen && !providers.some(isThere);
  return lacks
    ? [`add \`${first}\` to the devDependencies of package.json: \`${name}\` measures coverage with it`]
    : [];
}

function isMeasuring({ on }: Producer, text: string, settings: readonly Setting[]): boolean {
  return on === undefined || on.call.test(text) || settings.some(({ isOn }) => isOn);
}

interface Call {
  readonly command: string;
  readonly text: string;
  readonly report: Path;
  readonly settings: readonly Setting[];
  readonly isOpen: boolean;
}

function writing(producer: Producer, { command, text, report, settings, isOpen }: Call): string[] {
  const { name, flag, flags, formats, offers } = producer;
  const wanted = formatsOf.find(([pattern]) => pattern.test(report))?.[1] ?? [];
  const first = wanted.find((one) => offers?.includes(one) ?? true);
  if (first === undefined || isOpen) return [];
  // A wrapped runner may have a flag of the same name, for its own reporters.
  const asked = [...text.matchAll(flags)].flatMap(([, value = '']) => value.split(',')).filter(isFormat);
  const setting = settings.find((one) => one.formats !== null);
  const said = [...asked, ...settings.flatMap((one) => one.formats ?? [])];
  if (wanted.some((one) => (said.length > 0 ? said : formats).includes(one))) return [];
  return asked.length === 0 && setting
    ? [`add \`${first}\` to the coverage reporters in ${setting.path}`]
    : [`add \`${flag(first, report)}\` to \`${name}\` in \`${command}\``];
}

function isFormat(word: string): boolean {
  return /^(?:clover|cobertura|html|json|lcov|none|teamcity|text)(?:-[a-z]+|only)?$/.test(word);
}

import { join } from 'node:path';
import { baselineFile } from '../core/baseline.ts';
import { mistake } from '../core/error.ts';
import type { Path } from '../core/location.ts';
import { nearest } from '../core/nearest.ts';
import { diffOf } from '../fixes/diff.ts';
import { peers } from '../init/from/peers.ts';
import { textFrom } from '../init/from/text.ts';
import type { NamedZone } from '../init/proposal.ts';
import {
  type Left,
  type Peer,
  type Project,
  recordOf,
  type Translated,
  type Translation,
} from '../init/from/translation.ts';
import { matcherOf } from '../init/scope.ts';
import type { Survey } from '../init/survey.ts';
import { baselineText } from '../settle/baseline.ts';
import { runConfiguration } from '../world/configuration-run.ts';
import { projectFolder } from '../world/home.ts';
import { parsed } from '../world/parsed.ts';
import { findRoot } from '../world/root.ts';
import { diskWorld, type World } from '../world/world.ts';
import { write } from '../world/write.ts';
import { testGlobs } from './idioms.ts';
import { examineWith, guiltyOf } from './proposals.ts';
import { steadilyAsync } from './steady.ts';
import { surveyAt, type Surveyed, type SurveyOptions } from './survey.ts';

export interface FromOptions extends SurveyOptions {
  readonly cwd: string;
  readonly dryRun: boolean;
  /** The name of the other linter. */
  readonly peer: string;
  /** May this file be run? It is the repository's own code, and nothing else runs it. */
  mayRun(file: Path): Promise<boolean>;
}

/** A rule that was written. */
export interface FromRow {
  readonly rule: string;
  readonly sources: readonly string[];
  /** Violations of today; all of them are frozen. */
  readonly found: number;
  /** Why it could not be checked; null if it was. */
  readonly idle: string | null;
}

/** The existing or written files. */
export type FromOutcome =
  | { readonly existing: Path; readonly root: string }
  | {
      readonly existing: null;
      readonly root: string;
      /** The configuration that was read. */
      readonly file: Path;
      readonly rules: readonly FromRow[];
      /** What lintel.yaml does not say, and why. */
      readonly left: readonly Left[];
      readonly files: readonly Path[];
      /** For a dry run: the changes as a unified diff. */
      readonly diff: string;
    };

/** Writes a lintel.yaml that says what the configuration of another linter says, and a baseline of what it finds. */
export async function initFrom(options: FromOptions): Promise<FromOutcome> {
  const peer = peerOf(options.peer);
  const there = findRoot(options.cwd);
  if (there) return { existing: there.file, root: there.root };
  const root = projectFolder(options.cwd);
  const world = diskWorld({ root, env: options.env });
  if (world.view().texts.exists(baselineFile)) throw mistake('baseline-alone', undefined);
  // Before the project is read, since code of the repository may run here, and only once.
  const config = await configurationOf(world, peer, options);
  return steadilyAsync(() => attempt(root, { peer, ...config }, options));
}

function peerOf(name: string): Peer {
  const names = peers.map((peer) => peer.name);
  const peer = peers.find((one) => one.name === name);
  if (!peer) throw mistake('unknown-peer', { peer: name, nearest: nearest(name, names) ?? null, names });
  return peer;
}

async function attempt(
  root: string,
  { peer, file, value }: Configuration & { readonly peer: Peer },
  options: FromOptions,
): Promise<FromOutcome> {
  const surveyed = await surveyAt(root, options);
  const { texts, tree } = surveyed.setup.world.view();
  const read = (path: Path): string | null => texts.read(path);
  const paths = [...tree.files.keys()];
  const project: Project = {
    paths,
    starts: startsOf(surveyed.survey),
    hasTests: paths.some(matcherOf(testGlobs(surveyed.setup))),
    text: read,
    value: valueOf(read),
  };
  const translation = peer.translate(value, project);
  const { changes, rules, left } = composed(surveyed, { peer: peer.name, file }, translation);
  const diff = options.dryRun ? diffOf(changes, read) : '';
  if (!options.dryRun) {
    write({ root, env: options.env }, changes, read);
    surveyed.save();
  }
  return { existing: null, root, file, rules, left, files: [...changes.keys()], diff };
}

function startsOf({ sources, links }: Survey): readonly Path[] {
  const [importing, imported] = [new Set(links.map(({ from }) => from)), new Set(links.map(({ to }) => to))];
  return sources.filter((file) => importing.has(file) && !imported.has(file));
}

/** What the configuration of the other linter says. */
interface Configuration {
  readonly file: Path;
  readonly value: unknown;
}

/** The configuration of the other linter: read if it is data, run if it is code and the user agrees. */
async function configurationOf(
  world: World,
  { name, files, key, without = [] }: Peer,
  { env, mayRun }: FromOptions,
): Promise<Configuration> {
  const { texts, real } = world.view();
  const own = files.find((path) => texts.exists(path));
  if (own === undefined && key !== undefined) {
    const value = recordOf(valueOf((path) => texts.read(path))('package.json'))[key];
    if (value !== undefined) return { file: 'package.json', value };
  }
  if (own === undefined) throw mistake('no-peer-config', { peer: name, files });
  if (!isCode(own)) {
    const config = parsed(own, texts.read(own) ?? '');
    if ('fault' in config) throw mistake('peer-config', { file: own, text: config.fault });
    return { file: own, value: config.value };
  }
  const path = real(own);
  if (path === null || world.site === null || !(await mayRun(own)))
    throw mistake('peer-code', { file: own, peer: name });
  const config = runConfiguration(join(world.site.root, path), env, without);
  if ('fault' in config) throw mistake('peer-config', { file: own, text: config.fault });
  return { file: own, value: config.value };
}

function isCode(file: Path): boolean {
  return /\.[cm]?[jt]s$/.test(file);
}

function valueOf(read: (path: Path) => string | null): Project['value'] {
  return (path) => {
    const text = read(path);
    const config = text === null ? { value: undefined } : parsed(path, text);
    return 'fault' in config ? undefined : config.value;
  };
}

interface Composed {
  readonly changes: ReadonlyMap<Path, string>;
  readonly rules: readonly FromRow[];
  readonly left: readonly Left[];
}

/** Checks the project with the rules and freezes what they find. A rule that is not valid here is left out, and the others are checked again. */
function composed(
  surveyed: Surveyed,
  source: { readonly peer: string; readonly file: Path },
  { packs = [], ignore, zones = [], rules, left }: Translation,
): Composed {
  const text = textFrom({ ...source, packs, ignore, alias: surveyed.alias, zones: usedZones(zones, rules), rules });
  const { loaded, examination } = examineWith(surveyed, new Map([['lintel.yaml', text]]));
  const written = rules.map(({ rule, options }) => ({ id: rule, options, comment: null, paragraph: null, zones: [] }));
  const faults = new Map<string, string>();
  for (const error of [...loaded.errors, ...examination.errors])
    for (const id of guiltyOf([error], text, written)) faults.set(id, error.message);
  for (const { rule } of examination.standing) faults.set(rule, 'the baseline cannot freeze its violations');
  const guilty = rules.filter(({ rule }) => faults.has(rule));
  if (guilty.length > 0)
    return composed(surveyed, source, {
      packs,
      ignore,
      zones,
      rules: rules.filter((one) => !guilty.includes(one)),
      left: [...left, ...guilty.flatMap((one) => leftOf(one, faults.get(one.rule) ?? ''))],
    });
  const entries = examination.frozen.map(({ id, rule, at }) => ({ id, rule, file: at.file }));
  const found = (id: string): number => entries.filter(({ rule }) => rule === id).length;
  const idle = new Map(examination.notRun.map(({ rule, reason }) => [rule, reason]));
  return {
    changes: new Map([
      ['lintel.yaml', text],
      [baselineFile, baselineText(entries)],
    ]),
    rules: rules.map(({ rule, sources }) => ({ rule, sources, found: found(rule), idle: idle.get(rule) ?? null })),
    left,
  };
}

/** A zone that no rule names would be noise. */
function usedZones(zones: readonly NamedZone[], rules: readonly Translated[]): readonly NamedZone[] {
  const text = JSON.stringify([rules.map(({ options }) => options), zones.map(({ globs }) => globs)]);
  return zones.filter(({ name }) => text.includes(`"${name}"`) || text.includes(`"!${name}"`));
}

function leftOf({ sources }: Translated, reason: string): readonly Left[] {
  return sources.map((source) => ({ source, reason }));
}

import { setImmediate as turn } from 'node:timers/promises';
import { statSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import { Worker } from 'node:worker_threads';
import type { Section } from '../core/fact.ts';
import type { Path } from '../core/location.ts';
import { sameStamp, type Stamp } from '../core/tree.ts';
import { type Batch, type Extracted, type Extractor, extractBatch, unfold } from './extract.ts';
import { createCollector } from './garbage.ts';
import type { Store } from './store.ts';

/** A file whose sections will be requested. */
export interface Request {
  readonly path: Path;
  readonly language: string;
  readonly sections: readonly Section[];
}

/** A file that a worker did not come back from. */
export interface Casualty {
  readonly file: Path;
  readonly text: string;
}

/** Threads that extract facts ahead of those who ask for them. */
export interface Pool {
  /** Starts the threads before they are needed. */
  start(): void;
  /** Puts the asked sections of a root's files into a store. What could not be extracted is left out, and met again by whoever asks for it. */
  prefetch(
    root: string,
    requests: Iterable<Request>,
    files: ReadonlyMap<Path, Stamp>,
    store: Store,
  ): Promise<readonly Casualty[]>;
  /** Have its threads worked, so that even a little may be given to them? */
  isUp(): boolean;
  close(): Promise<void>;
}

/** What a worker knows from its start. */
export interface Setup {
  readonly number: number;
}

/** All batches of a root, and the number of the next one that nobody has taken. `places`: for each worker its batch (from 1, 0 for none) and its file. */
export interface Task {
  readonly root: string;
  readonly batches: readonly Batch[];
  readonly next: Int32Array<SharedArrayBuffer>;
  readonly places: Int32Array<SharedArrayBuffer>;
}

/** A finished batch, or null: nothing is left to take. */
export type Answer = { readonly index: number; readonly extracted: Extracted } | null;

export interface PoolOptions {
  /** The main thread takes its share. */
  readonly extractor: Extractor;
  /** Threads beside the main one. */
  readonly workers?: number;
  /** Milliseconds without any answer after which a worker is given up. */
  readonly patience?: number;
}

/** Files in one batch: large enough that messages do not count, small enough that no thread waits long for the last one. */
const batchSize = 48;
/** Fewer files are extracted before a worker has started. */
const worthwhile = 400;
/** Syntax trees are garbage as soon as they are walked. Node 24 would let 192 MB of them pile up, and be no faster. */
const youngMegabytes = 24;

/** As many workers as there are other processors, three at most: more of them only wait for each other's memory. */
export function usefulWorkers(): number {
  return Math.min(3, availableParallelism() - 1);
}

/** Is the project likely worth workers? The size of git's index tells without a crawl. */
export function looksLarge(root: string): boolean {
  const bytesOfAnEntry = 100;
  try {
    return statSync(join(root, '.git', 'index')).size > worthwhile * bytesOfAnEntry;
  } catch {
    // No repository, or a work tree beside it, whose `.git` is a file.
    return false;
  }
}

/** Makes a pool. Its threads start when there is enough to do, or at once with `start`, so that their start overlaps with the crawl. Use none (`workers: 0`) for a warm run. */
export function createPool({ extractor, workers = usefulWorkers(), patience = 10_000 }: PoolOptions): Pool {
  // Sources run in workers only where Node strips types.
  const extension = import.meta.url.slice(import.meta.url.lastIndexOf('.'));
  const canStart = extension !== '.ts' || ('typescript' in process.features && Boolean(process.features.typescript));
  const open = new Set<Thread>();
  let started = false;
  // They have worked, so that nobody waits for their start any more.
  let isUp = false;
  const start = (): void => {
    for (let number = 0; !started && canStart && number < workers; number++) {
      const worker = new Worker(new URL(`../world/worker${extension}`, import.meta.url), {
        workerData: { number } satisfies Setup,
        resourceLimits: { maxYoungGenerationSizeMb: youngMegabytes },
      });
      const thread: Thread = { worker, number };
      // A worker that fails to start, or falls, leaves its share to the others.
      worker.on('error', () => open.delete(thread)).on('exit', () => open.delete(thread));
      worker.unref();
      open.add(thread);
    }
    started = true;
  };
  return {
    start,
    isUp: () => isUp && open.size > 0,
    async prefetch(root, requests, files, store) {
      const wanted = [...missing(requests, files, store)];
      const batches = batchesOf(wanted, Math.min(batchSize, Math.ceil(wanted.length / (4 * (workers + 1)))));
      const done = new Set<number>();
      const absorb = (index: number, extracted: Extracted): void => {
        const batch = batches[index];
        if (batch === undefined || done.has(index)) return;
        done.add(index);
        for (const { path, hash, stamp, sections } of unfold(batch, extracted)) {
          const listed = files.get(path);
          // A file that changed since it was listed is read again on request.
          if (listed && sameStamp(listed, stamp)) store.stamps.set(path, { ...stamp, hash });
          for (const [section, encoded] of sections) store.putEncoded(hash, batch.language, section, encoded);
        }
      };
      const task: Task = { root, batches, next: shared(1), places: shared(2 * workers) };
      isUp ||= wanted.length >= worthwhile;
      if (isUp) start();
      const helpers = isUp ? [...open].map((thread) => employ(thread, task, absorb, patience)) : [];
      await share(task, extractor, absorb);
      return (await Promise.all(helpers)).filter((casualty) => casualty !== null);
    },
    async close() {
      await Promise.all([...open].map(({ worker }) => worker.terminate()));
    },
  };
}

interface Thread {
  readonly worker: Worker;
  readonly number: number;
}

function shared(length: number): Int32Array<SharedArrayBuffer> {
  return new Int32Array(new SharedArrayBuffer(4 * length));
}

/** Requests whose facts are not in the store. */
function* missing(requests: Iterable<Request>, files: ReadonlyMap<Path, Stamp>, store: Store): Iterable<Request> {
  for (const request of requests) {
    const stamp = files.get(request.path);
    if (stamp === undefined) continue;
    const hash = store.stamps.get(request.path, stamp)?.hash;
    const sections =
      hash === undefined
        ? request.sections
        : request.sections.filter((section) => !store.has(hash, request.language, section));
    if (sections.length > 0) yield { ...request, sections };
  }
}

function batchesOf(requests: Iterable<Request>, size: number): readonly Batch[] {
  const groups = new Map<
    string,
    { readonly language: string; readonly sections: readonly Section[]; readonly paths: Path[] }
  >();
  const batches: Batch[] = [];
  for (const { path, language, sections } of requests) {
    const name = `${language} ${sections.join(' ')}`;
    let group = groups.get(name);
    if (group === undefined || group.paths.length === size) {
      group = { language, sections, paths: [] };
      groups.set(name, group);
      batches.push(group);
    }
    group.paths.push(path);
  }
  return batches;
}

/** The main thread's share: batch after batch, hearing the workers in between. */
async function share(
  { root, batches, next }: Task,
  extractor: Extractor,
  absorb: (index: number, extracted: Extracted) => void,
): Promise<void> {
  const tidy = createCollector(extractor);
  for (let index = Atomics.add(next, 0, 1); index < batches.length; index = Atomics.add(next, 0, 1)) {
    const batch = batches[index];
    if (batch) {
      const extracted = extractBatch(root, batch, extractor);
      absorb(index, extracted);
      tidy(extracted.size);
    }
    await turn();
  }
}

/** Lets a worker take batches until none is left; resolves to the file that it fell or hung at, if it did. */
function employ(
  { worker, number }: Thread,
  task: Task,
  absorb: (index: number, extracted: Extracted) => void,
  patience: number,
): Promise<Casualty | null> {
  const { promise, resolve } = deferred<Casualty | null>();
  const fallen = (why: string) => (): void => {
    const batch = task.batches[Atomics.load(task.places, 2 * number) - 1];
    const file = batch?.paths[Atomics.load(task.places, 2 * number + 1)];
    finish(file === undefined ? null : { file, text: why });
    void worker.terminate();
  };
  const hear = (answer: Answer): void => {
    timer.refresh();
    if (answer === null) finish(null);
    else absorb(answer.index, answer.extracted);
  };
  const crashed = fallen('the parser crashed');
  const timer = setTimeout(fallen(`the parser did not finish within ${String(patience / 1000)} s`), patience);
  const finish = (casualty: Casualty | null): void => {
    clearTimeout(timer);
    worker.off('message', hear).off('error', crashed).off('exit', crashed);
    resolve(casualty);
  };
  worker.on('message', hear).on('error', crashed).on('exit', crashed);
  worker.postMessage(task);
  return promise;
}

function deferred<T>(): { promise: Promise<T>; resolve: (value: T) => void } {
  let resolve: (value: T) => void = () => undefined;
  const promise = new Promise<T>((fulfil) => {
    resolve = fulfil;
  });
  return { promise, resolve };
}

import { setImmediate as turn } from 'node:timers/promises';
import { parentPort, workerData } from 'node:worker_threads';
import { availableParser, createLanguages, encode, holdsUnseenMemory } from '../facts/index.ts';
import { extractBatch } from './extract.ts';
import { createCollector } from './garbage.ts';
import type { Answer, Setup, Task } from './pool.ts';

const { number } = workerData as Setup;
const parser = availableParser();
const extractor = { languages: createLanguages(parser), holdsUnseenMemory: holdsUnseenMemory(parser), encode };
const tidy = createCollector(extractor);

parentPort?.on('message', (task: Task) => void work(task));

async function work({ root, batches, next, places }: Task): Promise<void> {
  for (let index = Atomics.add(next, 0, 1); index < batches.length; index = Atomics.add(next, 0, 1)) {
    const batch = batches[index];
    if (batch === undefined) break;
    Atomics.store(places, 2 * number, index + 1);
    const extracted = extractBatch(root, batch, extractor, (file) => void Atomics.store(places, 2 * number + 1, file));
    parentPort?.postMessage({ index, extracted } satisfies Answer, [extracted.lengths.buffer]);
    tidy(extracted.size);
    // Native memory is given back between turns.
    await turn();
  }
  Atomics.store(places, 2 * number, 0);
  parentPort?.postMessage(null satisfies Answer);
}

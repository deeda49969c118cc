import { parentPort, workerData } from 'node:worker_threads';
import { availableParser, createLanguages, encode } from '../facts/index.ts';
import { extractBatch } from './extract.ts';
import type { Answer, Setup, Task } from './pool.ts';

const { root, number } = workerData as Setup;
const extractor = { languages: createLanguages(availableParser()), encode };

parentPort?.on('message', ({ batches, next, places }: Task) => {
  for (let index = Atomics.add(next, 0, 1); index < batches.length; index = Atomics.add(next, 0, 1)) {
    const batch = batches[index];
    if (batch === undefined) break;
    Atomics.store(places, 2 * number, index + 1);
    const extracted = extractBatch(root, batch, extractor, (file) => void Atomics.store(places, 2 * number + 1, file));
    parentPort?.postMessage({ index, extracted } satisfies Answer, [extracted.lengths.buffer]);
  }
  Atomics.store(places, 2 * number, 0);
  parentPort?.postMessage(null satisfies Answer);
});

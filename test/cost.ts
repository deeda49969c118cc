/**
 * What a task costs, in units of a loop that a machine of 2025 runs in about a millisecond: the best of three runs of each, in turns (of fewer
 * where one run is long). A slow or busy machine slows both alike.
 */
export function costOf(task: () => unknown): number {
  const [tasks, units] = [[] as number[], [] as number[]];
  for (let run = 0, cost = 0; run < 3 && cost < longEnough; run++) {
    units.push(took(unit), took(unit), took(unit));
    tasks.push(took(task));
    cost = Math.max(...tasks) / Math.min(...units);
  }
  return Math.min(...tasks) / Math.min(...units);
}

const longEnough = 500;

function took(task: () => unknown): number {
  const began = performance.now();
  task();
  return performance.now() - began;
}

function unit(): number {
  let sum = 0;
  for (let i = 0; i < 1_000_000; i++) sum = (sum * 31 + i) | 0;
  return sum;
}

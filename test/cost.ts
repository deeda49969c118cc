/**
 * How many times longer a task takes for an input four times as large: about 4 where it is linear, 16 where it is quadratic. What is too much is measured
 * again: a collection of garbage that other tests have left comes once, but what is quadratic is so every time.
 */
export function growthOf<T>(inputOf: (size: number) => T, size: number, task: (input: T) => unknown): number {
  const [small, large] = [inputOf(size), inputOf(4 * size)];
  let least = Number.POSITIVE_INFINITY;
  for (let attempt = 0; attempt < 3 && least >= linear; attempt++) {
    const growth = ratioOf(
      () => task(large),
      () => task(small),
      worthwhile,
    );
    least = Math.min(least, growth);
  }
  return least;
}

/** What takes less, in microseconds, is noise. */
const worthwhile = 5000;

/** What the growth of a linear task stays below, with room for noise. */
export const linear = 12;

/** What a task costs, in units of a loop that a machine of 2025 runs in about a millisecond. */
export function costOf(task: () => unknown): number {
  return ratioOf(task, () => {
    let sum = 0;
    for (let i = 0; i < 1_000_000; i++) sum = (sum * 31 + i) | 0;
    return sum;
  });
}

/** In microseconds. */
const longEnough = 500_000;

/** How many times longer one task takes than another: the best of three runs each, in turns, or of fewer long ones. */
function ratioOf(task: () => unknown, other: () => unknown, least = 0): number {
  const [tasks, others] = [[] as number[], [] as number[]];
  for (let run = 0, spent = 0; run < 3 && spent < longEnough; run++) {
    others.push(took(other));
    tasks.push(took(task));
    spent += tasks.at(-1) ?? 0;
  }
  return Math.min(...tasks) / Math.max(Math.min(...others), least);
}

/** Time on a processor: what else the machine does meanwhile is not counted. */
function took(task: () => unknown): number {
  const began = process.cpuUsage();
  task();
  const { user, system } = process.cpuUsage(began);
  return user + system;
}

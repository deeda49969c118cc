import { beforeEachChange } from './disk.js';

// Loaded with `node --import`: kills the process at its CRASH_AT-th change to the disk; a text that it writes is cut in half.
let left = Number(process.env.CRASH_AT);

beforeEachChange(() => {
  left -= 1;
  if (left === 0) process.kill(process.pid, 'SIGKILL');
});

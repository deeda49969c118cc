import fs from 'node:fs';
import { syncBuiltinESMExports } from 'node:module';

// Loaded with `node --import`: kills the process halfway through its CRASH_AT-th change to the disk.
let left = Number(process.env.CRASH_AT);

function killed() {
  left -= 1;
  return left === 0;
}

for (const name of ['chmodSync', 'mkdirSync', 'renameSync', 'rmSync', 'rmdirSync']) {
  const change = fs[name];
  fs[name] = (...args) => {
    if (killed()) process.kill(process.pid, 'SIGKILL');
    return change(...args);
  };
}

const { writeFileSync } = fs;
fs.writeFileSync = (file, data, options) => {
  if (killed()) {
    writeFileSync(file, data.slice(0, data.length / 2), options);
    process.kill(process.pid, 'SIGKILL');
  }
  writeFileSync(file, data, options);
};

syncBuiltinESMExports();

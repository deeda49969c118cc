import fs from 'node:fs';
import { syncBuiltinESMExports } from 'node:module';

// Loaded with `node --import`: kills the process at its CRASH_AT-th change to the disk; a text that it writes is cut in half.
let left = Number(process.env.CRASH_AT);

function isLast() {
  left -= 1;
  return left === 0;
}

function replace(name, isChange = () => true) {
  const original = fs[name];
  fs[name] = (...args) => {
    if (isChange(...args) && isLast()) process.kill(process.pid, 'SIGKILL');
    return original(...args);
  };
}

for (const name of ['chmodSync', 'fchmodSync', 'mkdirSync', 'renameSync', 'rmSync', 'rmdirSync']) replace(name);
// Files that are only read are opened, too.
replace('openSync', (_, flags) => typeof flags === 'number' && (flags & fs.constants.O_CREAT) !== 0);

const { writeFileSync } = fs;
fs.writeFileSync = (file, data, options) => {
  if (isLast()) {
    writeFileSync(file, data.slice(0, data.length / 2), options);
    process.kill(process.pid, 'SIGKILL');
  }
  writeFileSync(file, data, options);
};

syncBuiltinESMExports();

import fs from 'node:fs';
import { syncBuiltinESMExports } from 'node:module';

/** Calls before each change to the disk; of a text that is being written, when half of it is there. */
export function beforeEachChange(call) {
  const replace = (name, isChange = () => true) => {
    const original = fs[name];
    fs[name] = (...args) => {
      if (isChange(...args)) call();
      return original(...args);
    };
  };
  for (const name of ['chmodSync', 'fchmodSync', 'mkdirSync', 'renameSync', 'rmSync', 'rmdirSync']) replace(name);
  // Files that are only read are opened, too.
  replace('openSync', (_, flags) => typeof flags === 'number' && (flags & fs.constants.O_CREAT) !== 0);

  const { writeFileSync } = fs;
  fs.writeFileSync = (file, data, options) => {
    const half = Math.floor(data.length / 2);
    writeFileSync(file, data.slice(0, half), options);
    call();
    writeFileSync(file, data.slice(half), { flag: 'a' });
  };
  syncBuiltinESMExports();
}

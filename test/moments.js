import { copyFileSync, linkSync, mkdirSync, readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { beforeEachChange } from './disk.js';

// Loaded with `node --import`: copies the working directory to MOMENTS/1, MOMENTS/2 … before each change to the disk, as a kill would leave it.
const disk = { copyFileSync, linkSync, mkdirSync };
let moments = 0;

beforeEachChange(() => {
  moments += 1;
  copy(process.cwd(), join(process.env.MOMENTS, String(moments)), new Map());
});

/** Copies a folder. Two names of one file are two names of one copy. */
function copy(from, to, copies) {
  disk.mkdirSync(to);
  for (const entry of readdirSync(from, { withFileTypes: true })) {
    const [old, made] = [join(from, entry.name), join(to, entry.name)];
    const { ino } = statSync(old);
    if (entry.isDirectory()) copy(old, made, copies);
    else if (copies.has(ino)) disk.linkSync(copies.get(ino), made);
    else disk.copyFileSync(old, made);
    copies.set(ino, made);
  }
}

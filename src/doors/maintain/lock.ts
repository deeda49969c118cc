import { readFileSync, writeFileSync } from 'node:fs';
import { completeLock } from './complete-lock.ts';

// `npm run lock`, after every `npm install` that changes package-lock.json. A test fails while a binding is missing.
writeFileSync('package-lock.json', completeLock(readFileSync('package-lock.json', 'utf8')));

#!/usr/bin/env node
import { main } from './main.ts';

process.exitCode = await main({
  argv: process.argv.slice(2),
  cwd: process.cwd(),
  env: process.env,
  stdout: { terminal: process.stdout.isTTY, write: (text) => void process.stdout.write(text) },
  stderr: { terminal: process.stderr.isTTY, write: (text) => void process.stderr.write(text) },
});

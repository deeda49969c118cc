#!/usr/bin/env node
import { fileURLToPath } from 'node:url';
import { bugText, main } from './main.ts';

// A crash must not look like a result: it exits with neither 0 nor 1.
process.on('uncaughtException', (error) => {
  process.stderr.write(bugText(error));
  process.exit(2);
});
process.stdout.on('error', ({ code, message }: NodeJS.ErrnoException) => {
  // A closed pipe (`| head`) is not an error.
  if (code === 'EPIPE') return;
  process.exitCode = 2;
  process.stderr.write(`cannot write the report: ${message}\n`);
});
process.stderr.on('error', () => undefined);

/** The working directory may have been deleted. */
function workingFolder(): string {
  try {
    return process.cwd();
  } catch {
    return process.env['PWD'] ?? '.';
  }
}

/** One line from the terminal; empty if the input is closed. */
async function question(text: string): Promise<string> {
  const { createInterface } = await import('node:readline/promises');
  const lines = createInterface({ input: process.stdin, output: process.stdout });
  try {
    return await lines.question(text);
  } finally {
    lines.close();
  }
}

/** What another program writes to this one; null if it is too long. */
async function input(most: number): Promise<string | null> {
  const parts: Buffer[] = [];
  let size = 0;
  for await (const part of process.stdin as AsyncIterable<Buffer>) {
    size += part.length;
    if (size > most) return null;
    parts.push(part);
  }
  return Buffer.concat(parts).toString('utf8');
}

const code = await main({
  input,
  program: fileURLToPath(import.meta.url),
  argv: process.argv.slice(2),
  cwd: workingFolder(),
  env: process.env,
  stdout: { terminal: process.stdout.isTTY, write: (text) => void process.stdout.write(text) },
  stderr: { terminal: process.stderr.isTTY, write: (text) => void process.stderr.write(text) },
  ...(process.stdin.isTTY && process.stdout.isTTY ? { question } : {}),
});
process.exitCode ??= code;

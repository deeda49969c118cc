import { spawn } from 'node:child_process';
import { readFileSync, readdirSync } from 'node:fs';

/** Runs a command as a whole process: seconds, peak memory in MB of it and its children (Linux only, else 0), and what it printed. */
export function run([command, ...args], cwd) {
  return new Promise((resolve, reject) => {
    const began = process.hrtime.bigint();
    const child = spawn(command, args, {
      cwd,
      stdio: ['ignore', 'pipe', 'pipe'],
      env: { ...process.env, NO_COLOR: '1', FALLOW_TELEMETRY: '0' },
    });
    const out = [];
    let memory = 0;
    const timer = setInterval(() => {
      memory = Math.max(memory, peakOf(child.pid));
    }, 15);
    child.stdout.on('data', (chunk) => out.push(chunk));
    child.stderr.resume();
    child.on('error', reject);
    child.on('close', (code) => {
      clearInterval(timer);
      resolve({
        seconds: Number(process.hrtime.bigint() - began) / 1e9,
        memory,
        code,
        stdout: Buffer.concat(out).toString(),
      });
    });
  });
}

/** The high-water marks of a process and its children, added up. */
function peakOf(pid) {
  try {
    const status = readFileSync(`/proc/${pid}/status`, 'utf8');
    const own = Number(/VmHWM:\s+(\d+)/.exec(status)?.[1] ?? 0) / 1024;
    const children = readdirSync(`/proc/${pid}/task`).flatMap((task) =>
      readFileSync(`/proc/${pid}/task/${task}/children`, 'utf8').trim().split(' ').filter(Boolean),
    );
    return own + children.reduce((sum, child) => sum + peakOf(child), 0);
  } catch {
    return 0;
  }
}

export function median(numbers) {
  return [...numbers].sort((a, b) => a - b)[numbers.length >> 1] ?? NaN;
}

import { build, type Plugin } from 'esbuild';
import { buildHash } from './build-hash.ts';

/** Zod brings its messages in sixty languages, a quarter of what a run would have to read. */
const english: Plugin = {
  name: 'english',
  setup({ onLoad }) {
    onLoad({ filter: /zod[\\/]v4[\\/]locales[\\/]index\.js$/ }, () => ({
      contents: "export { default as en } from './en.js';",
    }));
  },
};

// `npm run build`, after tsc: what the doors load becomes a few flat files, since two hundred small ones take longer to open than a
// small project takes to check. The packages inside are dependencies all the same: their types are ours, and their licences come along.
await build({
  entryPoints: [
    'dist/doors/cli/bin.js',
    'dist/doors/eslint/index.js',
    'dist/world/worker.js',
    'dist/index.js',
    'dist/testing/index.js',
  ],
  outbase: 'dist',
  outdir: 'dist',
  chunkNames: 'chunks/[hash]',
  allowOverwrite: true,
  bundle: true,
  splitting: true,
  format: 'esm',
  platform: 'node',
  target: 'node20',
  mainFields: ['module', 'main'],
  plugins: [english],
  // Half of the text is comments and space; names stay, for stack traces.
  minifyWhitespace: true,
  minifySyntax: true,
  define: { LINTEL_BUILD: JSON.stringify(buildHash('.')) },
  external: ['oxc-parser', 'typescript', 'ts-morph', '@typescript-eslint/*', 'dependency-cruiser'],
  // CommonJS packages ask for Node's own modules by `require`.
  banner: {
    js: "import { createRequire as requireFrom } from 'node:module'; const require = requireFrom(import.meta.url);",
  },
  logLevel: 'warning',
});

// The script of the page that `lintel graph` writes.
await build({
  entryPoints: ['src/drawing/page/main.ts'],
  outfile: 'dist/drawing/page.js',
  bundle: true,
  minify: true,
  format: 'iife',
  platform: 'browser',
  target: 'es2023',
  legalComments: 'inline',
  logLevel: 'warning',
});

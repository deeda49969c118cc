import { createHash } from 'node:crypto';

/** What a page consists of, beside its body; the title is HTML. */
export interface PageParts {
  readonly title: string;
  readonly style: string;
  readonly script: string;
}

/** The start of a page that needs nothing else, up to its body. Only its own script may run in it, and it may load nothing. */
export function pageHead({ title, style, script }: PageParts): string {
  const policy = `default-src 'none'; style-src '${hashOf(style)}'; script-src '${hashOf(script)}'`;
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta http-equiv="Content-Security-Policy" content="${policy}">
<title>${title}</title>
<style>${style}</style>
</head>
`;
}

function hashOf(text: string): string {
  return `sha256-${createHash('sha256').update(text).digest('base64')}`;
}

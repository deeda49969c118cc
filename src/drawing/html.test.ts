import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { page } from './html.ts';
import { hostile, hostileNames, layered } from './source.fixture.ts';

const script = 'document.title;';

describe('the page', () => {
  it('allows its own script and style, and nothing else', () => {
    const text = page(layered, script);
    const hash = createHash('sha256').update(script).digest('base64');
    expect(text).toContain(
      `<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'sha256-`,
    );
    expect(text).toContain(`script-src 'sha256-${hash}'">`);
    expect(text).not.toMatch(/\b(?:src|href)=|https?:|@import|url\(/);
  });

  it('holds every name as data that no markup can leave', () => {
    const text = page(hostile, script);
    const data = /<script type="application\/json" id="data">(.*?)<\/script>\n<script>document/s.exec(text)?.[1] ?? '';
    expect(data).not.toContain('<');
    const files = (JSON.parse(data) as { files: [string][] }).files.map(([path]) => path);
    expect(files).toEqual(hostileNames);
    expect(text.replace(data, '')).not.toMatch(/alert|onerror/);
  });
});

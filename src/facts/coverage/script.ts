import type { Language } from '../../core/language.ts';
import type { Generated } from '../../core/script.ts';
import { type PlainMap, readMap } from './script-map.ts';

/** Scripts that something generated, and their source maps: what a report of V8 refers to that has no maps itself. */
export const script: Language = {
  name: 'script',
  extensions: [],
  sections: ['generated'],
  extract: (text, sections) => (sections.includes('generated') ? { generated: generatedOf(text) } : {}),
};

function generatedOf(text: string): Generated {
  if (/^\s*\{/.test(text)) {
    const map = parsed(text);
    if (map) return { lineLengths: [], map, beside: null };
  }
  const url = [...text.matchAll(/^[ \t]*\/[/*][#@][ \t]+sourceMappingURL=([^\s*]+)/gm)].at(-1)?.[1];
  if (url === undefined) return { lineLengths: [], map: null, beside: null };
  // Lines end where Node says that they do.
  const lineLengths = text.split(/[\n\u2028\u2029]/).map(({ length }) => length);
  const data = /^data:application\/json(?:;charset=[\w-]+)?(;base64)?,(.*)$/i.exec(url);
  if (data) return { lineLengths, map: parsed(decoded(data[2] ?? '', data[1] !== undefined)), beside: null };
  // What is elsewhere is never fetched.
  const isElsewhere = /^(?:[a-z][a-z\d+.-]*:|\/)/i.test(url);
  return { lineLengths, map: null, beside: isElsewhere ? null : decoded(url.replace(/[?#].*$/, ''), false) };
}

function decoded(text: string, isBase64: boolean): string | null {
  if (isBase64) return Buffer.from(text, 'base64').toString();
  try {
    return decodeURIComponent(text);
  } catch {
    return null;
  }
}

function parsed(text: string | null): PlainMap | null {
  if (text === null) return null;
  try {
    return readMap(JSON.parse(text));
  } catch {
    return null;
  }
}

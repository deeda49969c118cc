import type { Language } from '../../core/language.ts';
import type { Reporting } from '../../core/runner.ts';

/** Configurations of test runners, and of tools that measure coverage. They are read as text, and never run. */
export const runner: Language = {
  name: 'runner',
  extensions: [],
  sections: ['reporting'],
  extract: (text, sections) => (sections.includes('reporting') ? { reporting: reportingOf(text) } : {}),
};

/** `reporters` are those of tests. */
const formats = /(?<![\w$-])["']?(?:coverageReporters?|reporter)["']?\s*[:=]\s*(\[[^\]]{0,2000}\]|[^,}\n]*)/g;
const literal = /^(?:\s|,|[[\]]|\{[^{}]*\}|"[^"\n]*"|'[^'\n]*'|`[^`$\n]*`|as const)*$/;
const quoted = /["'`]([\w-]+)["'`]/g;
/** What may switch coverage on. Other things have `enabled` as well: then nothing is said. */
const on = /(?<![\w$-])["']?(?:collectCoverage["']?\s*:|enabled["']?\s*:|coverage\s*=)\s*([^\s,}]*)/g;

/** Texts in quotes, and comments. */
const tokens = /"(?:[^"\\\n]|\\.)*"|'(?:[^'\\\n]|\\.)*'|\/\*(?:[^*]|\*(?!\/))*(?:\*\/|$)|\/\/[^\n]*/g;

function reportingOf(text: string): Reporting {
  const plain = text.replace(tokens, (token) => (token.startsWith('/') ? ' ' : token));
  const written = [...plain.matchAll(formats)].map(([, value = '']) => value);
  const names = written.flatMap((value) => [...value.matchAll(quoted)].map(([, name = '']) => name));
  const switches = [...plain.matchAll(on)].map(([, value]) => value);
  return {
    formats: written.length > 0 ? names : null,
    isComputed:
      written.some((value) => !literal.test(value)) ||
      switches.some((value) => value !== 'true' && value !== 'false') ||
      /\.\.\.|\bextends\b|\bmergeConfig\b|\bcustomProviderModule\b/.test(plain),
    isOn: switches.includes('true'),
  };
}

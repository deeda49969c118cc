import { plainLines } from '../core/plain.ts';
import { entity } from '../core/xml.ts';

/** Text inside Markdown: nothing in it is markup, HTML, a mention or a reference. Text in backticks becomes code. */
export function markdown(text: string): string {
  const parts = text.split('`');
  if (parts.length % 2 === 0) return quiet(text);
  return parts.map((part, i) => (i % 2 === 0 ? quiet(part) : code(part))).join('');
}

/** Code inside Markdown, where services do not detect mentions. */
export function code(text: string): string {
  return text === '' ? '' : `<code>${literal(text)}</code>`;
}

/** A zero-width character prevents `@` and `#` from becoming mentions and references. */
function quiet(text: string): string {
  return literal(text).replace(/&#(?:35|64);/g, (sign) => `${sign}\u200b`);
}

/** Entities are never interpreted as Markdown. */
function literal(text: string): string {
  return text
    .replace(/[\r\n\u2028\u2029]+/g, ' ')
    .replace(/[^\p{L}\p{N} ,/.-]|\p{Default_Ignorable_Code_Point}/gu, entity);
}

/** The message of a workflow command of GitHub. */
export function commandData(text: string): string {
  return plainLines(text).replaceAll('%', '%25').replaceAll('\r', '%0D').replaceAll('\n', '%0A');
}

/** A property of a workflow command of GitHub. */
export function commandProperty(text: string): string {
  return commandData(text).replaceAll(':', '%3A').replaceAll(',', '%2C');
}

/** The message of a logging command of Azure Pipelines. */
export function azureData(text: string): string {
  return plainLines(text).replaceAll('%', '%AZP25').replaceAll('\r', '%0D').replaceAll('\n', '%0A');
}

/** A property of a logging command of Azure Pipelines. */
export function azureProperty(text: string): string {
  return azureData(text).replaceAll(';', '%3B').replaceAll(']', '%5D');
}

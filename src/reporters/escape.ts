import { plainLines } from '../core/plain.ts';

/** Text inside an element or attribute of XML or HTML. Invalid and invisible characters are replaced. */
export function xml(text: string): string {
  return text
    .replace(
      /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f\ufffe\uffff]|[\p{Cs}\p{Cf}\p{Zl}\p{Zp}]|\p{Default_Ignorable_Code_Point}/gu,
      '\ufffd',
    )
    .replace(/[&<>"'\t\n\r]/g, entity);
}

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

function entity(character: string): string {
  return `&#${String(character.codePointAt(0))};`;
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

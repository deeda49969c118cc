/** Text inside an element or attribute of XML or HTML. Invalid and invisible characters are replaced. */
export function xml(text: string): string {
  return text
    .replace(
      /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f\ufffe\uffff]|[\p{Cs}\p{Cf}\p{Zl}\p{Zp}]|\p{Default_Ignorable_Code_Point}/gu,
      '\ufffd',
    )
    .replace(/[&<>"'\t\n\r]/g, entity);
}

/** A character by its number, in XML, HTML and Markdown. */
export function entity(character: string): string {
  return `&#${String(character.codePointAt(0))};`;
}

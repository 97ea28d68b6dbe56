/** Text of the chart inside Markdown: nothing of it may become markup, a link or HTML, in any renderer. */

const LONGEST_LABEL = 120;
/** Characters that start or end markup. */
const MARKUP = /[\\`*_[\]<>|~#!&]/g;

/** Letters, digits and blanks are no markup, and most labels are nothing else. */
const PLAIN = /^[A-Za-z0-9][A-Za-z0-9 ,()/%+-]{0,98}$/;

/**
 * Escapes for Markdown. Addresses are pulled apart with a blank, because some renderers make links of them whatever
 * is escaped.
 */
export function escapeChartText(text: string): string {
  if (PLAIN.test(text)) return text.trimEnd();
  const oneLine = text.replace(/[\p{Cc}\p{Cf}\p{Cs}\u2028\u2029]+/gu, ' ').trim();
  const characters = Array.from(oneLine.slice(0, 2 * LONGEST_LABEL));
  const short = characters.length > LONGEST_LABEL ? `${characters.slice(0, LONGEST_LABEL).join('')}…` : oneLine;
  return short
    .replace(/:(?=\/\/)/g, ': ')
    .replace(/www\.(?=\S)/gi, 'www. ')
    .replace(/(?<=\S)@(?=\S)/g, ' @ ')
    .replace(MARKUP, '\\$&');
}

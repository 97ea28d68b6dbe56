/** Text of the chart inside Markdown: nothing of it may become markup, a link or HTML, in any renderer. */

const LONGEST_LABEL = 120;
/** Characters that start or end markup; a colon or an at sign would let a URL or an address become a link. */
const MARKUP = /[\\`*_[\]<>|~#!&@:]/g;

export function escapeChartText(text: string): string {
  const oneLine = text.replace(/[\p{Cc}\u2028\u2029]+/gu, ' ').trim();
  const short = oneLine.length > LONGEST_LABEL ? `${oneLine.slice(0, LONGEST_LABEL)}…` : oneLine;
  return short.replace(MARKUP, '\\$&').replace(/www\./gi, (match) => `${match.slice(0, -1)}\\.`);
}

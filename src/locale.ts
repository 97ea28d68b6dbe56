import type { Request } from 'express';
import type { Locale } from './settings/settings.ts';

/** The first language of Accept-Language that there are words for; undefined when the header states none of them. */
export function localeOf(request: Request): Locale | undefined {
  if (request.headers['accept-language'] === undefined) return undefined;
  for (const language of request.acceptsLanguages()) {
    const primary = language.toLowerCase().split('-')[0];
    if (primary === 'zh') return 'zh-CN';
    if (primary === 'en') return 'en';
  }
  return undefined;
}

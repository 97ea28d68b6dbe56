/** When a drug is taken, read from a prescription's words, English or Chinese. Conservative: two rhythms are none. */

/** Rhythm words with their doses per day, longer ones first so that "twice daily" isn't also "daily". */
const RHYTHMS: readonly (readonly [pattern: RegExp, perDay: number])[] = [
  [/\bevery (48 ?(h|hr|hrs|hours?)|other day|2 days|second day)\b|\bq ?48 ?h(rs?|ours?)?\b|\bq\.?o\.?d\.?\b|\balternate days\b|隔日(1次|一次)?|每2天1次|每两天一次|每48小时(1次|一次)?/gi, 1 / 2],
  [/\b(twice|two times|2 times|2x) (a|per|every|each)?\s?(week(ly)?|wk)\b|\btwice weekly\b|每周(2|两|二)次/gi, 2 / 7],
  [/\b(three times|3 times|3x) (a|per|every|each)?\s?(week(ly)?|wk)\b|\bthree times weekly\b|每周(3|三)次/gi, 3 / 7],
  [/\bevery (2|two|other) weeks?\b|\bq ?2 ?w(ks?|eeks?)?\b|\bq ?14 ?d(ays?)?\b|每(2|两)周(1次|一次)?/gi, 1 / 14],
  [/\b(once (a |per |every )?week(ly)?|weekly|every (7 days|week)|once weekly|q ?(1 ?)?wk?|q ?7 ?d(ays)?)\b|每周(1|一)次|每周/gi, 1 / 7],
  [/\bevery (4|four) weeks\b|\bmonthly\b|\bonce a month\b|每月(1|一)次/gi, 1 / 28],
  [/\b(four times (a day|daily|per day)|4 times (a day|daily)|q\.?i\.?d\.?|every 6 ?(h|hr|hrs|hours)|q ?6 ?h(rs?)?)\b|(每日|每天|一日)(4|四)次/gi, 4],
  [/\b(three times (a day|daily|per day)|3 times (a day|daily)|t\.?i\.?d\.?|every 8 ?(h|hr|hrs|hours)|q ?8 ?h(rs?)?)\b|(每日|每天|一日)(3|三)次/gi, 3],
  [/\b(twice (a day|daily|per day)|two times (a day|daily)|2 times (a day|daily)|b\.?i\.?d\.?|every 12 ?(h|hr|hrs|hours)|q ?12 ?h(rs?|ours?)?)\b|(每日|每天|一日)(2|两|二)次|每12小时(1次|一次)?/gi, 2],
  [/\b(once (a day|daily|per day|every day)|one time (a day|daily|per day)|daily|every (day|24 ?(h|hr|hrs|hours)|morning|evening|night)|each (day|morning|evening)|q\.?d\.?|q ?24 ?h(rs?|ours?)?|nightly|at bedtime|q ?hs|q ?am|q ?pm|once nightly)\b|(每日|每天|一日|每晚|每早)(1|一)?次?|每24小时(1次|一次)?/gi, 1],
];

/** "as needed" makes any rhythm a ceiling. */
const AS_NEEDED = /\bas needed\b|\bp\.?r\.?n\.?\b|必要时|按需/i;
/** Words of changing or conditional doses, on which nothing may be concluded. */
const UNCLEAR = /\b(taper\w*|titrat\w*|then|increase\w*|decrease\w*|reduce\w*|escalat\w*|per protocol|sliding|hold)\b|如果|逐渐|递增|递减/i;

const DAY = String.raw`(?:d(?:ays?)?\s*)?\d{1,2}`;
/** "then 7 days off" is the pause of a cycle and changes no dose. */
const PAUSE = /\b(then|followed by)\s+(\d+ days?\s+)?(off|rest|break|pause)\b(\s+(for\s+)?\d+ days?)?|\b(then|followed by)\s+\d+ days?\s+(of\s+)?(off|rest|break|pause)\b/gi;

const LIST = String.raw`${DAY}(?:\s*(?:-|–|—|~|to|through|至|到)\s*${DAY})?`;
const SEPARATED = String.raw`${LIST}(?:\s*(?:,|、|，|and|&|\+)\s*(?:and\s*)?${LIST})*`;
const DAYS = new RegExp(String.raw`\b(?:days?|d)\s*(${SEPARATED})(?![\d.]*\s*(?:mg|%))|第\s*(${SEPARATED})\s*(?:天|日)`, 'i');
const CYCLE =
  /\b(\d{2})[- ]?days? cycle|\bof (?:a |each |every )?(\d{2})(?:[- ]?days?)?\b|\bq\.? ?(2[18]|35|14) ?d(?:ays?)?\b|\bevery (2[18]|35) days\b|(\d{2})\s*天\s*(?:为)?\s*(?:一|1)?\s*(?:个)?(?:周期|疗程)|每\s*(2[18]|35)\s*天/i;

/** What a text says about rhythm. */
export interface TextSchedule {
  /** Doses per day; undefined when the text names none, or more than one. */
  readonly perDay: number | undefined;
  readonly days: DayList | undefined;
  readonly cycleDays: number | undefined;
  readonly asNeeded: boolean;
  /** Tapers, conditions: nothing else of the text may be used. */
  readonly unclear: boolean;
}

/** Dosing days of a cycle; `enumerated` when listed one by one ("1, 8, 15, 22"), so that each listed day has a dose. */
export interface DayList {
  readonly count: number;
  readonly enumerated: boolean;
}

/** "20 mg/day" is an amount and a rhythm: written apart, each is read where it is looked for. */
export function perDayInWords(text: string): string {
  return text.replace(/(mg|mcg|units?|毫克|单位)\s*\/\s*(?:day|d\b|日|天)/gi, '$1 once daily');
}

export function scheduleIn(text: string): TextSchedule {
  const groups: readonly (string | undefined)[] = CYCLE.exec(text)?.slice(1) ?? [];
  const cycle = groups.find((digits) => digits !== undefined);
  const days = daysIn(text);
  const withoutCycle = text.replace(new RegExp(CYCLE, 'gi'), ' ').replace(new RegExp(DAYS, 'gi'), ' ');
  return {
    perDay: rhythmIn(withoutCycle),
    days,
    cycleDays: cycle === undefined ? undefined : Number(cycle),
    asNeeded: AS_NEEDED.test(text),
    unclear: UNCLEAR.test(text.replace(PAUSE, ' ')),
  };
}

function rhythmIn(text: string): number | undefined {
  let rest = text;
  const found = new Set<number>();
  for (const [pattern, perDay] of RHYTHMS) {
    const without = rest.replace(pattern, ' ; ');
    if (without !== rest) found.add(perDay);
    rest = without;
  }
  return found.size === 1 ? [...found][0] : undefined;
}

const LONGEST_CYCLE = 99;

function daysIn(text: string): DayList | undefined {
  const match = DAYS.exec(text);
  const list = match?.[1] ?? match?.[2];
  if (list === undefined) return undefined;
  const days = new Set<number>();
  for (const part of list.split(/\s*(?:,|、|，|and|&|\+)\s*/).filter((piece) => piece !== '')) {
    const [from, to = from] = part
      .replace(/d(ays?)?/gi, '')
      .split(/\s*(?:-|–|—|~|to|through|至|到)\s*/)
      .map(Number);
    if (from === undefined || to === undefined || !(from <= to) || to > LONGEST_CYCLE) return undefined;
    for (let day = from; day <= to; day += 1) days.add(day);
  }
  // "for 21 days" is a duration and "day 1" alone may be a start: neither is a list of dosing days unless ranged.
  return days.size === 0 ? undefined : { count: days.size, enumerated: !/[-–—~至到]|to|through/.test(list) };
}

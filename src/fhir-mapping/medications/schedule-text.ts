/** When a drug is taken, read from a prescription's words, English or Chinese. Conservative: two rhythms are none. */

/** Rhythm words with their doses per day, longer ones first so that "twice daily" isn't also "daily". */
const RHYTHMS: readonly (readonly [pattern: RegExp, perDay: number])[] = [
  [
    /\bevery (48 ?(h|hr|hrs|hours?)|other day|2 days|second day)\b|\bq ?48 ?h(rs?|ours?)?\b|\bq\.?o\.?d\.?\b|\balternate days\b|隔[日天](1次|一次)?|每2天1次|每两天一次|每48小时(1次|一次)?/gi,
    1 / 2,
  ],
  [/\b(twice|two times|2 times|2 ?x) (a |per |every |each )?(week(ly)?|wk)\b|(每周|一周)(2|两|二)次/gi, 2 / 7],
  [/\b(thrice|three times|3 times|3 ?x) (a |per |every |each )?(week(ly)?|wk)\b|(每周|一周)(3|三)次/gi, 3 / 7],
  [/\bevery (2|two|other) weeks?\b|\bq ?2 ?w(ks?|eeks?)?\b|\bq ?14 ?d(ays?)?\b|每(2|两)周(1次|一次)?/gi, 1 / 14],
  [
    /\b(once (a |per |every )?week(ly)?|weekly|every (7 days|week)|q ?(1 ?)?wk?|q ?7 ?d(ays)?)\b|每周(1|一)次|每周(?![\d一二两三四五六七日末])/gi,
    1 / 7,
  ],
  [/\bevery (4|four) weeks\b|\bmonthly\b|\bonce a month\b|每月(1|一)次/gi, 1 / 28],
  [
    /\b(4|four) ?(times|x) ?(a day|daily|per day)\b|\bq\.?i\.?d\b\.?|\bevery 6 ?(h|hr|hrs|hours)\b|\bq ?6 ?h(rs?)?\b|(每日|每天|一[日天])(4|四)次/gi,
    4,
  ],
  [
    /\b(3|three) ?(times|x) ?(a day|daily|per day)\b|\bt\.?(i\.?d|ds)\b\.?|\bevery 8 ?(h|hr|hrs|hours)\b|\bq ?8 ?h(rs?)?\b|(每日|每天|一[日天])(3|三)次/gi,
    3,
  ],
  [
    /\b(twice|two times|2 times|2 ?x) ?(a day|daily|per day|each day)\b|\bb\.?i\.?d\b\.?|\bevery 12 ?(h|hr|hrs|hours)\b|\bq ?12 ?h(rs?|ours?)?\b|\b(every|each|in the) morning and (every|each|in the|at) (evening|night|bedtime)\b|(每日|每天|一[日天])(2|两|二)次|每12小时(1次|一次)?|(每[日天])?早晚各(1|一)次/gi,
    2,
  ],
  [
    /\b((1|one|once) ?(time|x) (a|each|every|per) day|once (a day|daily|per day|every day|nightly)|one time (a day|daily|per day)|daily|per day|every (day|24 ?(h|hr|hrs|hours)|morning|evening|night)|each (day|morning|evening)|q\.?d\b\.?|q ?24 ?h(rs?|ours?)?|nightly|q ?hs|q ?am|q ?pm)\b|(每日|每天|一[日天]|每晚|每早)(1次|一次)|每[日天晚早](?![\d一二两三四五六七八九十]次)|每24小时(1次|一次)?/gi,
    1,
  ],
];

/** "as needed" makes any rhythm a ceiling. */
const AS_NEEDED = /\bas needed\b|\bp\.?r\.?n\b\.?|必要时|按需/gi;
const ANY_AS_NEEDED = new RegExp(AS_NEEDED, 'i');
const WEEKS = /\bweeks?\b|周/i;
/** Words of changing or conditional doses, on which nothing may be concluded. */
const UNCLEAR =
  /\b(taper\w*|titrat\w*|then|increase\w*|decrease\w*|reduce\w*|escalat\w*|per protocol|sliding|hold|bi ?weekly|max(imum)?|if|unless|until|alternat\w*|double|triple|except|excluding|stop(ped)?|previous(ly)?|not|exceed|at least|at most|no more|up to|weekends?|starting)\b|如果|若|逐渐|递增|递减|改为|最大/i;
/** "then 7 days off" is the pause of a cycle and changes no dose. */
const PAUSE =
  /,? ?\b(then|followed by) (\d+ days? )?(of )?(off|rest|break|pause)\b( (for )?\d+ days?)?|[,，]? ?(停|休息)(药)? ?\d+ ?天/gi;

const DAY = String.raw`(?:d(?:ays?)? ?)?\d{1,2}`;
const RANGE = String.raw` ?(?:-|to|thru|through|至|到) ?`;
const LIST = String.raw`${DAY}(?:${RANGE}${DAY})?`;
const SEPARATOR = String.raw` ?(?:,|、|/|and|&|\+) ?(?:and )?`;
const SEPARATED = String.raw`${LIST}(?:${SEPARATOR}${LIST})*`;
const DAYS = new RegExp(
  String.raw`\b(?:on )?(?:days?|d) ?(${SEPARATED})(?! ?(?:mg|%|\d))|第 ?(${SEPARATED}) ?(?:天|日)`,
  'i',
);
const CYCLE =
  /\b(?:of (?:a |each |every )?)?(\d{2})[- ]?days? cycles?\b|\bof (?:a |each |every )?(\d{2})(?:[- ]?days?)?\b|\bq\.? ?(21|28|35|42) ?d(?:ays?)?\b|\bevery (21|28|35|42) days\b|(\d{2}) ?天 ?(?:为)? ?(?:一|1)? ?(?:个)?(?:周期|疗程)|每 ?(21|28|35) ?天(?:重复|一次|1次)?/i;
/** "for 4 days", "x 4 days", "连用4天": how long the course goes on within a cycle. */
const DURATION = /(?:\bfor|\bx) ?(\d{1,2}) ?days?\b|(?:连用|连服|共) ?(\d{1,2}) ?天/i;

/** What a text says about rhythm. */
export interface TextSchedule {
  /** Doses per day; undefined when the text names none, or more than one. */
  readonly perDay: number | undefined;
  readonly days: DayList | undefined;
  readonly cycleDays: number | undefined;
  readonly durationDays: number | undefined;
  readonly asNeeded: boolean;
  /** Tapers, conditions, limits, two rhythms: nothing of the text may be used for amount or rhythm. */
  readonly unclear: boolean;
  /** Days are named in a way that isn't a list of cycle days, so the course can't be told at all. */
  readonly daysUnclear: boolean;
  /** The text without all that was understood. */
  readonly rest: string;
}

/** Dosing days of a cycle; `enumerated` when listed one by one ("1, 8, 15, 22"), so that each listed day has a dose. */
export interface DayList {
  readonly days: readonly number[];
  readonly enumerated: boolean;
}

const LONGEST_TEXT = 400;
const FULL_WIDTH: Readonly<Record<string, string>> = {
  '，': ',',
  '；': ';',
  '（': '(',
  '）': ')',
  '～': '-',
  '〜': '-',
  '–': '-',
  '—': '-',
  '~': '-',
};

/** How a capsule is swallowed changes no dose. */
const HANDLING = /\b(swallow (it |them )?whole|do not (open|break|crush|chew|split|cut|skip)\b[^.;]*)/gi;

/** One spelling for blanks, dashes, brackets; "2 (two)" is 2, "twice-daily" two words, "20 mg/day" amount and rhythm. */
export function normalised(text: string): string {
  return text
    .slice(0, LONGEST_TEXT)
    .replace(/[，；（）～〜–—~]/g, (sign) => FULL_WIDTH[sign] ?? sign)
    .replace(/\s+/g, ' ')
    .replace(HANDLING, ' ')
    .replace(/\b(\d) \((?:one|two|three|four)\)/gi, '$1')
    .replace(/([a-z])-(?=[a-z])/gi, '$1 ')
    .replace(/(mg|mcg|units?|毫克|单位) ?\/ ?(?:day|d\b|日|天)/gi, '$1 once daily');
}

/** Reads a prescription's words. */
export const scheduleIn = (text: string): TextSchedule => new SpokenSchedule(text);

/** What a prescription's words say. Rhythms are looked for only when asked about: an order that states its own needs none. */
class SpokenSchedule implements TextSchedule {
  readonly days: DayList | undefined;
  readonly cycleDays: number | undefined;
  readonly durationDays: number | undefined;
  readonly asNeeded: boolean;
  readonly #spoken: string;
  readonly #isCut: boolean;
  /** The words without days and cycle. */
  readonly #others: string;
  #heard: Rhythm | undefined;

  constructor(text: string) {
    const spoken = normalised(text).replace(PAUSE, ' ; ');
    const cycle = captured(CYCLE, spoken);
    const withoutCycle = cycle === undefined ? spoken : spoken.replace(CYCLE, ' ; ');
    this.days = daysIn(withoutCycle);
    const withoutDays = this.days ? withoutCycle.replace(DAYS, ' ; ') : withoutCycle;
    const duration = captured(DURATION, withoutDays);
    this.cycleDays = cycle === undefined ? undefined : Number(cycle);
    this.durationDays = duration === undefined ? undefined : Number(duration);
    this.asNeeded = ANY_AS_NEEDED.test(spoken);
    this.#spoken = spoken;
    this.#isCut = text.length > LONGEST_TEXT;
    this.#others = withoutDays;
  }

  get #rhythm(): Rhythm {
    return (this.#heard ??= rhythmIn(this.#others.replace(DURATION, ' ; ')));
  }

  get perDay(): number | undefined {
    return this.#rhythm.perDay;
  }

  get unclear(): boolean {
    return this.#isCut || UNCLEAR.test(this.#spoken) || this.#rhythm.rhythms > 1;
  }

  get daysUnclear(): boolean {
    return this.days !== undefined && (this.durationDays !== undefined || WEEKS.test(this.#rhythm.rest));
  }

  get rest(): string {
    return this.#rhythm.rest.replace(AS_NEEDED, ' ');
  }
}

interface Rhythm {
  readonly perDay: number | undefined;
  readonly rhythms: number;
  readonly rest: string;
}

function captured(pattern: RegExp, text: string): string | undefined {
  const groups: readonly (string | undefined)[] = pattern.exec(text)?.slice(1) ?? [];
  return groups.find((group) => group !== undefined);
}

function rhythmIn(text: string): Rhythm {
  let rest = text;
  const found = new Set<number>();
  for (const [pattern, perDay] of RHYTHMS) {
    const without = rest.replace(pattern, ' ; ');
    if (without !== rest) found.add(perDay);
    rest = without;
  }
  return { perDay: found.size === 1 ? [...found][0] : undefined, rhythms: found.size, rest };
}

const LONGEST_CYCLE = 99;

function daysIn(text: string): DayList | undefined {
  const list = captured(DAYS, text);
  if (list === undefined) return undefined;
  const days = new Set<number>();
  if (list.includes('/') && new RegExp(RANGE, 'i').test(list)) return undefined;
  for (const part of list.split(new RegExp(SEPARATOR, 'i')).filter((piece) => piece !== '')) {
    const [from, to = from] = part
      .replace(/d(ays?)? ?/gi, '')
      .split(new RegExp(RANGE, 'i'))
      .map(Number);
    if (from === undefined || to === undefined || !(from <= to) || to > LONGEST_CYCLE) return undefined;
    for (let day = from; day <= to; day += 1) days.add(day);
  }
  return days.size === 0 ? undefined : { days: [...days], enumerated: !new RegExp(RANGE, 'i').test(list) };
}

/** Words that go with any prescription and change nothing. */
const FILLER =
  /at (about )?the same time( (each|every) day)?|with or without food|at bedtime|in the (morning|evening)|on the dosing days|on dialysis days|after dialysis|of each cycle|per cycle|饭[前后]|餐[前后]|睡前|透析日?后?|每次|一次性|(?<![日天周月])一次(?![一-龥])/gi;
/** Numbers, fractions, days of the week, weeks, conditions: something was said that wasn't understood. */
const LEFTOVER =
  /[\d½¼¾⅓⅔<>%]|\b(one|two|three|four|five|six|seven|eight|nine|ten|half|quarter|once|twice|thrice|times?|weeks?|months?|day|(mon|tues?|wed(nes)?|thurs?|fri|satur|sun)(day)?s?|od)\b|[一二两三四五六七八九十半若周月早晚]/i;

/** Whether anything that could change the dose is left in a text, once all that was understood is taken out. */
export function hasLeftover(rest: string): boolean {
  return LEFTOVER.test(rest.replace(FILLER, ' '));
}

/**
 * The words by which a report answers, most specific first: where two could begin at one place, the earlier row wins.
 * Text is lower case and normalised (`narrative.ts`); every pattern is bounded, so that reading stays linear.
 */

/** What a clause says of a finding. `open`: nothing yet; `listed`: named as examined; `unclear`: can't be decided. */
export type Answer = 'met' | 'not-met' | 'unclear' | 'open' | 'listed';

export type WordKind =
  /** Stands before what it answers: "negative for". */
  | 'before'
  /** Stands after it, or before it with a colon: "not detected". */
  | 'either'
  /** Makes nothing in its sentence an answer: a plan, history, a description of the method. */
  | 'aside'
  /** Names what was examined: answers come from elsewhere. */
  | 'tested'
  /** Ends a thought within a sentence. */
  | 'break'
  | 'comma'
  | 'colon'
  /** A limit of the method follows, not the patient's number. */
  | 'limit'
  /** The number lies under the limit of the method. */
  | 'below'
  /** A chromosome arm was lost or gained: names what a bare locus leaves open. */
  | 'loss'
  | 'gain'
  | 'karyotype'
  | 'fish'
  | 'all'
  | 'percent'
  | 'fraction'
  | 'copies'
  | 'neutral';

export interface WordRow {
  readonly kind: WordKind;
  readonly answer?: Answer;
  readonly words: string;
}

const SEEN = '(?:detected|identified|seen|observed|present|found|evident|demonstrated|noted|visuali[sz]ed|appreciated)';
const NOUN =
  '(?:deletions?|loss(?:es)?|gains?|fusions?|rearrangements?|abnormalit(?:y|ies)|aberrations?|amplifications?|translocations?|mutations?)';

const FRACTURE = '(?:acute |pathologic(?:al)? |compression |vertebral ){0,2}fractures?';

export const WORDS: readonly WordRow[] = [
  {
    kind: 'neutral',
    words:
      '(?:compared (?:to|with)|since|from|relative to|as on)(?: the| a)? (?:prior|previous)(?: (?:study|exams?|examination|ct|mri|pet|scan|imaging))?|与(?:前|上次)[^,。;\\n]{0,8}(?:相比|比较|对比)',
  },
  {
    kind: 'neutral',
    words:
      'as previously(?: described| reported| seen| noted)?|otherwise (?:normal|negative|unremarkable)|其?余(?:各?(?:骨质?|骨骼|部位|处))?(?:均|都)?未见(?:明显|明确)?异常',
  },
  { kind: 'neutral', words: 'non-?hyperdiploid\\w{0,3}|非超二倍体|(?:pseudo|near-)?hypodiploid\\w{0,3}' },
  {
    kind: 'neutral',
    words: 'no (?:other|additional|further) (?:[a-z]{1,20} )?(?:abnormalit(?:y|ies)|aberrations?|findings?|changes?)',
  },
  // "No fracture or lytic lesion" denies both; of a longer list the plain "no" is unclear.
  {
    kind: 'before',
    answer: 'not-met',
    words: `no ${FRACTURE}(?:,? (?:or|nor|and/or)\\b| ?/)|未见(?:明显|明确)?骨折[及或和与、]`,
  },
  {
    kind: 'neutral',
    words: `no ${FRACTURE}(?!s| and\\b|,[^.;\\n]{0,60}\\b(?:or|nor)\\b)|未见(?:明显|明确)?骨折`,
  },
  {
    kind: 'aside',
    answer: 'unclear',
    words: 'no (?:significant )?change|(?:other|rather) than|\\bexcept(?:ing)?\\b|apart from|with the exception of|除',
  },
  {
    kind: 'limit',
    words:
      '\\bcut-?\\s?offs?\\b(?:\\s(?:value|level))?|\\bthresholds?\\b|\\bnormal\\s?(?:range|values?|limit|reference)?:?\\s?(?=[<≤]|\\d)|reference (?:range|interval|value)s?|阈值|临界值|正常(?:参考)?值|参考(?:值|范围)',
  },
  {
    kind: 'below',
    words:
      '(?:below|under|less than|within|beneath) (?:the )?(?:laboratory |lab |normal |assay |established )?(?:cut-?\\s?off|threshold|background|limit of)|(?:低于|小于)(?:阈值|临界值|正常值|cut-?off)',
  },
  {
    kind: 'neutral',
    words: '(?:above|over|exceed(?:s|ing)?) (?:the )?(?:laboratory |lab |normal )?(?:cut-?\\s?off|threshold)',
  },
  // No result at all: neither an answer nor an uncertainty.
  {
    kind: 'either',
    answer: 'open',
    words:
      '(?:could|can) ?not be (?:evaluated|assessed|performed|determined|tested|interpreted)|not (?:been )?(?:performed|done|tested|evaluated|assessed|evaluable|assessable|available|interpretable|reported|informative|requested|sent)|insufficient|inadequate|unsuccessful|uninformative|unsatisfactory|\\bfail(?:ed|ure)\\b|\\bpending\\b|to follow|awaited|awaiting|\\bcancell?ed\\b|\\bqns\\b|no results?\\b|no (?:signals?|metaphases?)\\b|未(?:做|行|测|送检|完善|回报|检测(?![到出]))|无法(?:评估|判断|检测|分析|判读|判定)?|不足|失败|待(?:回报|查|检|测|完善|结果)',
  },
  {
    kind: 'aside',
    answer: 'open',
    words:
      '\\b(?:will|would|should|shall|plan(?:s|ned)?|to be (?:tested|sent|done|performed)|recommend(?:s|ed)?|suggest(?:ed)? (?:testing|fish)|consider(?:ed)?|order(?:ed)?|request(?:ed)?|send|sent for|await|if|whether|in case|indications?|rule out|r/o|to exclude|exclude)\\b|建议|拟|计划|需|请|如|是否|排除|完善',
  },
  {
    kind: 'aside',
    answer: 'open',
    words:
      '\\b(?:history of|h/o|clinical (?:history|data|information)|previous(?:ly)?|prior|formerly|known|earlier|in (?:19|20)\\d\\d|last (?:year|month)|comparison|mother|father|brother|sister|family)\\b|既往|此前|曾|病史|家族|外院|对比',
  },
  {
    kind: 'aside',
    answer: 'open',
    words:
      '\\b(?:designed|intended|sensitivity|able|ability|used) (?:to|for)\\b|\\b(?:associated with|prognos\\w{1,6}|high-risk (?:features?|markers?|abnormalities|lesions?) (?:include|are|such)|defined (?:as|by)|patients with|in patients|such as|e\\.g\\.|for example|risk strat\\w{1,10}|literature|trial|eligib\\w{1,8}|detects|may be seen|does not include|not included)\\b|预后|提示预后|用于|例如|患者常',
  },
  // What a study was done for, or was asked, isn't what it found.
  {
    kind: 'aside',
    answer: 'open',
    words:
      '\\b(?:assess|evaluate|check|look|screen|detect|identify|assessment|evaluation|detection|screening|asked|questions?)(?: (?:for|of|about))? (?:(?:any|new|possible|the presence of|occult|focal) ){0,2}(?=(?:osteo)?ly(?:tic|sis|ses)|(?:osseous|skeletal|bony?) (?:lesions?|disease|involvement))|有无',
  },
  {
    kind: 'aside',
    answer: 'unclear',
    words:
      "\\b(?:can ?not|can't|could not) (?:be )?(?:entirely |completely )?(?:excluded?|ruled? out)|not (?:be )?(?:excluded|ruled out)|\\b(?:equivocal|indeterminate|inconclusive|borderline|ambiguous|suspicious|suspected|suspicion|possibl[ey]|probabl[ey]|questionable|may|might|could|likely|low-level|atypical|versus|vs\\.?|nonspecific|non-specific|unclear|uncertain|not only)\\b|可疑|疑似|可能|不除外|不能除外|不能排除|待排|考虑|弱阳性|临界|灰区|性质待定|\\?",
  },
  {
    kind: 'tested',
    words:
      '\\b(?:probes? (?:used|set|sets|tested|for|panel|included)|probes|tested(?: for)?|evaluated for|analy[sz]ed for|screened for|panel (?:includes?|consists of|comprises)|tests? for|the following|studies for|testing for)\\b|探针|检测项目|检测位点',
  },
  {
    kind: 'before',
    answer: 'not-met',
    words:
      '\\b(?:(?:negative|neg) for|no (?:[a-z-]{1,14} )?evidence (?:of|for)|absence of|free of|none of|neither|(?:did|does|do) not (?:show|reveal|demonstrate|harbou?r|have|identify|detect|contain)|(?:fails|failed) to (?:show|reveal|demonstrate)|lack(?:s|ed|ing)?(?: of)?|without(?: evidence of)?)\\b',
  },
  {
    kind: 'either',
    answer: 'not-met',
    words: `\\bno (?:evidence of )?(?:an? )?(?:clonal |significant |definite |chromosomal |cytogenetic |genetic |numerical |structural |fish )?${NOUN}(?! (?:of|in|involving|at|on|for) )(?: (?:was|were|is|are))?(?: ${SEEN})?(?=\\s*(?:[.,;)\\n]|$))`,
  },
  // "Lytic lesions: no": the whole answer, after what it answers.
  { kind: 'either', answer: 'not-met', words: '(?<=[:=] ?)(?:no|无)(?= ?(?:[.,;。)\\n]|$))' },
  { kind: 'before', answer: 'not-met', words: '\\bno\\b(?! longer)|无(?:明显|明确)?(?!法)' },
  {
    kind: 'either',
    answer: 'not-met',
    words: `\\b(?:(?:was|were|is|are)(?:n't|nt) |(?:was |were |is |are )?not (?:been )?|no longer |none )(?:${SEEN}|amplified|deleted|rearranged|mutated|lost|gained)\\b|\\b(?:undetect(?:ed|able)|none(?! of)|unremarkable|negative|neg|absent|normal|within normal limits|wnl|intact|ruled out|excluded)\\b|\\(-\\)`,
  },
  {
    kind: 'either',
    answer: 'not-met',
    words:
      '(?:均|都)?(?:未|没有?|无)(?:见|检测到|检测出|检出|发现|查见)?(?:到)?(?:明显|明确)?(?:的)?(?:异常|改变)|(?:均|都)?(?:未(?:能)?(?:见|检测到|检测出|检出|发现|查见|探及)|没有(?:发现|检测到|见到)|不伴)(?:到)?(?:明显|明确)?(?:的)?|(?:均|都)?(?:为|呈)?阴性|(?<!不)正常',
  },
  {
    kind: 'before',
    answer: 'met',
    words:
      '\\b(?:(?:positive|pos) for|presence of|show(?:s|ed|ing)?|reveal(?:s|ed|ing)?|demonstrat(?:es?|ed|ing)|harbou?r(?:s|ed|ing)|consistent with|(?:myeloma|neoplasm|clone|cells|dyscrasia) with|evidence of)\\b',
  },
  {
    kind: 'either',
    answer: 'met',
    words: `\\b(?:${SEEN}|positive|pos|abnormal|deleted|rearranged|amplified|mutated|confirmed)\\b|\\(\\+{1,3}\\)|(?:均|都)?(?:为|呈)?阳性|检测(?:到|出)|检出|发现|查见|存在|可见|异常|伴有?|提示|示`,
  },
  {
    kind: 'break',
    words: '\\.(?=\\s|$)|[;。!\\n]|\\b(?:but|however|whereas|although|though|while|instead)\\b|但是?|而',
  },
  {
    kind: 'loss',
    words:
      '\\b(?:deletions?|losses|loss|del)\\b(?: (?:of|for|in|at|involving|on)\\b)?(?: (?:the|chromosome|arm)\\b){0,2}|缺失',
  },
  {
    kind: 'gain',
    words:
      '\\b(?:gains?|duplications?|extra copies|additional copies)\\b(?: (?:of|for|in|at|involving|on)\\b)?|扩增|获得|增加',
  },
  {
    kind: 'karyotype',
    words: '\\b(?:karyotyp\\w{1,4}|g-?band\\w{0,4}|metaphases?|conventional cytogenetic\\w{0,2})\\b|核型|g显带',
  },
  { kind: 'fish', words: '\\bfish\\b|荧光原位杂交' },
  { kind: 'all', words: '\\b(?:all|panel|results?|studies)\\b|均|结果' },
  {
    kind: 'copies',
    words:
      '(?<![\\d.])(?:>=?|≥|at least )?\\s?(?:\\d{1,2}|two|three|four|five|six)(?:\\s?(?:-|to|~)\\s?\\d{1,2})? ?(?:copies|signals|(?:个)?拷贝|个信号)',
  },
  {
    kind: 'fraction',
    words:
      '\\[?\\d{1,4} ?(?:/|out of|of) ?\\d{2,4}(?:\\]| (?:of )?(?:interphase |plasma |analy[sz]ed |abnormal )?(?:nuclei|cells)\\b|个?细胞)',
  },
  {
    kind: 'percent',
    words: '[<>≤≥~约]?\\s?\\d{1,3}(?:\\.\\d{1,3})?(?: ?%? ?(?:-|to|~) ?\\d{1,3}(?:\\.\\d{1,3})?)? ?(?:%|percent\\b)',
  },
  { kind: 'comma', words: '[,、]' },
  { kind: 'colon', words: '[:=]' },
];

import type { Ingredient } from '../../logic/drugs.ts';
import { MEDICATION_CODES } from '../codes/medications.ts';

/**
 * Names by which a drug without a known code is recognised: international and brand names, and the names in Chinese
 * charts. Whole words only. Order matters where one name contains another.
 */
const NAMES: readonly (readonly [Ingredient, readonly string[]])[] = [
  ['lenalidomide', ['lenalidomide', 'revlimid', '来那度胺']],
  ['thalidomide', ['thalidomide', 'thalomid', '沙利度胺']],
  ['pomalidomide', ['pomalidomide', 'pomalyst', 'imnovid', '泊马度胺']],
  ['bortezomib', ['bortezomib', 'velcade', '硼替佐米']],
  ['carfilzomib', ['carfilzomib', 'kyprolis', '卡非佐米']],
  ['ixazomib', ['ixazomib', 'ninlaro', '伊沙佐米', '艾沙佐米']],
  ['daratumumab', ['daratumumab', 'darzalex', '达雷妥尤单抗']],
  ['isatuximab', ['isatuximab', 'sarclisa', '伊沙妥昔单抗', '艾沙妥昔单抗']],
  ['elotuzumab', ['elotuzumab', 'empliciti', '埃罗妥珠单抗']],
  ['belantamab-mafodotin', ['belantamab', 'blenrep', '玛贝兰妥单抗']],
  ['idecabtagene-vicleucel', ['idecabtagene', 'abecma', '艾基维仑赛']],
  ['ciltacabtagene-autoleucel', ['ciltacabtagene', 'carvykti', '西达基奥仑赛']],
  ['selinexor', ['selinexor', 'xpovio', '塞利尼索']],
  ['venetoclax', ['venetoclax', 'venclexta', '维奈克拉']],
  ['panobinostat', ['panobinostat', 'farydak', '帕比司他']],
  ['melphalan', ['melphalan', 'alkeran', 'evomela', '美法仑', '马法兰']],
  ['cyclophosphamide', ['cyclophosphamide', 'cytoxan', '环磷酰胺']],
  ['bendamustine', ['bendamustine', 'treanda', 'bendeka', '苯达莫司汀']],
  ['carmustine', ['carmustine', 'bicnu', '卡莫司汀']],
  ['lomustine', ['lomustine', 'gleostine', '洛莫司汀']],
  [
    'liposomal-doxorubicin',
    [
      'liposomal doxorubicin',
      'doxorubicin liposomal',
      'pegylated liposomal',
      'doxil',
      'caelyx',
      '脂质体多柔比星',
      '多柔比星脂质体',
      '脂质体阿霉素',
      '阿霉素脂质体',
    ],
  ],
  ['doxorubicin', ['doxorubicin', 'adriamycin', '多柔比星', '阿霉素']],
  ['cisplatin', ['cisplatin', '顺铂']],
  ['etoposide', ['etoposide', '依托泊苷']],
  ['vincristine', ['vincristine', '长春新碱']],
  ['dexamethasone', ['dexamethasone', 'decadron', 'hemady', '地塞米松']],
  ['prednisone', ['prednisone', '泼尼松', '强的松']],
  ['prednisolone', ['prednisolone', '泼尼松龙']],
  ['methylprednisolone', ['methylprednisolone', 'medrol', '甲泼尼龙', '甲强龙', '甲基泼尼松龙', '甲基强的松龙']],
  ['epoetin', ['epoetin', 'erythropoietin', 'epogen', 'procrit', 'retacrit', '促红细胞生成素', '人促红素']],
  ['darbepoetin', ['darbepoetin', 'aranesp', '达依泊汀']],
  ['enoxaparin', ['enoxaparin', 'lovenox', 'clexane', '依诺肝素', '依诺肝素钠']],
  ['dalteparin', ['dalteparin', 'fragmin', '达肝素', '达肝素钠']],
  ['tinzaparin', ['tinzaparin', 'innohep', '亭扎肝素']],
  [
    'other-lmwh',
    [
      'low molecular weight heparin',
      'low-molecular-weight heparin',
      'lmwh',
      'nadroparin',
      'bemiparin',
      '低分子肝素',
      '低分子量肝素',
      '那屈肝素',
      '那曲肝素',
      '贝米肝素',
    ],
  ],
  ['heparin', ['heparin', '肝素', '肝素钠', '普通肝素']],
  ['fondaparinux', ['fondaparinux', 'arixtra', '磺达肝癸钠', '磺达肝素']],
  ['rivaroxaban', ['rivaroxaban', 'xarelto', '利伐沙班', '拜瑞妥']],
  ['apixaban', ['apixaban', 'eliquis', '阿哌沙班']],
  ['edoxaban', ['edoxaban', 'savaysa', 'lixiana', '艾多沙班']],
  ['dabigatran', ['dabigatran', 'pradaxa', '达比加群', '达比加群酯']],
  ['warfarin', ['warfarin', 'coumadin', 'jantoven', '华法林']],
  ['aspirin', ['aspirin', 'acetylsalicylic acid', 'ecotrin', '阿司匹林']],
  ['clopidogrel', ['clopidogrel', 'plavix', '氯吡格雷']],
  ['prasugrel', ['prasugrel', '普拉格雷']],
  ['ticagrelor', ['ticagrelor', 'brilinta', '替格瑞洛']],
  [
    'strong-cyp3a4-pgp-inhibitor',
    [
      'clarithromycin',
      'ketoconazole',
      'itraconazole',
      'ritonavir',
      'cobicistat',
      'posaconazole',
      'voriconazole',
      '克拉霉素',
      '酮康唑',
      '伊曲康唑',
      '利托那韦',
      '考比司他',
      '泊沙康唑',
      '伏立康唑',
    ],
  ],
  [
    'strong-cyp3a4-pgp-inducer',
    [
      'rifampin',
      'rifampicin',
      'carbamazepine',
      'phenytoin',
      "st. john's wort",
      'apalutamide',
      'enzalutamide',
      '利福平',
      '卡马西平',
      '苯妥英',
      '圣约翰草',
      '贯叶连翘',
      '阿帕他胺',
      '恩扎卢胺',
    ],
  ],
];

/** Drugs that are known by a class only: their names are those of the code table. */
const GROUPS: ReadonlySet<string> = new Set(['strong-cyp3a4-pgp-inhibitor', 'strong-cyp3a4-pgp-inducer']);
const GROUP_NAMES: readonly (readonly [Ingredient, readonly string[]])[] = MEDICATION_CODES.filter(
  ({ ingredient, system, display }) =>
    GROUPS.has(ingredient) && system !== 'hcpcs' && /^[a-z' -]{4,40}$/i.test(display),
).map(({ ingredient, display }) => [ingredient, [display.toLowerCase()]]);

interface Name {
  readonly ingredient: Ingredient;
  readonly text: string;
  readonly pattern: RegExp;
}

const isLatin = (name: string): boolean => /^[\x20-\x7e]+$/.test(name);
const escaped = (name: string): string => name.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');

const PATTERNS: readonly Name[] = [...NAMES, ...GROUP_NAMES]
  .flatMap(([ingredient, names]) =>
    names.map((text) => ({
      ingredient,
      text,
      pattern: new RegExp(isLatin(text) ? `(?<![a-z])${escaped(text)}(?![a-z])` : escaped(text), 'i'),
    })),
  )
  .sort((a, b) => b.text.length - a.text.length);

/** The first word of every Latin name: most drugs of a chart have none of them, and a look at their words must tell. */
const FIRST_WORDS: ReadonlySet<string> = new Set(
  PATTERNS.filter(({ text }) => isLatin(text)).flatMap(({ text }) => /[a-z]{3,}/.exec(text) ?? []),
);
const WORD = /[a-z]{3,}|[\u0080-\uffff]/g;

/** Whether a text may hold a name: one of its words begins one, or it isn't written in Latin letters only. */
function mayName(text: string): boolean {
  for (const [word] of text.toLowerCase().matchAll(WORD)) {
    if (FIRST_WORDS.has(word) || word.length === 1) return true;
  }
  return false;
}

/** Words that say that the drug named is not taken, or that another one is meant. */
const NEGATED = /\b(allerg|avoid|hold|discontinu|do not|not taking|stop(ped)?|instead of|placebo)|过敏|停用|禁用|避免/i;
const LONGEST_TEXT = 300;

/** The ingredients named in a text, the longest names first so that methylprednisolone isn't prednisolone. */
export function ingredientsIn(text: string): readonly Ingredient[] {
  if (text.length > LONGEST_TEXT || !mayName(text) || NEGATED.test(text)) return [];
  let rest = text;
  const found = new Set<Ingredient>();
  for (const { ingredient, pattern } of PATTERNS) {
    if (!pattern.test(rest)) continue;
    found.add(ingredient);
    rest = rest.replace(new RegExp(pattern, 'gi'), ' ');
  }
  // "doxorubicin hydrochloride liposome": the form stands apart from the name.
  const liposomal = /liposom|脂质体/i.test(text);
  return [...new Set([...found].map((name) => (name === 'doxorubicin' && liposomal ? 'liposomal-doxorubicin' : name)))];
}

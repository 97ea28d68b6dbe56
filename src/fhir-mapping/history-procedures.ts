import type { ProcedureName } from '../logic/history-facts.ts';
import type { HistoryLine } from './history-entries.ts';

/**
 * What is looked for among the procedures and the other kinds that may tell them (DEC-3). The silence of `kinds` means
 * that it wasn't done; the silence of `alsoFrom` says nothing.
 */

type Line = Pick<HistoryLine, 'concept' | 'codes' | 'named' | 'apart' | 'kinds' | 'alsoFrom'>;

const PROCEDURES = ['procedures'] as const;
const STATUS = ['conditions'] as const;
const ANY_RECORD = ['serviceRequests', 'observations', 'reports'] as const;

/** Words of a plan, not of the deed. */
const PLAN =
  /evaluat|referral|refer to|consult|candida|eligib|planned|planning|workup|work-up|教育|评估|转诊|会诊|候选|拟行|适合/i;
const KIDNEY = /\b(kidney|renal|liver|heart|lung|corneal?|organ|mitral|valve)\b|肾移植|肝移植|心脏移植|角膜/i;

const TRANSPLANT =
  '(stem[- ]cell|bone marrow|h[ae]{1,2}matopoietic|hemopoietic|progenitor cell)[a-z -]{0,30}transplant|\\bhs?ct\\b|(造血)?干细胞移植|骨髓移植|造血细胞移植';

export const PROCEDURE_LINES: Readonly<Record<ProcedureName, Line>> = {
  autologousTransplants: {
    concept: 'autologous-transplant',
    codes: ['autologous-transplant'],
    named: /\bautologous [a-z -]{0,40}transplant|\bauto-?(hs?ct|sct)\b|\basct\b|自体[^，,]{0,10}移植/,
    apart: PLAN,
    kinds: PROCEDURES,
    alsoFrom: STATUS,
  },
  allogeneicTransplants: {
    concept: 'allogeneic-transplant',
    codes: ['allogeneic-transplant'],
    named: /\ballogene?ic [a-z -]{0,40}transplant|\ballo-?(hs?ct|sct)\b|异基因[^，,]{0,10}移植|异体[^，,]{0,10}移植/,
    apart: PLAN,
    kinds: PROCEDURES,
    alsoFrom: STATUS,
  },
  unspecifiedTransplants: {
    concept: 'stem-cell-transplant',
    codes: ['stem-cell-transplant', 'transplant-status'],
    named: new RegExp(TRANSPLANT),
    apart: new RegExp(`${PLAN.source}|${KIDNEY.source}|autolog|\\bauto|\\ballo|自体|异基因|异体`, 'i'),
    kinds: PROCEDURES,
    alsoFrom: STATUS,
  },
  stemCellCollections: {
    concept: 'stem-cell-collection',
    codes: ['stem-cell-collection'],
    named:
      /\b(stem|progenitor)[- ]cell (collection|harvest|apheresis)|\b(collection|harvest(ing)?) of [a-z ]{0,20}stem cells|\bbone marrow harvest|干细胞(采集|动员采集)/,
    apart: PLAN,
    kinds: PROCEDURES,
    alsoFrom: ANY_RECORD,
  },
  radiotherapy: {
    concept: 'radiotherapy',
    codes: ['radiotherapy', 'radiotherapy-status'],
    named:
      /\bradiotherapy|\bradiation (therapy|treatment)|\b(external beam|palliative) radiation|\bebrt\b|放疗|放射治疗/,
    apart: PLAN,
    kinds: PROCEDURES,
    alsoFrom: [...STATUS, ...ANY_RECORD],
  },
  dentalExaminations: {
    concept: 'dental-examination',
    codes: ['dental-examination'],
    named:
      /\b(dental|oral|dentist)[a-z ]{0,12} (exam|examination|evaluation|assessment|check-?up|clearance|visit)\b|\bdental clearance|(口腔|牙科|牙齿)(科)?(检查|评估|会诊)/,
    kinds: PROCEDURES,
    alsoFrom: [...STATUS, ...ANY_RECORD],
  },
  typeAndScreen: {
    concept: 'type-and-screen',
    codes: ['type-and-screen'],
    named:
      /\btype (and|&) ?(screen|crossmatch)|\bantibody screen\b|\b(blood )?group and (screen|save)|血型(及|和|与)?抗体(筛查|筛选)?|血型鉴定[^，,]{0,6}抗体(筛查|筛选)?|抗体筛查/,
    kinds: ['observations'],
    alsoFrom: ['procedures', 'serviceRequests', 'reports'],
  },
  plasmapheresis: {
    concept: 'plasmapheresis',
    codes: ['plasmapheresis'],
    named: /\bplasmapheresis|\b(therapeutic )?plasma exchange|血浆置换|血浆去除/,
    kinds: PROCEDURES,
  },
  marrowExaminations: {
    concept: 'marrow-examination',
    codes: ['marrow-examination'],
    named: /\b(bone )?marrow (biopsy|aspirat|examination)|\bbiopsy of bone marrow|骨髓(穿刺|活检)/,
    kinds: PROCEDURES,
  },
  plasmacytomaBiopsies: {
    concept: 'plasmacytoma-biopsy',
    codes: ['plasmacytoma-biopsy'],
    named: /\bbiopsy (of|,)[a-z ,-]{0,30}plasmacytoma|\bplasmacytoma biopsy|浆细胞瘤[^，,]{0,4}活检/,
    kinds: PROCEDURES,
  },
  plasmacytomaSurgery: {
    concept: 'plasmacytoma-surgery',
    codes: ['plasmacytoma-surgery'],
    named:
      /\b(excision|resection|removal|debulking) of [a-z -]{0,30}plasmacytoma|\bplasmacytoma (excision|resection)|浆细胞瘤[^，,]{0,4}(切除|手术)/,
    kinds: PROCEDURES,
  },
  spineSurgery: {
    concept: 'spine-surgery',
    codes: ['spine-surgery'],
    named:
      /\b(spinal|spine) (fusion|decompression|stabili[sz]ation|surgery|fixation)|\blaminectomy|脊柱(融合|减压|固定|手术)|椎板切除|椎管减压/,
    kinds: PROCEDURES,
  },
  vertebralAugmentations: {
    concept: 'vertebral-augmentation',
    codes: ['vertebral-augmentation'],
    named: /\bvertebroplasty|\bkyphoplasty|\bvertebral augmentation|椎体(后凸)?成形/,
    kinds: PROCEDURES,
  },
  echocardiograms: {
    concept: 'echocardiogram',
    codes: ['echocardiogram'],
    named: /\bechocardiogra|\b(tte|tee)\b|超声心动图|心脏(彩色?)?超声|心脏彩超/,
    kinds: PROCEDURES,
    alsoFrom: ANY_RECORD,
  },
  frailtyAssessments: {
    concept: 'frailty-assessment',
    codes: ['frailty-assessment', 'imwg-frailty'],
    named:
      /\bfrailty (assessment|score|scale|index|evaluation|screening)|\b(comprehensive )?geriatric assessment|衰弱(评估|评分|指数)|老年(综合)?评估/,
    kinds: PROCEDURES,
    alsoFrom: ANY_RECORD,
  },
};

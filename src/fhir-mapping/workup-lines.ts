import type { ChartKind } from '../logic/facts.ts';
import type { WorkupTest } from '../logic/workup-facts.ts';
import type { Concept } from './codes/concepts.ts';
import type { Named } from './entry-text.ts';

/** By which codes and words a test of the work-up is found, and whose silence means that it wasn't done. */

export interface WorkupLine extends Named {
  readonly codes: readonly Concept[];
  readonly kinds: readonly ChartKind[];
}

const LABORATORY = ['observations'] as const;
const REPORTED = ['observations', 'reports'] as const;

/** Words that make a name something else than the test. */
const OTHER = /\b(culture|csf|spinal fluid|pleural|ascit|stool|semen|cord blood|donor)\b|脑脊液|胸水|腹水|供者/i;

const line = (
  codes: readonly Concept[],
  named: RegExp,
  kinds: readonly ChartKind[] = LABORATORY,
  apart: RegExp = OTHER,
): WorkupLine => ({ codes, named, kinds, apart });

const CBC = /\bcbc\b|complete blood count|full blood count|血常规|全血细胞/;
const DIFFERENTIAL =
  /\b(cbc|blood count)\b.{0,20}\bdiff|\bdifferential\b.{0,20}\b(count|leukocyte|wbc)|血常规|白细胞分类/;
const METABOLIC = /\b(basic|comprehensive) metabolic|\b(cmp|bmp)\b|生化全套|全套生化/;
const IN_URINE = /\burin|尿/i;
const IN_SERUM = /\bserum\b|\bplasma\b|血清/i;

export const WORKUP_LINES: Readonly<Record<WorkupTest, WorkupLine>> = {
  hemoglobin: line(['hemoglobin', 'cbc-panel', 'cbc-with-differential'], CBC),
  leukocytes: line(['leukocytes', 'cbc-panel', 'cbc-with-differential'], CBC),
  platelets: line(['platelets', 'cbc-panel', 'cbc-with-differential'], CBC),
  differential: line(['neutrophils', 'neutrophil-fraction', 'cbc-with-differential'], DIFFERENTIAL),
  'blood-smear': line(
    ['blood-smear', 'circulating-plasma-cells-smear'],
    /\b(peripheral )?(blood )?smear\b|血涂片|外周血(细胞)?涂片|血细胞形态/,
    LABORATORY,
    /\b(pap|cervical|sputum|marrow|malaria|gram|afb|acid[- ]fast|vaginal|buccal)\b|骨髓|宫颈|痰/i,
  ),
  bun: line(['bun', 'urea', 'basic-metabolic-panel', 'comprehensive-metabolic-panel'], METABOLIC),
  'serum-creatinine': line(['serum-creatinine', 'basic-metabolic-panel', 'comprehensive-metabolic-panel'], METABOLIC),
  sodium: line(
    ['sodium', 'electrolyte-panel', 'basic-metabolic-panel', 'comprehensive-metabolic-panel'],
    /\bmetabolic panel|\b(cmp|bmp)\b|\belectrolytes?\b|电解质|生化全套/,
    LABORATORY,
    IN_URINE,
  ),
  potassium: line(
    ['potassium', 'electrolyte-panel', 'basic-metabolic-panel', 'comprehensive-metabolic-panel'],
    /\bmetabolic panel|\b(cmp|bmp)\b|\belectrolytes?\b|电解质|生化全套/,
    LABORATORY,
    IN_URINE,
  ),
  'liver-function': line(
    ['liver-enzyme', 'hepatic-panel', 'comprehensive-metabolic-panel'],
    /\b(hepatic|liver) (function|panel|enzymes)|\blfts?\b|\bcomprehensive metabolic|\bcmp\b|肝功能?|肝肾功能/,
  ),
  albumin: line(['albumin', 'hepatic-panel', 'comprehensive-metabolic-panel'], /\bcomprehensive metabolic|\bcmp\b/),
  calcium: line(
    ['calcium', 'albumin-corrected-calcium', 'basic-metabolic-panel', 'comprehensive-metabolic-panel'],
    METABOLIC,
  ),
  'uric-acid': line(['uric-acid'], /\b(uric acid|urate)\b|尿酸/, LABORATORY, /\burine|24 ?h|尿液|尿尿酸/i),
  ldh: line(['ldh'], /\bldh\b|lactate dehydrogenase|乳酸脱氢酶/),
  'beta2-microglobulin': line(
    ['beta2-microglobulin'],
    /\b(beta|β)[ -]?2[ -]?micro ?globulin|\bb2m\b|β2[ -]?微球蛋白/,
    LABORATORY,
    IN_URINE,
  ),
  'measured-creatinine-clearance': line(['measured-creatinine-clearance'], /creatinine clearance|肌酐清除率/),
  igg: line(['igg'], /\bquantitative immunoglobulins?|\bimmunoglobulins?,? quant|免疫球蛋白(定量|三项|g)/),
  iga: line(['iga'], /\bquantitative immunoglobulins?|\bimmunoglobulins?,? quant|免疫球蛋白(定量|三项|a)/),
  igm: line(['igm'], /\bquantitative immunoglobulins?|\bimmunoglobulins?,? quant|免疫球蛋白(定量|三项|m)/),
  'serum-protein-electrophoresis': line(
    [
      'serum-protein-electrophoresis',
      'serum-m-protein',
      'serum-m-protein-fraction',
      'serum-m-protein-presence',
      'serum-abnormal-band',
    ],
    /\bspep\b|protein electrophoresis|血清蛋白电泳/,
    LABORATORY,
    IN_URINE,
  ),
  'serum-immunofixation': line(
    ['serum-immunofixation', 'serum-immunofixation-kappa', 'serum-immunofixation-lambda', 'm-protein-type'],
    /\bsife\b|\bimmunofixation\b|血清?免疫固定电泳/,
    LABORATORY,
    IN_URINE,
  ),
  'urine-protein-24h': line(
    ['urine-protein-24h'],
    /\b24 ?-?h(ou)?rs? urine (total )?protein|\burine (total )?protein,? 24|24 ?(小时|h) ?尿(总)?蛋白/,
    LABORATORY,
    /electrophoresis|电泳/i,
  ),
  'urine-protein-electrophoresis': line(
    ['urine-protein-electrophoresis', 'urine-m-protein', 'urine-m-protein-concentration', 'urine-m-protein-fraction'],
    /\bupep\b|urine protein electrophoresis|protein electrophoresis,? .{0,10}urine|尿蛋白电泳/,
    LABORATORY,
    IN_SERUM,
  ),
  'urine-immunofixation': line(
    ['urine-immunofixation'],
    /\buife\b|urine immunofixation|immunofixation,? .{0,10}urine|尿免疫固定电泳/,
    LABORATORY,
    IN_SERUM,
  ),
  'free-kappa': line(
    ['free-kappa', 'flc-ratio', 'flc-panel'],
    /\bfree light chains?|\bs?flc\b|游离轻链/,
    LABORATORY,
    IN_URINE,
  ),
  'free-lambda': line(
    ['free-lambda', 'flc-ratio', 'flc-panel'],
    /\bfree light chains?|\bs?flc\b|游离轻链/,
    LABORATORY,
    IN_URINE,
  ),
  // The studies themselves are told by `disease/studies.ts`.
  'whole-body-ct-or-pet': line(['whole-body-ct', 'pet-ct', 'whole-body-pet'], /(?!)/, REPORTED),
  'whole-body-mri': line(['whole-body-mri'], /(?!)/, REPORTED),
  'marrow-examination': line(
    ['marrow-examination', 'marrow-report', 'marrow-plasma-cells', 'marrow-abnormal-plasma-cells'],
    /\b(bone )?marrow (aspirat|biops|trephine|examination|core|patholog|morpholog)|\bbiopsy of bone marrow|骨髓(穿刺|活检|涂片|病理|形态|象)/,
    [...REPORTED, 'procedures'],
    /\btransplant|\bdonor|\bharvest|移植|供者/i,
  ),
  'plasma-cell-fish': line(
    ['fish'],
    /\bfish\b|fluorescen(ce|t) in[ -]situ|interphase|荧光原位杂交/,
    REPORTED,
    /\b(her-?2|breast|bladder|urovysion|alk|ros1|oil|allergy|ige|liposarcoma|lung)\b|乳腺|膀胱|过敏/i,
  ),
  'plasmacytoma-biopsy': line(
    ['plasmacytoma-biopsy'],
    /\bbiopsy (of|,)[a-z ,-]{0,30}plasmacytoma|\bplasmacytoma biopsy|浆细胞瘤[^，,]{0,4}活检/,
    ['procedures', 'reports'],
  ),
  'serum-viscosity': line(['serum-viscosity'], /\b(serum|plasma) viscosity|血清粘度|血清黏度|血浆粘度|血浆黏度/),
  'hla-typing': line([], /\bhla\b.{0,20}\btyp|hla ?(分型|配型)/, LABORATORY),
  'frailty-assessment': line(
    ['frailty-assessment', 'imwg-frailty'],
    /\bfrailty (assessment|score|scale|index|evaluation|screening)|\b(comprehensive )?geriatric assessment|衰弱(评估|评分|指数)|老年(综合)?评估/,
    ['procedures', 'observations'],
  ),
  'history-and-physical': line(
    [],
    /\bhistory (and|&) physical|\bh ?& ?p\b|\bphysical exam(ination)?\b|体格检查|病史(采集)?(和|与|及)体检/,
    ['reports', 'procedures', 'observations'],
  ),
};

const NAMES = Object.values(WORKUP_LINES).map(({ named }) => named.source);

/** One look tells most names apart from all of them; several tests go by the name of one panel. */
export const ANY_TEST = new RegExp([...new Set(NAMES)].filter((name) => name !== '(?!)').join('|'));

import type { ConditionName } from '../logic/history-facts.ts';
import type { HistoryLine } from './history-entries.ts';

/**
 * What is looked for on the problem list: under which concepts, and by which words where no coding is known. A word
 * that another line owns is set `apart`.
 */

type Line = Pick<HistoryLine, 'concept' | 'codes' | 'named' | 'apart' | 'unless' | 'alsoFrom' | 'details'>;

const SMOLDERING = /smou?ldering|asymptomatic|indolent|冒烟|无症状/i;
const OTHER_NERVES =
  /\b(optic|auditory|cranial|facial|ulnar|median|radial|sciatic|autonomic|entrapment|compressive)\b|mononeuropath|视神经|面神经|自主神经|单神经/i;

export const CONDITION_LINES: Readonly<Record<ConditionName, Line>> = {
  multipleMyeloma: {
    concept: 'active-myeloma',
    codes: ['multiple-myeloma'],
    unless: ['smoldering-myeloma'],
    named:
      /\b(multiple myeloma|plasma cell myeloma|light chain myeloma|kahler'?s disease)\b|多发性骨髓瘤|浆细胞骨髓瘤|轻链型?骨髓瘤/,
    apart: SMOLDERING,
  },
  smolderingMyeloma: {
    concept: 'smoldering-myeloma',
    codes: ['smoldering-myeloma'],
    named:
      /\b(smou?ldering|asymptomatic|indolent) (multiple |plasma cell )?myeloma\b|(冒烟|无症状)[型性]?(多发性)?骨髓瘤/,
  },
  mgus: {
    concept: 'mgus',
    codes: ['mgus'],
    named:
      /\b(mgus|monoclonal gammopathy of (undetermined|uncertain|unknown) significance)\b|意义未明的?单克隆(丙种)?(免疫)?球蛋白/,
  },
  solitaryPlasmacytoma: {
    concept: 'solitary-plasmacytoma',
    codes: ['solitary-plasmacytoma', 'plasmacytoma'],
    unless: ['extramedullary-plasmacytoma'],
    named: /\bplasm[ao]cytoma|(孤立性|骨)?浆细胞瘤/,
    apart: /extramedullary|extraosseous|soft[- ]tissue|髓外|骨外|软组织/i,
  },
  extramedullaryPlasmacytoma: {
    concept: 'extramedullary-plasmacytoma',
    codes: ['extramedullary-plasmacytoma'],
    named: /\b(extramedullary|extraosseous|soft[- ]tissue) plasmacytoma|(髓外|骨外|软组织)浆细胞瘤/,
  },
  plasmaCellLeukemia: {
    concept: 'plasma-cell-leukemia',
    codes: ['plasma-cell-leukemia'],
    named: /\bplasma cell leuka?emia|浆细胞白血病/,
  },
  amyloidosis: {
    concept: 'amyloidosis',
    codes: ['amyloidosis', 'al-amyloidosis'],
    named: /\bamyloidosis|\bamyloid (nephropathy|cardiomyopathy|neuropathy)|淀粉样变/,
  },
  alAmyloidosis: {
    concept: 'al-amyloidosis',
    codes: ['al-amyloidosis'],
    named:
      /\bal[- ]amyloid|\b(light[- ]chain|primary systemic) \(?(al\)? )?amyloid|轻链型?淀粉样变|al型淀粉样变|原发性系统性淀粉样变/,
  },
  otherAmyloidosis: {
    concept: 'other-amyloidosis',
    codes: ['amyloidosis'],
    unless: ['al-amyloidosis'],
    named: /\bamyloidosis|淀粉样变/,
    apart: /\bal[- ]amyloid|light[- ]chain|\(al\)|primary systemic|轻链|al型|原发性系统性/i,
  },
  poemsSyndrome: {
    concept: 'poems-syndrome',
    codes: ['poems-syndrome'],
    named: /\bpoems( syndrome)?\b|\bcrow-fukase|poems综合征/,
  },
  waldenstrom: {
    concept: 'waldenstrom-macroglobulinemia',
    codes: ['waldenstrom-macroglobulinemia'],
    named: /\bwaldenstr[oö]m|lymphoplasmacytic lymphoma|华氏巨球蛋白|巨球蛋白血症|淋巴浆细胞淋巴瘤/,
  },
  castlemanDisease: {
    concept: 'castleman-disease',
    codes: ['castleman-disease'],
    named: /\bcastleman|卡斯特曼|castleman病/,
  },
  immunoglobulinDeposition: {
    concept: 'monoclonal-immunoglobulin-deposition',
    codes: ['monoclonal-immunoglobulin-deposition'],
    named:
      /\b(light|heavy)[- ]chain deposition|\bimmunoglobulin deposition disease|\bmidd\b|轻链沉积|重链沉积|免疫球蛋白沉积病/,
  },
  bCellLymphoma: {
    concept: 'b-cell-lymphoma',
    codes: ['b-cell-lymphoma'],
    named:
      /\b(b[- ]cell|non[- ]hodgkin'?s?|marginal zone|follicular|mantle cell) (b-cell )?lymphoma|b细胞淋巴瘤|非霍奇金淋巴瘤|边缘区淋巴瘤|滤泡性淋巴瘤/,
  },
  chronicLymphocyticLeukemia: {
    concept: 'chronic-lymphocytic-leukemia',
    codes: ['chronic-lymphocytic-leukemia'],
    named: /\bchronic lymphocytic leuka?emia|\bcll\b|\bsmall lymphocytic lymphoma|慢性淋巴细胞白血病|小淋巴细胞淋巴瘤/,
  },
  monoclonalBCellLymphocytosis: {
    concept: 'monoclonal-b-cell-lymphocytosis',
    codes: ['monoclonal-b-cell-lymphocytosis'],
    named: /\bmonoclonal b[- ]cell lymphocytosis|单克隆b(淋巴)?细胞增多/,
  },
  hyperviscosity: { concept: 'hyperviscosity', codes: ['hyperviscosity'], named: /\bhyperviscosity|高[黏粘]滞/ },
  cryoglobulinemia: {
    concept: 'cryoglobulinemia',
    codes: ['cryoglobulinemia'],
    named: /\bcryoglobulina?emia|冷球蛋白血症/,
  },
  peripheralNeuropathy: {
    concept: 'peripheral-neuropathy',
    codes: [
      'peripheral-neuropathy',
      'sensory-neuropathy',
      'motor-neuropathy',
      'sensorimotor-neuropathy',
      'demyelinating-neuropathy',
    ],
    named: /\b(poly|polyradiculo)?neuropathy|\bpolyneurit|\bcidp\b|(周围|末梢|外周|多发性?)神经(病|炎)|神经病变/,
    apart: OTHER_NERVES,
    alsoFrom: ['observations'],
    details: 'neuropathy',
  },
  heartFailure: {
    concept: 'heart-failure',
    codes: ['heart-failure'],
    named: /\b(heart|cardiac) failure|\b(chf|hfref|hfpef)\b|心力衰竭|心衰|心功能不全/,
  },
  hypertension: {
    concept: 'hypertension',
    codes: ['hypertension'],
    named: /\bhypertension|\bhtn\b|\bhypertensive (heart|kidney|disease|crisis)|高血压/,
    apart: /pulmonary|portal|intracranial|ocular|gestational|white coat|肺动脉|门静脉|门脉|颅内|眼/i,
  },
  arrhythmia: {
    concept: 'cardiac-arrhythmia',
    codes: ['cardiac-arrhythmia'],
    named:
      /\barrhythmia|\batrial (fibrillation|flutter)|\b(ventricular|supraventricular) tachycardia|心律失常|心房颤动|房颤|心房扑动|房扑|室速/,
  },
  hepatitisB: {
    concept: 'hepatitis-b',
    codes: ['hepatitis-b'],
    named: /\bhepatitis b\b|\bhbv infection|乙肝|乙型(病毒性)?肝炎/,
  },
  hivInfection: {
    concept: 'hiv-infection',
    codes: ['hiv-infection'],
    named: /\bhiv (infection|disease|positive)|\bhuman immunodeficiency virus (infection|disease)|艾滋病|hiv感染/,
  },
  lymeDisease: { concept: 'lyme-disease', codes: ['lyme-disease'], named: /\blyme (disease|borreliosis)|莱姆病/ },
  syphilis: { concept: 'syphilis', codes: ['syphilis'], named: /\b(neuro)?syphilis|梅毒/ },
  autoimmuneDisease: {
    concept: 'autoimmune-disease',
    codes: ['autoimmune-disease'],
    named:
      /\bautoimmune disease|\brheumatoid arthritis|\blupus erythematosus|\bsj[oö]gren|自身免疫性?疾?病|类风湿关节炎|红斑狼疮|干燥综合征/,
  },
  cobalaminDeficiency: {
    concept: 'cobalamin-deficiency',
    codes: ['cobalamin-deficiency'],
    named: /\b(vitamin )?b-?12 deficiency|\bcobalamin deficiency|\bpernicious an[ae]|维生素b12缺乏|恶性贫血/,
  },
  osteonecrosisOfJaw: {
    concept: 'osteonecrosis-of-jaw',
    codes: ['osteonecrosis-of-jaw'],
    named:
      /\b(osteonecrosis|necrosis) of (the )?(jaw|mandible|maxilla)|\bjaw (osteo)?necrosis|\bm?ronj\b|\bonj\b|[颌颚]骨坏死/,
  },
  spinalCordCompression: {
    concept: 'spinal-cord-compression',
    codes: ['spinal-cord-compression'],
    named: /\bcord compression|\bcauda equina|脊髓压迫|马尾综合征/,
  },
  unstableSpine: {
    concept: 'unstable-spine',
    codes: ['unstable-spine'],
    named: /\b(spinal instability|unstable spine|instability of (the )?(thoracic |lumbar |cervical )?spine)|脊柱不稳/,
  },
  longBoneFracture: {
    concept: 'long-bone-fracture',
    codes: ['long-bone-fracture', 'femur-fracture'],
    named:
      /\bfracture of (the )?((left|right|proximal|distal|shaft of) )?(the )?(femur|femoral neck|humerus|tibia|radius|ulna)|\b(femur|femoral|humeral|humerus|tibial|long[- ]bone) (shaft |neck )?fracture|(股骨|肱骨|胫骨|桡骨|尺骨|长骨)[^，,]{0,6}骨折/,
  },
  vertebralCompressionFracture: {
    concept: 'vertebral-compression-fracture',
    codes: ['vertebral-compression-fracture', 'collapsed-vertebra'],
    named:
      /\b(vertebral|spinal|thoracic|lumbar|spine) (compression|wedge|body) fracture|\bcompression fracture of (the )?(vertebra|spine|thoracic|lumbar|[tl]\d)|\bcollapsed vertebra|\b[tl]\d{1,2} compression fracture|(椎体|胸椎|腰椎)[^，,]{0,4}(压缩|骨折)/,
  },
  pathologicFracture: {
    concept: 'pathologic-fracture',
    codes: ['pathologic-fracture', 'collapsed-vertebra'],
    named: /\bpathologic(al)? fracture|病理性骨折/,
  },
  lyticLesionDiagnosis: {
    concept: 'lytic-lesion',
    codes: ['lytic-lesion'],
    named: /\b(osteo)?lytic (bone )?lesion|\bosteolysis|溶骨性?(病变|破坏|病灶|骨质破坏)|骨质破坏/,
  },
  scleroticBoneLesion: {
    concept: 'sclerotic-bone-lesion',
    codes: ['sclerotic-bone-lesion'],
    named: /\b(osteo)?sclerotic (bone )?lesion|硬化性?(骨)?(病变|病灶)|骨硬化/,
  },
  hypercalcemia: { concept: 'hypercalcemia', codes: ['hypercalcemia'], named: /\bhypercalca?emia|高钙血症/ },
  acuteKidneyInjury: {
    concept: 'acute-kidney-injury',
    codes: ['acute-kidney-injury'],
    named: /\bacute (kidney|renal) (injury|failure|insufficiency)|\baki\b|急性肾(损伤|衰竭|功能衰竭|功能不全)/,
    details: 'kidney',
  },
  chronicKidneyDisease: {
    concept: 'chronic-kidney-disease',
    codes: ['chronic-kidney-disease', 'end-stage-renal-disease'],
    named:
      /\bchronic (kidney disease|renal (failure|insufficiency|disease))|\bckd\b|\bend[- ]stage (renal|kidney)|\besr[df]\b|慢性肾(脏病|功能不全|衰竭|功能衰竭)|终末期肾/,
    details: 'kidney',
  },
  endStageRenalDisease: {
    concept: 'end-stage-renal-disease',
    codes: ['end-stage-renal-disease'],
    named: /\bend[- ]stage (renal|kidney)|\besr[df]\b|终末期肾|尿毒症/,
  },
  fanconiSyndrome: {
    concept: 'fanconi-syndrome',
    codes: ['fanconi-syndrome'],
    named: /\bfanconi('?s)?( renal)? (syndrome|tubulopathy)|范可尼综合征|范科尼综合征|fanconi综合征/,
  },
  nephroticSyndrome: {
    concept: 'nephrotic-syndrome',
    codes: ['nephrotic-syndrome'],
    named: /\bnephrotic syndrome|肾病综合征/,
  },
  diabetes: {
    concept: 'diabetes',
    codes: ['diabetes'],
    named: /\bdiabetes\b(?! insipidus)|\bdiabetic\b|\bt[12]dm\b|糖尿病/,
    apart: /insipidus|prediabet|pre-diabet|gestational|尿崩|糖尿病前期|妊娠/i,
  },
  thyroidDisease: {
    concept: 'thyroid-disease',
    codes: ['thyroid-disease'],
    named: /\b(hypo|hyper)thyroidism|\bthyroiditis|\bthyrotoxicosis|甲状腺功能(减退|亢进)|甲减|甲亢|甲状腺炎/,
  },
  endocrinopathy: {
    concept: 'endocrinopathy',
    codes: ['endocrinopathy'],
    named:
      /\bhypogonadism|\b(hypo|hyper)parathyroidism|\bhyperprolactina?emia|\bhypopituitarism|\badrenal insufficiency|\baddison|\bgyn[ae]{1,2}comastia|性腺功能减退|甲状旁腺功能(减退|亢进)|高(催乳素|泌乳素)血症|垂体功能减退|肾上腺皮质功能(减退|不全)|男性乳房发育/,
    apart: /secondary hyperparathyroidism|继发性甲状旁腺/i,
  },
  organomegaly: {
    concept: 'organomegaly',
    codes: ['organomegaly'],
    named:
      /\b(hepato|spleno|hepatospleno|organo)megaly|\blymphadenopathy|\benlarged (liver|spleen|lymph nodes)|肝大|脾大|肝脾(肿)?大|淋巴结肿大|器官肿大/,
  },
  poemsSkinChange: {
    concept: 'poems-skin-change',
    codes: ['poems-skin-change'],
    named:
      /\bhyperpigmentation|\bhypertrichosis|\bglomeruloid (ha?emangioma|angioma)|\bacrocyanosis|\bwhite nails|\b(nail|digital|finger) clubbing|色素沉着|多毛|肾小球样血管瘤|肢端发绀|白甲|杵状指/,
  },
  papilledema: {
    concept: 'papilledema',
    codes: ['papilledema'],
    named: /\bpapilloe?dema|\bpapilledema|\boptic disc (o?edema|swelling)|视(神经)?乳头水肿|视盘水肿/,
  },
  volumeOverload: {
    concept: 'volume-overload',
    codes: ['volume-overload'],
    named:
      /\b(pleural|pericardial) effusion|\bascites|\b(peripheral|pitting|leg|generali[sz]ed|lower extremity) o?edema|\banasarca|胸腔积液|胸水|腹水|腹腔积液|心包积液|(下肢|全身|外周)水肿/,
  },
  thrombocytosisOrPolycythemia: {
    concept: 'thrombocytosis-or-polycythemia',
    codes: ['thrombocytosis-or-polycythemia'],
    named: /\bthrombocyt(osis|ha?emia)|\bpolycyth?a?emia|\berythrocytosis|血小板增多|红细胞增多/,
  },
};

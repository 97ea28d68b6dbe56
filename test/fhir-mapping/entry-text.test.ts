import { saidOf, type Said } from '../../src/fhir-mapping/entry-text.ts';
import { HISTORY, HISTORY_NAMES } from '../../src/fhir-mapping/history.ts';
import type { HistoryName } from '../../src/logic/history-facts.ts';

interface Row {
  readonly text: string;
  readonly said: Said | undefined;
  readonly because: string;
}

describe('what the words of an entry say of a neuropathy', () => {
  test.each<Row>([
    { text: 'Peripheral neuropathy', said: 'stated', because: 'named' },
    { text: 'PERIPHERAL NEUROPATHY', said: 'stated', because: 'in capitals' },
    { text: 'Polyneuropathy, grade 2', said: 'stated', because: 'with a grade' },
    { text: 'Sensorimotor polyneuropathy due to bortezomib', said: 'stated', because: 'with a cause' },
    { text: 'Diabetic nephropathy', said: undefined, because: 'another organ' },
    { text: 'Optic neuropathy', said: undefined, because: 'another nerve' },
    { text: 'Ulnar neuropathy, left', said: undefined, because: 'one nerve' },
    { text: 'Autonomic neuropathy', said: undefined, because: 'another kind' },
    { text: 'No neuropathy', said: 'denied', because: 'negated' },
    { text: 'No evidence of peripheral neuropathy', said: 'denied', because: 'negated' },
    { text: 'Denies neuropathy', said: 'denied', because: 'negated' },
    { text: 'Without neuropathy', said: 'denied', because: 'negated' },
    { text: 'Negative for neuropathy', said: 'denied', because: 'negated' },
    { text: 'Neuropathy: none', said: 'denied', because: 'negated after the name' },
    { text: 'Neuropathy ruled out', said: 'denied', because: 'excluded' },
    { text: 'No fever, chills or neuropathy', said: 'denied', because: 'a list under one negation' },
    { text: 'No fever; peripheral neuropathy', said: 'stated', because: 'a sentence of its own' },
    { text: 'Family history of neuropathy', said: 'denied', because: "another person's" },
    { text: 'Mother with neuropathy', said: 'denied', because: "another person's" },
    { text: 'At risk for peripheral neuropathy', said: 'denied', because: 'a risk' },
    { text: 'Screening for neuropathy', said: 'denied', because: 'a test' },
    { text: 'Neuropathy prophylaxis', said: 'denied', because: 'a precaution' },
    { text: 'Rule out peripheral neuropathy', said: 'open', because: 'a question' },
    { text: 'R/O neuropathy', said: 'open', because: 'a question' },
    { text: 'Possible neuropathy', said: 'open', because: 'a suspicion' },
    { text: 'Suspected polyneuropathy', said: 'open', because: 'a suspicion' },
    { text: 'Neuropathy?', said: 'open', because: 'a question mark' },
    { text: 'Neuropathy vs radiculopathy', said: 'open', because: 'a differential' },
    { text: 'Neuropathy, to be ruled out', said: 'open', because: 'not ruled out yet' },
    { text: 'History of peripheral neuropathy', said: 'past', because: 'history' },
    { text: 'H/o neuropathy', said: 'past', because: 'history' },
    { text: 'Neuropathy, resolved', said: 'past', because: 'over' },
    { text: 'Previous neuropathy on thalidomide', said: 'past', because: 'over' },
    { text: '周围神经病变', said: 'stated', because: 'Chinese' },
    { text: '多发性神经病', said: 'stated', because: 'Chinese' },
    { text: '无周围神经病变', said: 'denied', because: 'Chinese negation' },
    { text: '否认周围神经病变', said: 'denied', because: 'Chinese negation' },
    { text: '未见周围神经病变', said: 'denied', because: 'Chinese negation' },
    { text: '周围神经病变待排', said: 'open', because: 'Chinese question' },
    { text: '疑似周围神经病变', said: 'open', because: 'Chinese suspicion' },
    { text: '周围神经病变？', said: 'open', because: 'a full-width question mark' },
    { text: '既往周围神经病变', said: 'past', because: 'Chinese history' },
    { text: '周围神经病变病史', said: 'past', because: 'Chinese history' },
    { text: '家族周围神经病变', said: 'denied', because: 'Chinese family history' },
    { text: '', said: undefined, because: 'nothing' },
    { text: 'Hypertension', said: undefined, because: 'something else' },
    { text: `Neuropathy ${'x'.repeat(300)}`, said: undefined, because: 'a story, not a name' },
  ])('$text: $said, $because', ({ text, said }) => {
    expect(saidOf(text, HISTORY.peripheralNeuropathy)).toBe(said);
  });
});

describe('the words of each line', () => {
  const NAMES: Readonly<Record<HistoryName, readonly string[]>> = {
    multipleMyeloma: [
      'Multiple myeloma',
      'IgG kappa multiple myeloma',
      'Plasma cell myeloma',
      '多发性骨髓瘤（IgG-κ型）',
      '非分泌型多发性骨髓瘤',
      'Multiple myeloma not having achieved remission',
      'Non-secretory multiple myeloma',
    ],
    smolderingMyeloma: [
      'Smoldering myeloma',
      'Smouldering multiple myeloma',
      'Asymptomatic myeloma',
      '冒烟型骨髓瘤',
      '无症状骨髓瘤',
      '冒烟型多发性骨髓瘤',
    ],
    mgus: ['MGUS', 'Monoclonal gammopathy of undetermined significance', '意义未明的单克隆丙种球蛋白病'],
    solitaryPlasmacytoma: ['Solitary plasmacytoma of bone', '骨孤立性浆细胞瘤'],
    extramedullaryPlasmacytoma: ['Extramedullary plasmacytoma', 'Soft tissue plasmacytoma', '髓外浆细胞瘤'],
    plasmaCellLeukemia: ['Plasma cell leukemia', '浆细胞白血病'],
    amyloidosis: ['AL amyloidosis', 'Cardiac amyloidosis', '淀粉样变性'],
    alAmyloidosis: [
      'AL amyloidosis',
      'Light chain (AL) amyloidosis',
      'Light-chain amyloidosis',
      '轻链型淀粉样变性',
      'AL型淀粉样变',
    ],
    otherAmyloidosis: ['ATTR amyloidosis', '淀粉样变性'],
    poemsSyndrome: ['POEMS syndrome', 'POEMS综合征'],
    waldenstrom: ['Waldenström macroglobulinemia', 'Waldenstrom', '华氏巨球蛋白血症'],
    castlemanDisease: ['Castleman disease', 'Castleman病'],
    immunoglobulinDeposition: ['Light chain deposition disease', '轻链沉积病'],
    bCellLymphoma: ["Non-Hodgkin's lymphoma", 'Marginal zone lymphoma', '非霍奇金淋巴瘤'],
    chronicLymphocyticLeukemia: ['Chronic lymphocytic leukemia', 'CLL', '慢性淋巴细胞白血病'],
    monoclonalBCellLymphocytosis: ['Monoclonal B-cell lymphocytosis', '单克隆B淋巴细胞增多症'],
    hyperviscosity: ['Hyperviscosity syndrome', '高黏滞综合征', '高粘滞血症'],
    cryoglobulinemia: ['Cryoglobulinemia', '冷球蛋白血症'],
    peripheralNeuropathy: ['Neuropathy', '末梢神经炎'],
    heartFailure: ['Congestive heart failure', 'CHF', '心力衰竭', '心功能不全'],
    hypertension: ['Hypertension', 'HTN', '高血压病3级'],
    arrhythmia: ['Atrial fibrillation', '心房颤动', '心律失常'],
    hepatitisB: ['Chronic hepatitis B', '慢性乙型病毒性肝炎', '乙肝'],
    hivInfection: ['HIV infection', 'HIV感染', '艾滋病'],
    lymeDisease: ['Lyme disease', '莱姆病'],
    syphilis: ['Syphilis', 'Neurosyphilis', '梅毒'],
    autoimmuneDisease: ['Systemic lupus erythematosus', '系统性红斑狼疮'],
    cobalaminDeficiency: ['Vitamin B12 deficiency', '维生素B12缺乏'],
    osteonecrosisOfJaw: ['Osteonecrosis of the jaw', 'MRONJ', '颌骨坏死'],
    spinalCordCompression: ['Spinal cord compression', '脊髓压迫症'],
    unstableSpine: ['Spinal instability', '脊柱不稳'],
    longBoneFracture: ['Fracture of left femur', 'Humeral shaft fracture', '左股骨干骨折', '肱骨骨折'],
    vertebralCompressionFracture: [
      'L1 compression fracture',
      'Vertebral compression fracture',
      '腰椎压缩性骨折',
      'T12椎体骨折',
    ],
    pathologicFracture: ['Pathological fracture', '病理性骨折'],
    lyticLesionDiagnosis: ['Lytic bone lesion', '溶骨性破坏', '多发骨质破坏'],
    scleroticBoneLesion: ['Sclerotic bone lesions', '硬化性骨病变'],
    hypercalcemia: ['Hypercalcaemia', '高钙血症'],
    acuteKidneyInjury: ['AKI stage 2', '急性肾损伤'],
    chronicKidneyDisease: ['CKD 3a', '慢性肾脏病4期', '终末期肾病'],
    endStageRenalDisease: ['ESRD', '终末期肾病', '尿毒症'],
    fanconiSyndrome: ['Fanconi syndrome', '范可尼综合征'],
    nephroticSyndrome: ['Nephrotic syndrome', '肾病综合征'],
    diabetes: ['Type 2 diabetes mellitus', 'T2DM', '2型糖尿病'],
    thyroidDisease: ['Hypothyroidism', '甲减', '甲状腺功能亢进'],
    endocrinopathy: ['Hypogonadism', '性腺功能减退', '甲状旁腺功能亢进'],
    organomegaly: ['Hepatosplenomegaly', '肝脾大', '脾大'],
    poemsSkinChange: ['Hyperpigmentation', '色素沉着', '多毛'],
    papilledema: ['Papilledema', 'Papilloedema', '视乳头水肿', '视神经乳头水肿'],
    volumeOverload: ['Pleural effusion', 'Ascites', '下肢水肿', '胸腔积液'],
    thrombocytosisOrPolycythemia: ['Thrombocytosis', '血小板增多症'],
    autologousTransplants: [
      'Autologous stem cell transplant',
      'S/P autologous peripheral blood stem cell transplantation',
      'ASCT',
      '自体造血干细胞移植',
      '自体干细胞移植术后',
    ],
    allogeneicTransplants: ['Allogeneic bone marrow transplant', 'Allo-HSCT', '异基因造血干细胞移植'],
    unspecifiedTransplants: ['Stem cell transplant', 'Bone marrow transplant status', '造血干细胞移植'],
    stemCellCollections: ['Stem cell collection', 'Harvest of peripheral blood stem cells', '外周血干细胞采集'],
    radiotherapy: ['Radiation therapy to T6', 'Radiotherapy', '腰椎放疗'],
    dentalExaminations: ['Dental exam', 'Dental clearance', '口腔检查', 'Oral evaluation'],
    typeAndScreen: ['Type and screen', 'TYPE & SCREEN', 'Antibody screen', '抗体筛查'],
    plasmapheresis: ['Plasmapheresis', 'Therapeutic plasma exchange', '血浆置换'],
    marrowExaminations: ['Bone marrow biopsy', '骨髓穿刺'],
    plasmacytomaBiopsies: ['Biopsy of chest wall plasmacytoma', '浆细胞瘤活检'],
    plasmacytomaSurgery: ['Resection of plasmacytoma', '浆细胞瘤切除术'],
    spineSurgery: ['Spinal fusion T4-T8', 'Laminectomy', '椎板切除减压术'],
    vertebralAugmentations: ['Kyphoplasty L2', '椎体成形术'],
    echocardiograms: ['Transthoracic echocardiogram', '超声心动图'],
    frailtyAssessments: ['Frailty assessment', 'Comprehensive geriatric assessment', '衰弱评估'],
  };

  test.each(HISTORY_NAMES)('%s', (name) => {
    const missed = NAMES[name].filter((text) => !['stated', 'past'].includes(saidOf(text, HISTORY[name]) ?? ''));
    expect(missed).toEqual([]);
    expect(NAMES[name].filter((text) => saidOf(`No ${text}`, HISTORY[name]) !== 'denied')).toEqual([]);
    expect(NAMES[name].filter((text) => saidOf(`Rule out ${text}`, HISTORY[name]) !== 'open')).toEqual([]);
  });

  test.each<{ name: HistoryName; text: string; because: string }>([
    { name: 'multipleMyeloma', text: 'Smoldering multiple myeloma', because: 'it smolders' },
    { name: 'multipleMyeloma', text: '冒烟型多发性骨髓瘤', because: 'it smolders' },
    { name: 'solitaryPlasmacytoma', text: 'Extramedullary plasmacytoma', because: 'the other kind' },
    { name: 'otherAmyloidosis', text: 'AL amyloidosis', because: 'it is AL' },
    { name: 'alAmyloidosis', text: 'Amyloidosis', because: 'kind not stated' },
    { name: 'hypertension', text: 'Pulmonary hypertension', because: 'another pressure' },
    { name: 'hypertension', text: '门静脉高压', because: 'another pressure' },
    { name: 'diabetes', text: 'Diabetes insipidus', because: 'another disease' },
    { name: 'diabetes', text: 'Prediabetes', because: 'not yet' },
    { name: 'hepatitisB', text: 'Hepatitis C', because: 'another virus' },
    { name: 'unspecifiedTransplants', text: 'Kidney transplant', because: 'another organ' },
    { name: 'unspecifiedTransplants', text: 'Autologous stem cell transplant', because: 'the kind is stated' },
    { name: 'autologousTransplants', text: 'Evaluation for autologous stem cell transplant', because: 'a plan' },
    { name: 'autologousTransplants', text: 'Candidate for autologous stem cell transplant', because: 'a plan' },
    { name: 'radiotherapy', text: 'Referral to radiotherapy', because: 'a plan' },
    { name: 'endocrinopathy', text: 'Hypothyroidism', because: 'thyroid alone does not suffice (errata 13)' },
    { name: 'endocrinopathy', text: 'Secondary hyperparathyroidism of renal origin', because: 'of the kidney' },
    { name: 'longBoneFracture', text: 'Fracture of pelvis', because: 'no long bone' },
    { name: 'hivInfection', text: 'Hearing aids', because: 'a device' },
  ])('$name is not $text: $because', ({ name, text }) => {
    expect(saidOf(text, HISTORY[name])).toBeUndefined();
  });

  test('long hostile text does not take long', () => {
    const start = performance.now();
    const texts = [
      'no '.repeat(100),
      'a'.repeat(300),
      'fracture of the '.repeat(18),
      '股骨'.repeat(150),
      'biopsy of '.repeat(30),
      'stem cell '.repeat(30),
      'x'.repeat(1_000_000),
    ];
    for (const text of texts) for (const name of HISTORY_NAMES) saidOf(text, HISTORY[name]);
    expect(performance.now() - start).toBeLessThan(2000);
  });
});

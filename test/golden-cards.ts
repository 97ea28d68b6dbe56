/** What each sample patient must bring up, decided by reading the chart against the guideline, before any file. */
export const EXPECTED = [
  {
    name: 'us-core-woman-crcl-42',
    cards: ['critical LENRENALDOSE', 'warning VTEPROPHYLAXIS'],
    because: '25 mg at a clearance of 42; IMiD 4 + dexamethasone 2',
  },
  {
    name: 'mcode-man-transplant-candidate',
    cards: ['info VTEPROPHYLAXIS', 'info BORTEZOMIBFREQUENCY'],
    because: 'aspirin with a previous thrombosis; bortezomib on days 1, 4, 8 and 11',
  },
  {
    name: 'epic-woman-prior-dvt',
    cards: [],
    because: 'already on full-dose apixaban; pomalidomide needs no renal dose',
  },
  {
    name: 'oracle-man-dialysis',
    cards: ['warning LENRENALDOSE', 'warning VTEPROPHYLAXIS', 'info BONEAGENTRENAL', 'info RENALDISEASE'],
    because: '10 mg is exactly twice 5 mg; denosumab on dialysis',
  },
  {
    name: 'si-units-european-woman',
    cards: ['warning LENRENALDOSE'],
    because: '15 mg is exactly twice 7.5 mg; enoxaparin 40 mg',
  },
  { name: 'zh-cn-man-chinese-text', cards: ['warning VTEPROPHYLAXIS'], because: 'no race recorded: 3 to 6' },
  {
    name: 'us-core-woman-low-platelets',
    cards: ['critical ANTICOAGULANTPLATELETS'],
    because: 'platelets 38, apixaban 5 mg twice',
  },
  {
    name: 'sandbox-pills',
    cards: ['warning VTEPROPHYLAXIS'],
    because: '10 mg at 35 mL/min is within; no heparins after HIT',
  },
  {
    name: 'us-core-woman-stale-labs',
    cards: ['warning VTEPROPHYLAXIS'],
    because: 'risk is known, platelets are stale: no drug',
  },
  {
    name: 'us-core-man-first-daratumumab',
    cards: ['warning ORDERPREVENTION'],
    because: 'core antibody, type and screen and antiviral missing; one card',
  },
  {
    name: 'us-core-woman-new-triplet',
    cards: ['warning ORDERPREVENTION', 'info VTEPROPHYLAXIS'],
    because: 'bortezomib without antiviral; 40 mg on days 1-4 and 9-12 is high-dose; aspirin only',
  },
  {
    name: 'mcode-woman-smoldering-quiet',
    cards: ['info SMOLDERINGRISK'],
    because: '12 % of the marrow, ratio 3: low risk, no therapy',
  },
  {
    name: 'epic-woman-carfilzomib-heart-failure',
    cards: ['warning HBVSCREEN', 'info CARFILZOMIBCARDIAC'],
    because: 'no hepatitis B test; heart failure and hypertension at 77',
  },
  {
    name: 'us-core-man-drug-safety',
    cards: [
      'critical DARATUMUMABROUTEDOSE',
      'warning STEMCELLTOXIC',
      'warning ORDERPREVENTION',
      'info BORTEZOMIBROUTE',
      'info BORTEZOMIBFREQUENCY',
    ],
    because: 'the wrong product; melphalan before the harvest; bortezomib into a vein, twice weekly',
  },
  {
    name: 'us-core-man-new-stage-iii',
    cards: ['info DIAGNOSISDISCREPANCY', 'info STAGING', 'info WORKUPGAPS', 'info RENALDISEASE', 'info FRAILTY'],
    because: 'ISS II on record, 6.8 mg/L measured; no event and half the work-up on record; eGFR below 60; 77 years',
  },
  {
    name: 'us-core-woman-plasmacytoma-follow-up',
    cards: ['info PLASMACYTOMACARE'],
    because: 'tests 232 days ago, MRI 20 months ago; what the classification lacks is what is due',
  },
  {
    name: 'us-core-man-hypercalcemia-crisis',
    cards: [
      'warning HYPERCALCEMIA',
      'info DIAGNOSISCLASSIFICATION',
      'info STAGING',
      'info WORKUPGAPS',
      'info RENALDISEASE',
      'info FURTHERFINDINGS',
    ],
    because: 'calcium 13.1 at albumin 2.9; clearance 28; five events; FISH pending, urine not collected',
  },
  {
    name: 'epic-woman-anemia-failed-fish',
    cards: [
      'info DIAGNOSISCLASSIFICATION',
      'info STAGING',
      'info WORKUPGAPS',
      'info INFECTIONPREVENTION',
      'info ANEMIAESA',
      'info FRAILTY',
    ],
    because: 'hemoglobin 9.2 at 72; R-ISS open for want of FISH; MRI after a clean PET/CT',
  },
  {
    name: 'oracle-man-lytic-lesions-riss-iii',
    cards: ['info DIAGNOSISCLASSIFICATION', 'info STAGING', 'info WORKUPGAPS', 'info INFECTIONPREVENTION'],
    because: 'lysis; smear and urine studies missing; 58 years',
  },
  {
    name: 'si-units-german-man-smoldering-65-percent',
    cards: ['warning DIAGNOSISDISCREPANCY', 'info WORKUPGAPS'],
    because: '65 % of the marrow; diagnosed a month ago',
  },
  {
    name: 'mcode-woman-smoldering-two-mri-lesions',
    cards: ['warning DIAGNOSISDISCREPANCY'],
    because: 'two focal lesions, found two years after the work-up',
  },
  {
    name: 'us-core-man-mgus-flc-ratio-233',
    cards: ['warning DIAGNOSISDISCREPANCY'],
    because: 'ratio 233 beside 22 % of the marrow',
  },
  {
    name: 'us-core-woman-mgus-now-smoldering',
    cards: ['info DIAGNOSISDISCREPANCY', 'info SMOLDERINGRISK'],
    because: '14 %, no event: the range of smoldering; two factors',
  },
  {
    name: 'epic-man-mgus',
    cards: ['info DIAGNOSISCLASSIFICATION'],
    because: 'MGUS by record and data',
  },
  {
    name: 'us-core-man-smoldering-high-risk',
    cards: ['info DIAGNOSISCLASSIFICATION', 'info SMOLDERINGRISK', 'info WORKUPGAPS'],
    because: 'two factors; frailty isn’t assessed at 66',
  },
  {
    name: 'oracle-woman-smoldering-radiographs-only',
    cards: ['info DIAGNOSISCLASSIFICATION', 'info SMOLDERINGRISK'],
    because: 'advanced imaging is asked for; one factor',
  },
  {
    name: 'mcode-man-plasmacytoma-of-bone',
    cards: ['info DIAGNOSISCLASSIFICATION', 'info WORKUPGAPS'],
    because: 'imaging, marrow and planned radiotherapy are there; smear and FISH aren’t',
  },
  {
    name: 'epic-woman-plasmacytoma-marrow-14',
    cards: ['warning DIAGNOSISDISCREPANCY', 'warning PLASMACYTOMACARE', 'info WORKUPGAPS'],
    because: '14 % is active myeloma',
  },
  {
    name: 'zh-cn-woman-extramedullary-plasmacytoma',
    cards: ['info DIAGNOSISCLASSIFICATION'],
    because: 'irradiated in August, values of last week',
  },
  {
    name: 'us-core-man-plasma-cell-leukemia',
    cards: [
      'warning HYPERCALCEMIA',
      'info DIAGNOSISCLASSIFICATION',
      'info STAGING',
      'info WORKUPGAPS',
      'info RENALDISEASE',
      'info FURTHERFINDINGS',
    ],
    because: '10.4 at albumin 3.1 is 11.1; R-ISS III; eGFR 42',
  },
  {
    name: 'epic-man-smoldering-al-amyloidosis',
    cards: ['info DIAGNOSISCLASSIFICATION', 'info WORKUPGAPS'],
    because: 'amyloidosis: neither smoldering nor to be observed as such',
  },
  {
    name: 'us-core-man-waldenstrom',
    cards: [],
    because: 'another disease',
  },
  {
    name: 'us-core-woman-zoledronic-acid-two-years',
    cards: ['info BONEAGENTDENTAL'],
    because: 'zoledronic acid since September 2024, by infusion plan only',
  },
  {
    name: 'epic-man-contrast-ct-order',
    cards: ['warning CONTRASTRENAL'],
    because: 'contrast at an eGFR of 37',
  },
  {
    name: 'oracle-woman-skeletal-survey-order',
    cards: ['warning SKELETALSURVEY'],
    because: 'PET/CT of 40 days ago',
  },
  {
    name: 'zh-cn-man-light-chain-renal',
    cards: [
      'warning NEPHROTOXICDRUG',
      'info DIAGNOSISCLASSIFICATION',
      'info STAGING',
      'info WORKUPGAPS',
      'info RENALDISEASE',
      'info FURTHERFINDINGS',
    ],
    because: 'ibuprofen at a creatinine of 462; ISS III, R-ISS II',
  },
];

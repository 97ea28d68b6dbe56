import type { Ingredient } from '../../../src/logic/drugs.ts';
import { ingredientsIn } from '../../../src/fhir-mapping/medications/names.ts';

type Row = { readonly text: string; readonly names: readonly Ingredient[]; readonly because: string };

describe('names in English', () => {
  test.each<Row>([
    { text: 'lenalidomide', names: ['lenalidomide'], because: 'ingredient' },
    { text: 'Lenalidomide 25 mg oral capsule', names: ['lenalidomide'], because: 'with strength and form' },
    { text: 'REVLIMID 10MG CAPS', names: ['lenalidomide'], because: 'brand in capitals' },
    { text: 'lenalidomide-mylan', names: ['lenalidomide'], because: 'generic with its maker' },
    { text: 'Thalomid', names: ['thalidomide'], because: 'brand' },
    { text: 'Imnovid 4 mg', names: ['pomalidomide'], because: 'European brand' },
    { text: 'Velcade 3.5 mg vial', names: ['bortezomib'], because: 'brand' },
    { text: 'KYPROLIS', names: ['carfilzomib'], because: 'brand' },
    { text: 'Ninlaro', names: ['ixazomib'], because: 'brand' },
    { text: 'DARZALEX Faspro', names: ['daratumumab'], because: 'brand' },
    { text: 'daratumumab-hyaluronidase-fihj', names: ['daratumumab'], because: 'subcutaneous form' },
    { text: 'isatuximab-irfc', names: ['isatuximab'], because: 'with suffix' },
    { text: 'belantamab mafodotin-blmf', names: ['belantamab-mafodotin'], because: 'with suffix' },
    { text: 'Abecma', names: ['idecabtagene-vicleucel'], because: 'brand' },
    { text: 'Carvykti', names: ['ciltacabtagene-autoleucel'], because: 'brand' },
    { text: 'dexAMETHasone 4 mg tablet', names: ['dexamethasone'], because: 'tall-man letters' },
    { text: 'methylPREDNISolone 125 mg', names: ['methylprednisolone'], because: 'not prednisolone' },
    { text: 'prednisolone 15 mg/5 mL', names: ['prednisolone'], because: 'not prednisone' },
    { text: 'predniSONE 20 mg', names: ['prednisone'], because: 'tall-man letters' },
    { text: 'pegylated liposomal doxorubicin', names: ['liposomal-doxorubicin'], because: 'not doxorubicin' },
    { text: 'DOXOrubicin hydrochloride liposome 2 MG/ML', names: ['liposomal-doxorubicin'], because: 'RxNorm’s words' },
    { text: 'Doxil', names: ['liposomal-doxorubicin'], because: 'brand' },
    { text: 'Adriamycin', names: ['doxorubicin'], because: 'brand' },
    { text: 'enoxaparin (LOVENOX) 40 mg/0.4 mL', names: ['enoxaparin'], because: 'name and brand of one drug' },
    { text: 'heparin (porcine) 5,000 unit/mL', names: ['heparin'], because: 'unfractionated' },
    { text: 'Eliquis 2.5 mg', names: ['apixaban'], because: 'brand' },
    { text: 'acetylsalicylic acid 81 mg', names: ['aspirin'], because: 'international name' },
    { text: 'Jantoven', names: ['warfarin'], because: 'brand' },
    { text: 'epoetin alfa-epbx (Retacrit)', names: ['epoetin'], because: 'biosimilar' },
    { text: 'clarithromycin 500 mg', names: ['strong-cyp3a4-pgp-inhibitor'], because: 'interacting drug' },
    { text: "St. John's Wort", names: ['strong-cyp3a4-pgp-inducer'], because: 'interacting herb' },
    { text: 'phenobarbital 60 mg', names: ['strong-cyp3a4-pgp-inducer'], because: 'as in the code table' },
    { text: 'low molecular weight heparin', names: ['other-lmwh'], because: 'a group; not unfractionated heparin' },
    { text: 'indinavir 400 mg', names: ['strong-cyp3a4-pgp-inhibitor'], because: 'as in the code table' },
  ])('$text: $because', ({ text, names }) => {
    expect(ingredientsIn(text)).toEqual(names);
  });
});

describe('names in Chinese', () => {
  test.each<Row>([
    { text: '来那度胺胶囊 25mg', names: ['lenalidomide'], because: 'lenalidomide' },
    { text: '瑞复美（来那度胺胶囊）', names: ['lenalidomide'], because: 'brand and ingredient' },
    { text: '沙利度胺片', names: ['thalidomide'], because: 'thalidomide' },
    { text: '泊马度胺', names: ['pomalidomide'], because: 'pomalidomide' },
    { text: '注射用硼替佐米 3.5mg', names: ['bortezomib'], because: 'bortezomib' },
    { text: '注射用卡非佐米', names: ['carfilzomib'], because: 'carfilzomib' },
    { text: '枸橼酸伊沙佐米胶囊', names: ['ixazomib'], because: 'the official name' },
    { text: '艾沙佐米', names: ['ixazomib'], because: 'the name that the guideline itself uses' },
    { text: '达雷妥尤单抗注射液', names: ['daratumumab'], because: 'daratumumab' },
    { text: '塞利尼索片', names: ['selinexor'], because: 'selinexor' },
    { text: '地塞米松磷酸钠注射液', names: ['dexamethasone'], because: 'dexamethasone' },
    { text: '醋酸泼尼松片', names: ['prednisone'], because: 'prednisone' },
    { text: '醋酸泼尼松龙片', names: ['prednisolone'], because: 'not prednisone' },
    { text: '甲泼尼龙片', names: ['methylprednisolone'], because: 'methylprednisolone' },
    { text: '甲基泼尼松龙', names: ['methylprednisolone'], because: 'older name, not prednisolone' },
    { text: '盐酸多柔比星脂质体注射液', names: ['liposomal-doxorubicin'], because: 'liposome' },
    { text: '脂质体阿霉素', names: ['liposomal-doxorubicin'], because: 'liposome, older name' },
    { text: '阿霉素', names: ['doxorubicin'], because: 'older name' },
    { text: '依诺肝素钠注射液', names: ['enoxaparin'], because: 'not heparin' },
    { text: '达肝素钠', names: ['dalteparin'], because: 'not heparin' },
    { text: '磺达肝癸钠', names: ['fondaparinux'], because: 'fondaparinux' },
    { text: '磺达肝素钠', names: ['fondaparinux'], because: 'dalteparin’s name within it' },
    { text: '肝素钠注射液', names: ['heparin'], because: 'unfractionated' },
    { text: '低分子肝素钙注射液', names: ['other-lmwh'], because: 'low-molecular-weight: not unfractionated heparin' },
    { text: '那屈肝素钙', names: ['other-lmwh'], because: 'nadroparin is not unfractionated heparin' },
    { text: '利伐沙班片', names: ['rivaroxaban'], because: 'rivaroxaban' },
    { text: '阿司匹林肠溶片', names: ['aspirin'], because: 'aspirin' },
    { text: '重组人促红素注射液', names: ['epoetin'], because: 'epoetin' },
    { text: '来那度胺/地塞米松', names: ['lenalidomide', 'dexamethasone'], because: 'two drugs' },
  ])('$text: $because', ({ text, names }) => {
    expect([...ingredientsIn(text)].sort()).toEqual([...names].sort());
  });
});

describe('no drug, or not taken', () => {
  test.each<Omit<Row, 'names'>>([
    { text: 'heparinoid cream', because: 'part of a longer word' },
    { text: 'xthalidomide', because: 'part of a longer word' },
    { text: 'metformin 500 mg', because: 'no page speaks of it' },
    { text: '', because: 'empty' },
    { text: 'allergic to heparin', because: 'an allergy' },
    { text: '肝素过敏', because: 'an allergy' },
    { text: 'HOLD lenalidomide', because: 'held' },
    { text: 'lenalidomide discontinued', because: 'stopped' },
    { text: 'not taking aspirin', because: 'not taken' },
    { text: '停用阿司匹林', because: 'stopped' },
    { text: 'clinical trial: lenalidomide or placebo', because: 'perhaps a placebo' },
    { text: `lenalidomide ${'x'.repeat(300)}`, because: 'no name is that long' },
  ])('$text: $because', ({ text }) => {
    expect(ingredientsIn(text)).toEqual([]);
  });

  test('several drugs are all found, in no doubt about which', () => {
    expect([...ingredientsIn('bortezomib, lenalidomide and dexamethasone')].sort()).toEqual([
      'bortezomib',
      'dexamethasone',
      'lenalidomide',
    ]);
  });
});

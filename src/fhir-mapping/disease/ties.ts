/** Between an answer and what it answers these may stand; any other word breaks the tie. */
export const TIES: ReadonlySet<string> = new Set(
  (
    'a abnormal absolute additional allele an and analysis any are arm at been both by cell cells cent chromosome ' +
    'chromosomal chromosomes clear clearly clonal clone copies copy definite either evidence examined fish following ' +
    'for fusion gene genes has have igh in interphase involving is it its loci locus long mutation mutations ' +
    'neoplastic nor nucleus nuclei obvious of on or overall pattern per percent plasma plasma-cell probe probes rate ' +
    'rearrangement rearrangements region respectively result results set short signal signals significant status ' +
    'structural the these this to translocation translocations via was were with abnormality abnormalities deletion ' +
    'approximately about include including result: nor fusions variant variants amplification tumor tumour bone marrow new'
  ).split(' '),
);

/** The same in Chinese, taken out of what stands between. */
export const TIES_CHINESE =
  /[的及和或与等均都为约在其中该行经以个内基因位点染色体重排融合信号探针检测结果比例细胞率占号短长臂明显明确浆骨髓突变于有]+/g;

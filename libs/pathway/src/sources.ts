/** What the pathway's rules rest on, cited once so that every finding names its source in the same words. */
export const NG234 = 'NICE NG234, Spinal metastases and metastatic spinal cord compression (2023)';
export const QS56 = 'NICE quality standard QS56, Metastatic spinal cord compression in adults';
export const DUTCH_GUIDELINE = 'Dutch guideline Spinal metastases';
export const NOMS = 'Laufer I et al. The NOMS framework. Oncologist 2013;18(6):744-751';
export const SINS =
  'Fisher CG et al. A novel classification system for spinal instability in neoplastic disease. Spine 2010;35(22):E1221-E1229';
export const ESCC = 'Bilsky MH et al. J Neurosurg Spine 2010;13(3):324-328';
/** A default of this program for which no paper gives the number: a board is expected to make it its own. */
export const BOARD_DEFAULT = 'Consilium, The clinical pathway: default of the board';

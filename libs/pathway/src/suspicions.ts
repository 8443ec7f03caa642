import { hoursBetween, type Instant } from './calendar.js';
import type { Finding } from './finding.js';

/** Signs of spinal cord or cauda equina compression. Source: NICE NG234 (2023). */
export const COMPRESSION_SIGNS = [
  'limb-weakness',
  'gait-disturbance',
  'sensory-loss-or-level',
  'bladder-dysfunction',
  'bowel-dysfunction',
  'bilateral-radicular-pain',
  'lhermitte',
] as const;
export type CompressionSign = (typeof COMPRESSION_SIGNS)[number];

/** Characteristics of pain that suggest spinal metastases. Source: NICE NG234 (2023); NICE QS56 statement 2. */
export const PAIN_FEATURES = [
  'severe',
  'progressive',
  'nocturnal',
  'mechanical',
  'worse-on-straining',
  'localised-tenderness',
] as const;
export type PainFeature = (typeof PAIN_FEATURES)[number];

/** What the referrer, or the first assessment that notices it, suspects. Every part left out is unknown and starts no clock. */
export interface Suspicion {
  suspectedAt: Instant;
  compressionSigns?: CompressionSign[];
  /** A deficit in the territory of a root; whole days since it began to evolve, 0 or more. */
  radicularDeficit?: { evolvingForDays: number };
  painFeatures?: PainFeature[];
  instabilitySuspected?: boolean;
}

/** Whether the suspicion holds any neurological sign, be it of the cord, the cauda equina or a root. */
export function hasNeurologicalSigns(suspicion: Suspicion): boolean {
  return hasCompressionSigns(suspicion) || suspicion.radicularDeficit !== undefined;
}

/** Whether the cord or the cauda equina is suspected to be compressed. */
export function hasCompressionSigns(suspicion: Suspicion): boolean {
  return (suspicion.compressionSigns ?? []).length > 0;
}

/** Says why a suspicion cannot be recorded at `recordedAt`; empty when it can. A suspicion is never later than its record. */
export function suspicionFindings(suspicion: Suspicion, recordedAt: Instant): Finding[] {
  const findings: Finding[] = [];

  if (hoursBetween(suspicion.suspectedAt, recordedAt) < 0) {
    findings.push({
      code: 'suspected-after-record',
      sentence: 'A suspicion cannot begin later than the record that reports it: give the time it was first suspected.',
      pointer: '/suspectedAt',
    });
  }

  const days = suspicion.radicularDeficit?.evolvingForDays;
  if (days !== undefined && !(Number.isInteger(days) && days >= 0)) {
    findings.push({
      code: 'evolving-days-not-whole',
      sentence: 'Give the whole number of days, 0 or more, over which the radicular deficit has evolved.',
      pointer: '/radicularDeficit/evolvingForDays',
    });
  }

  return findings;
}

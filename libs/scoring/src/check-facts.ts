import type { Facts } from './facts.js';
import type { Finding } from './findings.js';

/** What is impossible in the facts of one assessment; empty when nothing is. */
export function checkFacts(_facts: Facts): Finding[] {
  return [];
}

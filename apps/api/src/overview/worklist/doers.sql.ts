/** Who sees to work of today's list, of which a row is `w`: statements that select their `user_id`. `$1` is the organisation. */

const coordinatorsWhere = (condition: string) => `
  SELECT m.user_id FROM people.board_member m
  WHERE m.organisation_id = $1::uuid AND m.board_id = w.board_id AND m.is_active AND m.specialty IS NULL AND ${condition}`;

/** Whoever sits for a specialty that has not signed, and their deputies; but for those who have signed for another one. */
const SIGNERS = `
  SELECT d.user_id FROM clinical.decision_revision r
  JOIN people.board_member m ON m.organisation_id = r.organisation_id AND m.board_id = r.board_id AND m.is_active
    AND m.specialty IN (SELECT jsonb_array_elements_text(r.sign_off_rule -> 'requiredSpecialties'))
  CROSS JOIN LATERAL unnest(m.user_id || m.deputy_ids) AS d (user_id)
  WHERE r.organisation_id = $1::uuid AND r.id = w.id AND NOT EXISTS (
    SELECT FROM clinical.signature s
    LEFT JOIN clinical.signature_revocation v ON v.organisation_id = s.organisation_id AND v.signature_id = s.id
    WHERE s.organisation_id = r.organisation_id AND s.revision_id = r.id AND v.signature_id IS NULL
      AND (s.specialty = m.specialty OR s.signer_id = d.user_id))`;

export const DOERS = {
  coordinators: coordinatorsWhere('true'),
  'coordinators-and-chair': `${coordinatorsWhere('true')}
    UNION SELECT b.chair_id FROM people.board b WHERE b.organisation_id = $1::uuid AND b.id = w.board_id`,
  'coordinators-where-nobody-owns': coordinatorsWhere('w.owner_id IS NULL'),
  owner: 'SELECT w.owner_id AS user_id WHERE w.owner_id IS NOT NULL',
  signers: SIGNERS,
} as const satisfies Record<string, string>;

export type Doers = keyof typeof DOERS;

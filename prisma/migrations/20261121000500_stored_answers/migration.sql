SET ROLE consilium_owner;

-- A stored answer lies under the same policies as what it shows: one that shows patients and no board, as a registration does, is
-- not shown to somebody who lost every clinical role since.
ALTER POLICY own_answers ON clinical.stored_answer
  USING (organisation_id = (SELECT audit.organisation()) AND actor_id = (SELECT audit.actor())
    AND CASE WHEN board_id IS NOT NULL THEN board_id = ANY ((SELECT audit.boards())::uuid[])
             WHEN cardinality(patients) > 0 THEN (SELECT audit.sees_patients()) ELSE true END);

RESET ROLE;

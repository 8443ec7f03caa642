SET ROLE consilium_owner;

-- Changes a function in one place: text, owner, settings and grants are kept. An error where the place is not there.
CREATE FUNCTION audit.amend(p_function regproc, p_before text, p_after text) RETURNS void LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  said text := pg_get_functiondef(p_function);
BEGIN
  IF strpos(said, p_before) = 0 THEN
    RAISE EXCEPTION '% does not say: %', p_function, p_before;
  END IF;
  EXECUTE replace(said, p_before, p_after);
END $$;

-- A search for several types read as many events of each as one page may look at before it showed the first: now the events of a few types
-- are merged as they are read, so that a page ends the reading of all of them. p_keys says how many values the leading key has.
CREATE FUNCTION audit.led_by(p_lead text, p_newest boolean, p_keys int) RETURNS text LANGUAGE sql IMMUTABLE SET search_path = pg_catalog, pg_temp AS $$
  SELECT CASE p_lead
    WHEN 'types' THEN (SELECT string_agg('(' || replace(audit.led_by('type', p_newest), '$2[1]', format('$2[%s]', n)) || ')', ' UNION ALL ')
      FROM generate_series(1, p_keys) n) || ' ORDER BY event_id ' || CASE WHEN p_newest THEN 'DESC' ELSE 'ASC' END || ' LIMIT $5'
    ELSE audit.led_by(p_lead, p_newest)
  END
$$;

-- An event is found once, however often its type is asked for.
SELECT audit.amend('audit.find', '  IF p_case IS NOT NULL THEN
    of_case :=', '  p_types := nullif(ARRAY(SELECT DISTINCT t FROM unnest(p_types) t), ''{}'');
  IF p_case IS NOT NULL THEN
    of_case :=');
-- Each type is planned for every month; of more than a few, nearly every event is one, and time leads.
SELECT audit.amend('audit.find', $$(7, CASE cardinality(p_types) WHEN 1 THEN 'type' ELSE 'types' END, p_types)$$,
  $$(7, CASE cardinality(p_types) WHEN 1 THEN 'type' ELSE 'types' END, CASE WHEN cardinality(p_types) <= 6 THEN p_types END)$$);
SELECT audit.amend('audit.find', 'audit.led_by(lead, p_newest)', 'audit.led_by(lead, p_newest, cardinality(keys))');
SELECT audit.amend('audit.led_by(text, boolean)'::regprocedure::regproc, $$    WHEN 'types' THEN replace('SELECT e.* FROM unnest($2) k CROSS JOIN LATERAL (' || part || ') e' || in_order, ':key', 'e.type = k AND')
$$, '');

RESET ROLE;

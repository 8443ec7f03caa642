SET ROLE consilium_owner;

-- The index of requests parsed every leaf whole, again. A leaf is canonical JSON, and a request's id has neither quotes nor backslashes
-- (the server makes up one of its own instead): it is cut out. Null where an event has none. That it is what the leaf says is held
-- against the leaf when an event is appended.
CREATE OR REPLACE FUNCTION audit.request_of(p_leaf bytea) RETURNS text LANGUAGE sql IMMUTABLE AS $$
  SELECT nullif(split_part(split_part(convert_from(p_leaf, 'UTF8'), '"req":"', 2), '"', 1), '')
$$;

SELECT audit.amend('audit.append', $$ OR NOT j ? 'actor' THEN$$, $$ OR NOT j ? 'actor'
     OR j->>'req' IS DISTINCT FROM audit.request_of(convert_to(p_leaf, 'UTF8')) THEN$$);

RESET ROLE;

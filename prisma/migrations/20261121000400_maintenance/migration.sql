SET ROLE consilium_owner;

-- What the system does by itself it does for one organisation at a time; this tells it which there are, before any is opened.
CREATE FUNCTION people.door_organisations() RETURNS uuid[] LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
  SELECT coalesce(array_agg(id ORDER BY id), '{}') FROM people.organisation
$$;
GRANT EXECUTE ON FUNCTION people.door_organisations TO consilium_app;

RESET ROLE;

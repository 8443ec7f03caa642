SET ROLE consilium_owner;

-- An EQ-5D index is a decimal, and below zero for a state worse than dead. Every other total stays a whole number.
ALTER TABLE clinical.score_result ALTER COLUMN total TYPE numeric(6, 3);

RESET ROLE;

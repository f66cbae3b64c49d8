-- A published mean stands in the list once: two PCs that each began with it would
-- have it twice.
DELETE FROM comparator WHERE id > (SELECT min(o.id) FROM comparator o WHERE o.instrument_id = comparator.instrument_id
  AND o.source = comparator.source AND o.year = comparator.year AND o.population = comparator.population AND o.value = comparator.value);
CREATE UNIQUE INDEX comparator_once ON comparator(instrument_id, source, year, population, value);

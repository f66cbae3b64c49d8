-- What the directory was asked and would take long to answer again: the first
-- page and total of one letter or two, the counts beside the filters, likely
-- duplicates. A row is right for as long as it is here, for the triggers take
-- away whatever a change may have made wrong. The questions begin with their
-- kind: counts, found or twins.
CREATE TABLE directory_answer (
  question TEXT PRIMARY KEY, answer TEXT NOT NULL
) STRICT, WITHOUT ROWID;
CREATE TRIGGER directory_answer_service_insert AFTER INSERT ON service BEGIN
  DELETE FROM directory_answer;
END;
CREATE TRIGGER directory_answer_service_delete AFTER DELETE ON service BEGIN
  DELETE FROM directory_answer;
END;
CREATE TRIGGER directory_answer_service_update AFTER UPDATE OF organisation_id, name, sort_name, other_names, description, eligibility, address, postcode, area, phone, email, status, merged_into, seq ON service
  WHEN old.organisation_id IS NOT new.organisation_id OR old.name IS NOT new.name OR old.sort_name IS NOT new.sort_name OR old.other_names IS NOT new.other_names OR old.description IS NOT new.description OR old.eligibility IS NOT new.eligibility OR old.address IS NOT new.address
  OR old.postcode IS NOT new.postcode OR old.area IS NOT new.area OR old.phone IS NOT new.phone OR old.email IS NOT new.email OR old.status IS NOT new.status OR old.merged_into IS NOT new.merged_into OR old.seq IS NOT new.seq BEGIN
  DELETE FROM directory_answer;
END;
CREATE TRIGGER directory_answer_service_facts AFTER UPDATE OF free, times, room, last_checked, delivery, wheelchair ON service
  WHEN old.free IS NOT new.free OR old.times IS NOT new.times OR old.room IS NOT new.room OR old.last_checked IS NOT new.last_checked OR old.delivery IS NOT new.delivery OR old.wheelchair IS NOT new.wheelchair BEGIN
  DELETE FROM directory_answer WHERE question >= 'counts' AND question < 'counu';
END;
CREATE TRIGGER directory_answer_service_need_insert AFTER INSERT ON service_need BEGIN
  DELETE FROM directory_answer;
END;
CREATE TRIGGER directory_answer_service_need_update AFTER UPDATE ON service_need BEGIN
  DELETE FROM directory_answer;
END;
CREATE TRIGGER directory_answer_service_need_delete AFTER DELETE ON service_need BEGIN
  DELETE FROM directory_answer;
END;
CREATE TRIGGER directory_answer_service_category_insert AFTER INSERT ON service_category BEGIN
  DELETE FROM directory_answer;
END;
CREATE TRIGGER directory_answer_service_category_update AFTER UPDATE ON service_category BEGIN
  DELETE FROM directory_answer;
END;
CREATE TRIGGER directory_answer_service_category_delete AFTER DELETE ON service_category BEGIN
  DELETE FROM directory_answer;
END;
CREATE TRIGGER directory_answer_service_language_insert AFTER INSERT ON service_language BEGIN
  DELETE FROM directory_answer WHERE question >= 'counts' AND question < 'counu';
END;
CREATE TRIGGER directory_answer_service_language_update AFTER UPDATE ON service_language BEGIN
  DELETE FROM directory_answer WHERE question >= 'counts' AND question < 'counu';
END;
CREATE TRIGGER directory_answer_service_language_delete AFTER DELETE ON service_language BEGIN
  DELETE FROM directory_answer WHERE question >= 'counts' AND question < 'counu';
END;
CREATE TRIGGER directory_answer_reason_name AFTER UPDATE OF name ON reason WHEN old.name <> new.name BEGIN
  DELETE FROM directory_answer;
END;
CREATE TRIGGER directory_answer_category_name AFTER UPDATE OF name ON category WHEN old.name <> new.name BEGIN
  DELETE FROM directory_answer;
END;
CREATE TRIGGER directory_answer_organisation_name AFTER UPDATE OF name ON organisation WHEN old.name <> new.name BEGIN
  DELETE FROM directory_answer;
END;
CREATE TRIGGER directory_answer_distinct_insert AFTER INSERT ON service_distinct BEGIN
  DELETE FROM directory_answer WHERE question >= 'twins' AND question < 'twint';
END;
CREATE TRIGGER directory_answer_distinct_delete AFTER DELETE ON service_distinct BEGIN
  DELETE FROM directory_answer WHERE question >= 'twins' AND question < 'twint';
END;

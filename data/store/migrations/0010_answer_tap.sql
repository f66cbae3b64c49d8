-- A questionnaire whose answers were written one by one since its last change
-- entry: the entry is written once, when it is finished or put aside.
CREATE TABLE answer_tap (
  response_id TEXT PRIMARY KEY REFERENCES response(id)
) STRICT, WITHOUT ROWID;

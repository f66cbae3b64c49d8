-- A client would rather not answer the first or the follow-up questionnaire of
-- an episode: one of them, or with instrument_id '' any. removed_at: undone.
CREATE TABLE questionnaire_refusal (
  id TEXT PRIMARY KEY, episode_id TEXT NOT NULL REFERENCES episode(id), client_id TEXT NOT NULL REFERENCES client(id),
  stage TEXT NOT NULL, instrument_id TEXT NOT NULL, refused_on TEXT NOT NULL, reason TEXT NOT NULL, removed_at TEXT,
  created_at TEXT NOT NULL, created_by TEXT NOT NULL, updated_at TEXT NOT NULL, updated_by TEXT NOT NULL
) STRICT;
CREATE INDEX questionnaire_refusal_client ON questionnaire_refusal(client_id);
CREATE INDEX questionnaire_refusal_episode ON questionnaire_refusal(episode_id, stage);

-- What questionnaires are due hangs on the follow-ups of an episode, and is
-- asked of the open ones only.
CREATE INDEX follow_up_episode ON follow_up(episode_id, number, status, due_on);
CREATE INDEX IF NOT EXISTS episode_open ON episode(opened_on, id, client_id, prescriber_id) WHERE status = 'open';

-- kind is what an import of client_import brought in: people, or answers to a
-- questionnaire. What could not be read of either is in left_over. Only an import of
-- people can be undone as a whole.
ALTER TABLE client_import ADD COLUMN kind TEXT NOT NULL DEFAULT 'people';

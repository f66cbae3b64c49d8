-- Planned contacts by episode: an open episode that has one has a next step.
CREATE INDEX contact_planned_in ON contact(episode_id, held_on) WHERE outcome = 'planned' AND removed_at IS NULL;

-- Prescriptions that something may still come of: which services are in use.
CREATE INDEX prescription_unfinished ON prescription(service_id) WHERE status IN ('made', 'contacted', 'started', 'attending');

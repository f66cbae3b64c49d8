-- The contact that an offer was part of: one sitting is one contact. Null if
-- client and staff did not meet for it, and in what was recorded before this.
ALTER TABLE offer ADD COLUMN contact_id TEXT REFERENCES contact(id);
CREATE INDEX offer_contact ON offer(contact_id) WHERE contact_id IS NOT NULL;

-- The contact that a questionnaire was answered in.
ALTER TABLE response ADD COLUMN contact_id TEXT REFERENCES contact(id);
CREATE INDEX response_contact ON response(contact_id) WHERE contact_id IS NOT NULL;

-- The contact in which a follow-up reached the client.
ALTER TABLE follow_up ADD COLUMN contact_id TEXT REFERENCES contact(id);
CREATE INDEX follow_up_contact ON follow_up(contact_id) WHERE contact_id IS NOT NULL;

-- vouched is the last segment of the device that another one said to have.
ALTER TABLE device_other ADD COLUMN vouched INTEGER NOT NULL DEFAULT 0;

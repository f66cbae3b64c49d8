-- unsealed is 1 if a person allowed a store without https on the network.
ALTER TABLE device_self ADD COLUMN unsealed INTEGER NOT NULL DEFAULT 0;

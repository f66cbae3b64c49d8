-- No table changes. The days and hours of services are read again from their words:
-- hours with a beginning alone counted as the whole day, and days that are said to be
-- closed counted as open.
UPDATE service SET times = 0 WHERE days = '' AND times <> 0;

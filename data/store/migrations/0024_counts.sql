-- The counts that are kept name the commonest spelling of an area. Those kept
-- by earlier versions name any, so they are worked out again.
DELETE FROM directory_answer;

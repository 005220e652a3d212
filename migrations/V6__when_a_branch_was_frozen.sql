-- Finds when a branch was frozen and restored, for whoever asks why its people do not count.
CREATE INDEX ledger_of_branch ON ledger (json_extract(body, '$.root'), seq) WHERE kind IN ('frozen', 'restored');

-- How it was decided by whom somebody came, beside what was decided: pages say it of fifty people at once, and the ledger,
-- where it stands too, would have to be read for each of them.

ALTER TABLE attributions ADD COLUMN decided TEXT CHECK (decided IN (
    'alone', 'first', 'last', 'last_because_first_ended', 'first_because_last_ended', 'typed_over_link'
)); -- empty of those whom an admin placed
ALTER TABLE attributions ADD COLUMN filled_in INTEGER NOT NULL DEFAULT 0 CHECK (filled_in IN (0, 1)); -- the form held another code

UPDATE attributions SET decided = r.decided, filled_in = r.filled_in
FROM (
    SELECT
        attribution,
        CASE
            WHEN first_code IS NULL OR last_code IS NULL THEN 'alone'
            WHEN rule = 'typed'                          THEN 'typed_over_link'
            WHEN first_code = last_code                  THEN 'alone'
            WHEN code = first_code AND touch = 'first'   THEN 'first'
            WHEN code = first_code                       THEN 'first_because_last_ended'
            WHEN touch = 'first'                         THEN 'last_because_first_ended'
            ELSE 'last'
        END AS decided,
        rule = 'link' AND typed IS NOT NULL AND typed <> code AS filled_in
    FROM (
        SELECT
            attribution,
            body ->> '$.code' AS code,
            body ->> '$.rule' AS rule,
            body ->> '$.evidence.first.code' AS first_code,
            body ->> '$.evidence.last.code' AS last_code,
            body ->> '$.evidence.typed' AS typed,
            body ->> '$.evidence.touch' AS touch
        FROM ledger WHERE kind = 'registered'
    )
) AS r
WHERE r.attribution = attributions.id;

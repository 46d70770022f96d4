-- What the values of an incident rest on, and how it belongs together with others. Derived, like the rest of
-- `incidents`: the next run fills them in.

ALTER TABLE incidents ADD COLUMN view TEXT NOT NULL DEFAULT '{}' CHECK (json_valid(view));
ALTER TABLE incidents ADD COLUMN related TEXT NOT NULL DEFAULT '[]' CHECK (json_valid(related));

-- Every figure with its account, in order of publication; `low` and `high` NULL are an open end, never 0.
CREATE VIEW incident_figures AS
SELECT i.id AS incident_id, kind.key AS kind, figure.key AS position,
       json_extract(figure.value, '$.account_id') AS account_id,
       json_extract(figure.value, '$.low') AS low, json_extract(figure.value, '$.high') AS high,
       json_extract(figure.value, '$.text') AS text,
       coalesce(json_extract(figure.value, '$.best'), 0) AS best,
       coalesce(json_extract(figure.value, '$.own_word'), 0) AS own_word
FROM incidents AS i, json_each(i.view, '$.casualties_told') AS kind, json_each(kind.value) AS figure;

-- Who is told to have done it, by which account.
CREATE VIEW incident_doers AS
SELECT i.id AS incident_id, json_extract(doer.value, '$.actor_id') AS actor_id,
       coalesce(json_extract(doer.value, '$.name'), json_extract(doer.value, '$.text')) AS name,
       coalesce(json_extract(doer.value, '$.rival'), 0) AS rival,
       json_extract(saying.value, '$.kind') AS kind, json_extract(saying.value, '$.account_id') AS account_id,
       json_extract(saying.value, '$.attribution[0].speaker') AS speaker
FROM incidents AS i, json_each(i.view, '$.doers') AS doer, json_each(doer.value, '$.sayings') AS saying;

CREATE VIEW incident_relations AS
SELECT i.id AS incident_id, json_extract(tie.value, '$.kind') AS kind,
       json_extract(tie.value, '$.follows') AS follows, json_extract(tie.value, '$.incident_id') AS other_id,
       json_extract(tie.value, '$.account_id') AS account_id,
       json_extract(tie.value, '$.document_id') AS document_id,
       json_extract(tie.value, '$.spans[0].quote') AS words
FROM incidents AS i, json_each(i.related) AS tie;

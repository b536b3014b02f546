/** The functions of the database, by name: what it refuses, and how it appends. */
export const functions: Readonly<Record<string, string>> = {
  refuse: `
BEGIN
  RAISE EXCEPTION '%', TG_ARGV[0] USING ERRCODE = 'restrict_violation';
END`,

  // Once for a statement: positions go on where they ended, each stream goes on where it ended, the chain holds.
  // Scalar subqueries, since a join with the new rows could be planned as a walk over the whole table.
  check_appended: `
DECLARE
  first bigint;
  last bigint;
  added_rows bigint;
BEGIN
  SELECT min(position), max(position), count(*) INTO first, last, added_rows FROM added;
  IF added_rows = 0 THEN
    RETURN NULL;
  END IF;
  IF last - first + 1 <> added_rows
    OR first <> 1 + coalesce((SELECT max(e.position) FROM gigaledger.events e WHERE e.position < first), 0)
    OR EXISTS (
      SELECT FROM added a
      WHERE a.revision < 1 OR a.revision > 1 AND a.position <= coalesce((
        SELECT e.position FROM gigaledger.events e WHERE e.stream = a.stream AND e.revision = a.revision - 1
      ), a.position))
    OR EXISTS (
      SELECT FROM added a
      WHERE a.hash <> encode(sha256(convert_to(coalesce((
        SELECT e.hash FROM gigaledger.events e WHERE e.position = a.position - 1
      ), repeat('0', 64)) || E'\\n' || a.canonical, 'UTF8')), 'hex'))
  THEN
    RAISE EXCEPTION 'an event is only ever appended' USING ERRCODE = 'restrict_violation';
  END IF;
  RETURN NULL;
END`,

  check_head: `
BEGIN
  IF NEW.position IS DISTINCT FROM coalesce((SELECT max(e.position) FROM gigaledger.events e), 0)
    OR NEW.position > 0
      AND NEW.hash IS DISTINCT FROM (SELECT e.hash FROM gigaledger.events e WHERE e.position = NEW.position)
    OR NEW.recorded_at < OLD.recorded_at OR NEW.epoch < OLD.epoch OR NEW.commits <> OLD.commits + 1
  THEN
    RAISE EXCEPTION 'the head only ever follows the events' USING ERRCODE = 'restrict_violation';
  END IF;
  RETURN NEW;
END`,

  // The counter is taken last, in the same transaction: whoever planned on another end of the log leaves nothing.
  append: `
BEGIN
  INSERT INTO gigaledger.events
  SELECT head_position - cardinality(ids) + n, id, stream, revision, type, canonical, hash, sent, warnings, seal
  FROM unnest(ids, streams, revisions, types, string_to_array(canonicals, E'\\n'), hashes, sents,
    string_to_array(stated, E'\\n'), seals) WITH ORDINALITY
    AS added (id, stream, revision, type, canonical, hash, sent, warnings, seal, n);
  INSERT INTO gigaledger.receipts
  SELECT * FROM unnest(keys, digests, statuses, bodies, positions, receipt_seals);
  UPDATE gigaledger.head
  SET position = head_position, hash = head_hash, recorded_at = head_recorded_at, epoch = new_epoch, commits = commits + 1
  WHERE epoch = seen_epoch AND commits = seen_commits;
  IF NOT FOUND THEN
    RAISE EXCEPTION 'another writer was faster' USING ERRCODE = 'GL001';
  END IF;
END`,
};

const never = (table: string, one: string, event: string, says: string): string =>
  `CREATE TRIGGER ${table}_are_never_${one} BEFORE ${event} ON gigaledger.${table}
FOR EACH STATEMENT EXECUTE FUNCTION gigaledger.refuse('${says}');
ALTER TABLE gigaledger.${table} ENABLE ALWAYS TRIGGER ${table}_are_never_${one};`;

/** ALWAYS: not even a session that plays the replica passes by. */
const guards = [
  never('events', 'changed', 'UPDATE', 'an event is never changed'),
  never('events', 'deleted', 'DELETE OR TRUNCATE', 'an event is never deleted'),
  never('receipts', 'changed', 'UPDATE', 'a receipt is never changed'),
  never('receipts', 'deleted', 'DELETE OR TRUNCATE', 'a receipt is never deleted'),
  `CREATE TRIGGER events_are_only_appended AFTER INSERT ON gigaledger.events
REFERENCING NEW TABLE AS added FOR EACH STATEMENT EXECUTE FUNCTION gigaledger.check_appended();
ALTER TABLE gigaledger.events ENABLE ALWAYS TRIGGER events_are_only_appended;`,
  `CREATE TRIGGER head_follows_the_events BEFORE UPDATE ON gigaledger.head
FOR EACH ROW EXECUTE FUNCTION gigaledger.check_head();
ALTER TABLE gigaledger.head ENABLE ALWAYS TRIGGER head_follows_the_events;`,
  `CREATE TRIGGER head_is_one BEFORE DELETE OR TRUNCATE ON gigaledger.head
FOR EACH STATEMENT EXECUTE FUNCTION gigaledger.refuse('the head is never deleted');
ALTER TABLE gigaledger.head ENABLE ALWAYS TRIGGER head_is_one;`,
];

/** Every trigger that must be there, with the table it watches. */
export const triggers: readonly string[] = [
  'events.events_are_never_changed',
  'events.events_are_never_deleted',
  'events.events_are_only_appended',
  'head.head_follows_the_events',
  'head.head_is_one',
  'receipts.receipts_are_never_changed',
  'receipts.receipts_are_never_deleted',
];

const trigger = (name: string): string =>
  `CREATE FUNCTION gigaledger.${name}() RETURNS trigger LANGUAGE plpgsql SET search_path = pg_catalog AS $$${functions[name]}$$;`;

/**
 * Steps from one version of the tables to the next; one that was released is never edited. An event's canonical form
 * and its hash are what counts; the columns beside them are derived, and `seal` covers what the chain does not.
 */
export const migrations: readonly string[] = [
  `
CREATE TABLE gigaledger.events (
  position bigint PRIMARY KEY,
  id text COLLATE "C" NOT NULL UNIQUE,
  stream text COLLATE "C" NOT NULL,
  revision bigint NOT NULL,
  type text COLLATE "C" NOT NULL,
  canonical text COLLATE "C" NOT NULL,
  hash text COLLATE "C" NOT NULL,
  sent text COLLATE "C" NOT NULL,
  warnings text COLLATE "C" NOT NULL,
  seal text COLLATE "C" NOT NULL,
  UNIQUE (stream, revision)
);
CREATE INDEX events_by_type ON gigaledger.events (type, position);
CREATE TABLE gigaledger.receipts (
  key text COLLATE "C" PRIMARY KEY,
  digest text COLLATE "C" NOT NULL,
  status integer NOT NULL,
  body text COLLATE "C" NOT NULL,
  positions text COLLATE "C" NOT NULL,
  seal text COLLATE "C" NOT NULL
);
CREATE TABLE gigaledger.head (
  one boolean PRIMARY KEY DEFAULT true CHECK (one),
  position bigint NOT NULL,
  hash text COLLATE "C" NOT NULL,
  recorded_at text COLLATE "C" NOT NULL,
  epoch bigint NOT NULL,
  commits bigint NOT NULL
);
INSERT INTO gigaledger.head VALUES (true, 0, repeat('0', 64), '', 0, 0);
${['refuse', 'check_appended', 'check_head'].map(trigger).join('\n')}
CREATE FUNCTION gigaledger.append(
  seen_epoch bigint, seen_commits bigint, new_epoch bigint,
  head_position bigint, head_hash text, head_recorded_at text,
  ids text[], streams text[], revisions bigint[], types text[], canonicals text, hashes text[], sents text[],
  stated text, seals text[],
  keys text[], digests text[], statuses integer[], bodies text[], positions text[], receipt_seals text[]
) RETURNS void LANGUAGE plpgsql SET search_path = pg_catalog AS $$${functions.append}$$;
${guards.join('\n')}
REVOKE ALL ON ALL TABLES IN SCHEMA gigaledger FROM PUBLIC;
REVOKE UPDATE, DELETE, TRUNCATE ON gigaledger.events, gigaledger.receipts FROM CURRENT_USER;
REVOKE INSERT, DELETE, TRUNCATE ON gigaledger.head FROM CURRENT_USER;
`,
];

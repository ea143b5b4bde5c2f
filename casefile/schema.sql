-- The whole current schema of case.db, version 1 (PRAGMA user_version).
-- Columns that end in _given, and decision, touched, origin and merged_into, hold the attorney's word:
-- extraction never writes them. Everything else about a finding is rewritten when extraction runs again.
-- Spans are half-open in code points of the layer's text. Days are ISO 8601; moments are ISO 8601 in UTC.
-- Columns named place hold JSON: [first page, last page, first ¶, last ¶, first line, last line, first and last
-- paragraph as counted, part], and behind them, if any, the units that stand for another place as well.

CREATE TABLE info (
    key   TEXT PRIMARY KEY,
    value TEXT NOT NULL
) STRICT, WITHOUT ROWID;

-- One imported file. Its state is below "ready" until the last step has succeeded.
CREATE TABLE document (
    id               INTEGER PRIMARY KEY AUTOINCREMENT,
    parent           INTEGER REFERENCES document (id),          -- the document it was attached to
    name             TEXT NOT NULL,                             -- as it was handed over
    stored_name      TEXT NOT NULL UNIQUE,                      -- its file under documents/
    original_path    TEXT NOT NULL,
    sha256           TEXT NOT NULL UNIQUE,
    bytes            INTEGER NOT NULL,
    added            TEXT NOT NULL,
    state            TEXT NOT NULL CHECK (state IN ('received', 'read', 'searchable', 'ready', 'failed')),
    failure          TEXT,                                      -- the user's sentence
    locked           INTEGER NOT NULL DEFAULT 0,                -- it failed for want of a password
    password         TEXT,                                      -- that opened the original, to draw its pages
    media_type       TEXT NOT NULL DEFAULT '',
    layer            INTEGER REFERENCES layer (id),             -- the current text layer
    kind             TEXT NOT NULL DEFAULT 'other',             -- as extraction recognised it
    kind_reason      TEXT NOT NULL DEFAULT '',
    title            TEXT,
    author           TEXT,
    court            TEXT,
    docket_number    TEXT,
    docket_entry     TEXT,                                      -- its number on that docket: "12-1"
    filed            TEXT,
    date             TEXT,                                      -- the day relative dates are counted from
    date_reason      TEXT NOT NULL DEFAULT '',
    kind_given       TEXT,
    short_name_given TEXT,
    date_given       TEXT,
    day_first_given  INTEGER,                                   -- whether 07/04 is April 7 here
    served_given      TEXT,                                     -- the day of service, or of sending a request to waive it
    manner_given      TEXT,                                     -- how it was served
    answer_days_given INTEGER                                   -- where the paper leaves a choice
) STRICT;
CREATE INDEX document_state ON document (state);

-- When an original was last read whole since it came and compared with what was imported, and what is wrong with
-- it; see originals.py. One that has no row here was whole when it was added.
CREATE TABLE original_look (
    document INTEGER PRIMARY KEY REFERENCES document (id) ON DELETE CASCADE,
    looked   TEXT NOT NULL,                                     -- the day
    damage   TEXT CHECK (damage IN ('missing', 'unreadable', 'changed'))
) STRICT;

-- A password that opened a paper or an archive of this case; it is tried on the next locked one.
CREATE TABLE password (
    word TEXT PRIMARY KEY,
    used TEXT NOT NULL                                          -- when it last opened something
) STRICT, WITHOUT ROWID;

-- The exact text that one reader version read from one document. Never changed, never deleted alone.
CREATE TABLE layer (
    id           INTEGER PRIMARY KEY AUTOINCREMENT,
    document     INTEGER NOT NULL REFERENCES document (id) ON DELETE CASCADE,
    reader       TEXT NOT NULL,
    made         TEXT NOT NULL,
    key          TEXT NOT NULL,                                 -- SHA-256 of reader and text: what the index holds
    page_count   INTEGER NOT NULL,
    characters   INTEGER NOT NULL,
    machine_read INTEGER NOT NULL,                              -- whether a machine read one of its pages
    repaired     INTEGER NOT NULL,                              -- whether one of its pages was put right by a rule
    scans        TEXT NOT NULL,                                 -- JSON: the pages whose words a machine has yet to read
    notices      TEXT NOT NULL,                                 -- JSON
    -- What is long comes last: SQLite goes over all of it to reach what stands behind it.
    about        TEXT NOT NULL,                                 -- JSON: metadata, form fields
    pages        TEXT NOT NULL,                                 -- JSON, see layers.py
    words        BLOB NOT NULL,                                 -- sorted hashes of word triples, see same_words.py
    structure    TEXT NOT NULL,                                 -- JSON: paragraphs, zones, printed lines, redactions
    text         BLOB NOT NULL                                  -- UTF-8; lone surrogates of broken fonts are kept
) STRICT;
CREATE INDEX layer_document ON layer (document);

CREATE TRIGGER layer_is_immutable BEFORE UPDATE ON layer
BEGIN
    SELECT RAISE (ABORT, 'a text layer is never changed');
END;

-- The words of a layer's page that an engine read from its picture, with their places there.
CREATE TABLE machine_words (
    layer INTEGER NOT NULL REFERENCES layer (id) ON DELETE CASCADE,
    page  INTEGER NOT NULL,                                     -- 1-based
    words TEXT NOT NULL,                                        -- JSON: [[start, end, left, top, right, bottom, confidence], …]
    PRIMARY KEY (layer, page)
) STRICT, WITHOUT ROWID;

-- A page whose picture an engine has read, or could not read. Kept so that no page is read twice.
CREATE TABLE machine_page (
    document INTEGER NOT NULL REFERENCES document (id) ON DELETE CASCADE,
    page     INTEGER NOT NULL,                                  -- 1-based
    engine   TEXT NOT NULL,
    made     TEXT NOT NULL,
    failure  TEXT,                                              -- the user's sentence
    layer    INTEGER REFERENCES layer (id),                     -- the first layer that holds its words
    lines    TEXT NOT NULL,                                     -- JSON: [[[text, left, top, right, bottom, confidence], …], …]
    PRIMARY KEY (document, page)
) STRICT;
CREATE INDEX machine_page_failed ON machine_page (document, page) WHERE failure IS NOT NULL;
CREATE INDEX machine_page_new ON machine_page (document) WHERE layer IS NULL AND failure IS NULL;

-- The last run of extraction over a document.
CREATE TABLE extraction (
    document  INTEGER PRIMARY KEY REFERENCES document (id) ON DELETE CASCADE,
    layer     INTEGER NOT NULL REFERENCES layer (id),
    extractor TEXT NOT NULL,
    made      TEXT NOT NULL,
    facts     TEXT NOT NULL,                                    -- JSON of DocumentFacts
    sentences TEXT NOT NULL,                                    -- JSON: [start, end, start, end, …]
    citations TEXT NOT NULL,                                    -- JSON: [[start, end, kind], …]
    process   TEXT,                                             -- JSON of Process: a summons, subpoena or waiver
    responses TEXT                                              -- JSON: what an answer says, ¶ by ¶, see answer_json.py
) STRICT;

-- A party of the case. One that was merged into another lives on in it. What can be the same in two copies of a
-- case without standing at the same words has names that no other row ever has: a copy keeps them, and where
-- copies find that they mean the same, they add up (uids, JSON: [name, …]).
CREATE TABLE party (
    id          INTEGER PRIMARY KEY AUTOINCREMENT,
    uids        TEXT NOT NULL DEFAULT ('["' || lower (hex (randomblob (12))) || '"]'),
    name        TEXT NOT NULL,
    kind        TEXT NOT NULL,
    role        TEXT,
    capacity    TEXT,
    post        TEXT,                                           -- the office a person holds, as a paper says
    confidence  REAL NOT NULL,
    name_given  TEXT,
    kind_given  TEXT,
    role_given  TEXT,                                           -- '' says that it has none
    merged_into INTEGER REFERENCES party (id),
    origin      TEXT NOT NULL DEFAULT 'extracted' CHECK (origin IN ('extracted', 'given')),
    words       TEXT,                                           -- by which the attorney added it
    decision    TEXT NOT NULL DEFAULT 'suggested' CHECK (decision IN ('suggested', 'accepted', 'edited', 'rejected')),
    touched     INTEGER NOT NULL DEFAULT 0
) STRICT;
CREATE INDEX party_merged ON party (merged_into);
-- Those that the attorney named or added are few, and every new paper asks for them.
CREATE INDEX party_named ON party (id) WHERE name_given IS NOT NULL;
CREATE INDEX party_added ON party (id) WHERE origin = 'given';

-- A party as one document shows it: what an extractor proposed, and the party of the case it stands for.
CREATE TABLE appearance (
    id         INTEGER PRIMARY KEY AUTOINCREMENT,
    document   INTEGER NOT NULL REFERENCES document (id) ON DELETE CASCADE,
    local      TEXT NOT NULL,                                   -- "p1" within the document's findings
    party      INTEGER NOT NULL REFERENCES party (id),
    name       TEXT NOT NULL,
    kind       TEXT NOT NULL,
    role       TEXT,
    source     TEXT NOT NULL,
    aliases    TEXT NOT NULL,                                   -- JSON
    reasons    TEXT NOT NULL DEFAULT '[]',                      -- JSON: [[alias, why], …]
    joined     TEXT NOT NULL DEFAULT '',                        -- why it was taken for a party of other papers
    capacity   TEXT,
    post       TEXT,
    post_reason TEXT NOT NULL DEFAULT '',                       -- where the paper says it
    whole      TEXT,                                            -- the body that a body is a part of
    whole_reason TEXT NOT NULL DEFAULT '',
    confidence REAL NOT NULL,
    UNIQUE (document, local)
) STRICT;
CREATE INDEX appearance_party ON appearance (party, document);

-- The keys under which a party's names meet those of other documents; see parties.py.
CREATE TABLE party_key (
    document INTEGER NOT NULL REFERENCES document (id) ON DELETE CASCADE,
    party    INTEGER NOT NULL REFERENCES party (id) ON DELETE CASCADE,
    sort     TEXT NOT NULL CHECK (sort IN ('name', 'alias', 'surname')),
    key      TEXT NOT NULL,
    name     TEXT NOT NULL                                      -- as spelled there
) STRICT;
CREATE INDEX party_key_key ON party_key (key, sort, party, name);
CREATE INDEX party_key_document ON party_key (document);
CREATE INDEX party_key_party ON party_key (party);

-- The attorney's word that names of a party are another's. It is put over what extraction attached whenever
-- findings are read, so that nothing of it has to be found again.
CREATE TABLE party_split (
    id          INTEGER PRIMARY KEY AUTOINCREMENT,
    party       INTEGER NOT NULL REFERENCES party (id),         -- as extraction attaches it
    document    INTEGER REFERENCES document (id) ON DELETE CASCADE, -- NULL: in every paper, later ones too
    name        TEXT,                                           -- what is spelled so, folded; NULL: all of it
    party_given INTEGER REFERENCES party (id)                   -- whose it is; NULL: taken back
) STRICT;
CREATE UNIQUE INDEX party_split_of ON party_split (party, ifnull (document, 0), ifnull (name, ''));

-- The attorney's word that two parties are not the same.
CREATE TABLE party_apart (
    id          INTEGER PRIMARY KEY AUTOINCREMENT,
    one         INTEGER NOT NULL REFERENCES party (id),
    other       INTEGER NOT NULL REFERENCES party (id),
    apart_given INTEGER NOT NULL DEFAULT 0,                     -- 0: taken back
    UNIQUE (one, other)
) STRICT;

CREATE TABLE mention (
    id         INTEGER PRIMARY KEY AUTOINCREMENT,
    appearance INTEGER NOT NULL REFERENCES appearance (id) ON DELETE CASCADE,
    document   INTEGER NOT NULL REFERENCES document (id) ON DELETE CASCADE,
    layer      INTEGER NOT NULL REFERENCES layer (id),
    "start"    INTEGER NOT NULL,
    "end"      INTEGER NOT NULL,
    text       TEXT NOT NULL,
    zone       TEXT NOT NULL,
    place      TEXT NOT NULL,
    sentence   INTEGER NOT NULL,                                -- ordinal within the document, -1 for none
    paragraph  INTEGER NOT NULL
) STRICT;
CREATE INDEX mention_document ON mention (document, "start", "end");
CREATE INDEX mention_appearance ON mention (appearance, zone, "start");

-- A place where the attorney says who is named. It wins over a mention that extraction proposes there.
-- proposed = 1: he does not say so himself, but the words of a party that he added stand there in a later paper.
CREATE TABLE mention_given (
    id              INTEGER PRIMARY KEY AUTOINCREMENT,
    document        INTEGER NOT NULL REFERENCES document (id) ON DELETE CASCADE,
    layer           INTEGER NOT NULL REFERENCES layer (id),
    "start"         INTEGER NOT NULL,
    "end"           INTEGER NOT NULL,
    text            TEXT NOT NULL,
    before          TEXT NOT NULL,
    after           TEXT NOT NULL,
    lost            INTEGER NOT NULL DEFAULT 0,
    proposed        INTEGER NOT NULL DEFAULT 0,
    zone            TEXT NOT NULL,
    place           TEXT NOT NULL,
    first_sentence  INTEGER NOT NULL,
    last_sentence   INTEGER NOT NULL,
    first_paragraph INTEGER NOT NULL,
    last_paragraph  INTEGER NOT NULL,
    confidence      REAL NOT NULL,
    touched         INTEGER NOT NULL DEFAULT 1,
    party_given     INTEGER                                     -- a party; 0: nobody; NULL: taken back
) STRICT;
CREATE INDEX mention_given_document ON mention_given (document);

-- Quotes and dates keep an anchor (text, 32 characters before and after), so that an attorney's decision
-- finds its words again in a new text layer. proposed = 0: kept for the decision's sake alone.
CREATE TABLE quote (
    id              INTEGER PRIMARY KEY AUTOINCREMENT,
    document        INTEGER NOT NULL REFERENCES document (id) ON DELETE CASCADE,
    layer           INTEGER NOT NULL REFERENCES layer (id),
    "start"         INTEGER NOT NULL,
    "end"           INTEGER NOT NULL,
    text            TEXT NOT NULL,
    before          TEXT NOT NULL,
    after           TEXT NOT NULL,
    lost            INTEGER NOT NULL DEFAULT 0,
    proposed        INTEGER NOT NULL DEFAULT 1,
    zone            TEXT NOT NULL,
    place           TEXT NOT NULL,
    first_sentence  INTEGER NOT NULL,
    last_sentence   INTEGER NOT NULL,
    first_paragraph INTEGER NOT NULL,
    last_paragraph  INTEGER NOT NULL,
    confidence      REAL NOT NULL,
    origin          TEXT NOT NULL DEFAULT 'extracted' CHECK (origin IN ('extracted', 'given')),
    decision        TEXT NOT NULL DEFAULT 'suggested' CHECK (decision IN ('suggested', 'accepted', 'edited', 'rejected')),
    touched         INTEGER NOT NULL DEFAULT 0,
    kind            TEXT NOT NULL,
    reading         TEXT NOT NULL,
    certainty       TEXT NOT NULL,
    speaker         INTEGER REFERENCES party (id),
    speaker_start   INTEGER,
    speaker_end     INTEGER,
    speaker_words   TEXT,                                       -- that name the speaker here
    cue_start       INTEGER,
    cue_end         INTEGER,
    parts           TEXT NOT NULL,                              -- JSON: [start, end, start, end, …]
    evidence        TEXT NOT NULL,
    omits           INTEGER NOT NULL DEFAULT 0,                 -- a remark behind it tells of citations left out
    words           BLOB NOT NULL,                              -- hashes of word triples
    cited_start     INTEGER,                                    -- the citation that gives its source
    cited_end       INTEGER,
    cited_place     TEXT,
    cited_text      TEXT,
    cited_authority TEXT,                                       -- the citation that "Id." repeats
    speaker_given   INTEGER                                     -- a party, or 0: nobody whom we know
) STRICT;
CREATE INDEX quote_document ON quote (document, "start", "end");
CREATE INDEX quote_speaker ON quote (speaker);
-- All that tells which quotes the columns count, so that they are counted without being read; see first_rows.py.
CREATE INDEX quote_counted ON quote (decision, proposed, zone, kind);

CREATE TABLE date_expression (
    id              INTEGER PRIMARY KEY AUTOINCREMENT,
    document        INTEGER NOT NULL REFERENCES document (id) ON DELETE CASCADE,
    layer           INTEGER NOT NULL REFERENCES layer (id),
    "start"         INTEGER NOT NULL,
    "end"           INTEGER NOT NULL,
    text            TEXT NOT NULL,
    before          TEXT NOT NULL,
    after           TEXT NOT NULL,
    lost            INTEGER NOT NULL DEFAULT 0,
    proposed        INTEGER NOT NULL DEFAULT 1,
    zone            TEXT NOT NULL,
    place           TEXT NOT NULL,
    first_sentence  INTEGER NOT NULL,
    last_sentence   INTEGER NOT NULL,
    first_paragraph INTEGER NOT NULL,
    last_paragraph  INTEGER NOT NULL,
    confidence      REAL NOT NULL,
    origin          TEXT NOT NULL DEFAULT 'extracted' CHECK (origin IN ('extracted', 'given')),
    decision        TEXT NOT NULL DEFAULT 'suggested' CHECK (decision IN ('suggested', 'accepted', 'edited', 'rejected')),
    touched         INTEGER NOT NULL DEFAULT 0,
    value           TEXT,                                       -- EDTF
    earliest        TEXT,
    latest          TEXT,
    basis           TEXT NOT NULL,
    anchor          TEXT,
    alternatives    TEXT NOT NULL,                              -- JSON: EDTF values
    operator        TEXT,
    reason          TEXT NOT NULL,
    sentence        TEXT NOT NULL,                              -- what the date governs, lines unwrapped
    event_kind      TEXT,                                       -- of a row of the chronology; NULL: a date and no event
    value_given     TEXT,
    earliest_given  TEXT,
    latest_given    TEXT,
    kind_event_given TEXT,
    short_given     TEXT,                                       -- the attorney's own words for the event
    standing_given  TEXT,
    leaning_given   TEXT,
    order_given     INTEGER,                                    -- the place within a day
    group_given     INTEGER                                     -- equal among events that are one, in no copy else; 0: like no other
) STRICT;
CREATE INDEX date_document ON date_expression (document, "start", "end");
-- The same of dates.
CREATE INDEX date_counted ON date_expression (
    decision, proposed, zone, value_given, value, anchor,
    kind_event_given, short_given, standing_given, leaning_given, order_given, group_given
);
-- The order of the column of dates, so that its first rows are read without the others; see first_rows.py.
CREATE INDEX date_order ON date_expression (
    CASE WHEN value_given IS NULL THEN ifnull (ifnull (earliest, latest), '9999-99-99')
        ELSE ifnull (ifnull (earliest_given, latest_given), '9999-99-99') END,
    CASE WHEN value_given IS NULL THEN ifnull (latest, '9999-99-99')
        ELSE ifnull (latest_given, '9999-99-99') END,
    document, "start", id
);

-- A stretch of a paper that carries a note, a tag or evidence. It finds its words again in a new text layer as
-- quotes and dates do; touched and proposed are theirs too, and never change here.
CREATE TABLE passage (
    id              INTEGER PRIMARY KEY AUTOINCREMENT,
    document        INTEGER NOT NULL REFERENCES document (id) ON DELETE CASCADE,
    layer           INTEGER NOT NULL REFERENCES layer (id),
    "start"         INTEGER NOT NULL,
    "end"           INTEGER NOT NULL,
    text            TEXT NOT NULL,
    before          TEXT NOT NULL,
    after           TEXT NOT NULL,
    lost            INTEGER NOT NULL DEFAULT 0,
    proposed        INTEGER NOT NULL DEFAULT 0,
    zone            TEXT NOT NULL,
    place           TEXT NOT NULL,
    first_sentence  INTEGER NOT NULL,
    last_sentence   INTEGER NOT NULL,
    first_paragraph INTEGER NOT NULL,
    last_paragraph  INTEGER NOT NULL,
    confidence      REAL NOT NULL,
    touched         INTEGER NOT NULL DEFAULT 1
) STRICT;
CREATE INDEX passage_document ON passage (document);

-- What carries a note, a tag or evidence is named by "about", a kind of thing, and its number among those.
-- An id in a row of these tables stands for ever: what is taken away has NULL, or 0, for its word.
CREATE TABLE note (
    id          INTEGER PRIMARY KEY AUTOINCREMENT,
    uids        TEXT NOT NULL DEFAULT ('["' || lower (hex (randomblob (12))) || '"]'),
    about       TEXT NOT NULL CHECK (about IN ('party', 'quote', 'date', 'document', 'passage')),
    number      INTEGER NOT NULL,
    words_given TEXT,                                           -- NULL: taken away
    who_given   TEXT,                                           -- wrote them
    at_given    TEXT                                            -- when
) STRICT;
CREATE INDEX note_about ON note (about, number);

-- A tag of the case; no two that stand are spelled alike but for capitals.
CREATE TABLE tag (
    id         INTEGER PRIMARY KEY AUTOINCREMENT,
    uids       TEXT NOT NULL DEFAULT ('["' || lower (hex (randomblob (12))) || '"]'),
    name_given TEXT                                             -- NULL: taken away
) STRICT;

CREATE TABLE tagged (
    id           INTEGER PRIMARY KEY AUTOINCREMENT,
    tag          INTEGER NOT NULL REFERENCES tag (id),
    about        TEXT NOT NULL CHECK (about IN ('party', 'quote', 'date', 'document', 'passage', 'note')),
    number       INTEGER NOT NULL,
    tagged_given INTEGER NOT NULL DEFAULT 0,                    -- its place among the thing's tags, from 1; 0: taken off
    UNIQUE (about, number, tag)
) STRICT;
CREATE INDEX tagged_tag ON tagged (tag);

-- An issue of the case, or an element of a claim below it.
CREATE TABLE issue (
    id           INTEGER PRIMARY KEY AUTOINCREMENT,
    uids         TEXT NOT NULL DEFAULT ('["' || lower (hex (randomblob (12))) || '"]'),
    title_given  TEXT,                                          -- NULL: taken away
    law_given    TEXT,                                          -- the statute or rule that it rests on
    note_given   TEXT,
    parent_given INTEGER REFERENCES issue (id),                 -- NULL: it stands at the top
    order_given  INTEGER NOT NULL DEFAULT 0,                    -- among those of one parent
    passage      INTEGER REFERENCES passage (id)                -- the words of a paper that it was drafted from
) STRICT;

-- What speaks for or against an issue.
CREATE TABLE evidence (
    id         INTEGER PRIMARY KEY AUTOINCREMENT,
    issue      INTEGER NOT NULL REFERENCES issue (id),
    about      TEXT NOT NULL CHECK (about IN ('party', 'quote', 'date', 'document', 'passage', 'note')),
    number     INTEGER NOT NULL,
    side_given TEXT CHECK (side_given IN ('for', 'against', 'neutral')), -- NULL: taken away
    UNIQUE (issue, about, number)
) STRICT;
CREATE INDEX evidence_about ON evidence (about, number);

-- Another appearance of a quote's words, in a document of the case.
CREATE TABLE same_words (
    quote         INTEGER NOT NULL REFERENCES quote (id) ON DELETE CASCADE,
    document      INTEGER NOT NULL REFERENCES document (id) ON DELETE CASCADE,
    "start"       INTEGER NOT NULL,
    "end"         INTEGER NOT NULL,
    text          TEXT NOT NULL,
    place         TEXT NOT NULL,
    verdict       TEXT NOT NULL,
    words_changed INTEGER NOT NULL,
    PRIMARY KEY (quote, document, "start")
) STRICT, WITHOUT ROWID;
CREATE INDEX same_words_document ON same_words (document);

-- Documents that share their words, each pair from both its ends; see likeness.py.
CREATE TABLE likeness (
    document INTEGER NOT NULL REFERENCES document (id) ON DELETE CASCADE,
    other    INTEGER NOT NULL REFERENCES document (id) ON DELETE CASCADE,
    likeness TEXT NOT NULL CHECK (likeness IN ('same words', 'version of', 'contained in', 'contains')),
    share    REAL NOT NULL,                                     -- of the words, 0 to 1
    PRIMARY KEY (document, other)
) STRICT, WITHOUT ROWID;
CREATE INDEX likeness_other ON likeness (other);

-- Every decision of the attorney, with what it takes to undo and redo it.
CREATE TABLE history (
    id       INTEGER PRIMARY KEY AUTOINCREMENT,
    at       TEXT NOT NULL,
    who      TEXT NOT NULL,
    sentence TEXT NOT NULL,
    patches  TEXT NOT NULL,                                     -- JSON: [{table, id, before, after}, …]
    state    TEXT NOT NULL DEFAULT 'done' CHECK (state IN ('done', 'undone', 'dropped')),
    steps    TEXT NOT NULL DEFAULT '[]',                        -- JSON: a name for each doing, undoing, redoing
    taken    TEXT                                               -- JSON: a colleague's entries that it took over
) STRICT;

-- A word that two attorneys gave differently on their copies of the case. The one that this copy had stands until
-- the conflict is settled.
CREATE TABLE conflict (
    id            INTEGER PRIMARY KEY AUTOINCREMENT,
    about         TEXT NOT NULL,                                -- a table
    number        INTEGER NOT NULL,                             -- a row of it
    word          TEXT NOT NULL,                                -- which of its words, see exchange_words.py
    mine          TEXT NOT NULL,                                -- JSON of its value
    theirs        TEXT NOT NULL,                                -- JSON of its value
    my_who        TEXT NOT NULL,
    my_at         TEXT NOT NULL,
    their_who     TEXT NOT NULL,
    their_at      TEXT NOT NULL,
    raised_given  INTEGER NOT NULL DEFAULT 0,                   -- 0: the merge that found it was taken back
    settled_given TEXT CHECK (settled_given IN ('mine', 'theirs'))
) STRICT;

-- A question of the linked view that is kept under a name, see saved_views.py.
CREATE TABLE saved_view (
    id             INTEGER PRIMARY KEY AUTOINCREMENT,
    uids           TEXT NOT NULL DEFAULT ('["' || lower (hex (randomblob (12))) || '"]'),
    name_given     TEXT,                                        -- NULL: taken away
    question_given TEXT                                         -- JSON; names findings by their numbers
) STRICT;

-- A binder that was written: how the next one begins, and which Bates numbers the copies of pages got.
CREATE TABLE binder (
    id     INTEGER PRIMARY KEY AUTOINCREMENT,
    made   TEXT NOT NULL,
    who    TEXT NOT NULL,
    title  TEXT NOT NULL,
    file   TEXT NOT NULL,                                       -- its name, without the folder
    choice TEXT NOT NULL,                                       -- JSON, see reports/binder_choice.py
    prefix TEXT,                                                -- of its Bates numbers; NULL: it has none
    digits INTEGER NOT NULL,
    pages  TEXT NOT NULL                                        -- JSON: [[sha256, name, first page, first number, count], …]
) STRICT;

-- What was searched for; a search with a name was saved.
CREATE TABLE search (
    id    INTEGER PRIMARY KEY AUTOINCREMENT,
    query TEXT NOT NULL UNIQUE,
    name  TEXT UNIQUE,
    asked TEXT NOT NULL                                         -- when last
) STRICT;

-- Which state of the list of documents this is: the list is long, and asked for far more often than it changes.
CREATE TABLE listing (
    version INTEGER NOT NULL
) STRICT;
INSERT INTO listing (version) VALUES (0);
CREATE TRIGGER document_insert_lists AFTER INSERT ON document BEGIN UPDATE listing SET version = version + 1; END;
CREATE TRIGGER document_update_lists AFTER UPDATE ON document BEGIN UPDATE listing SET version = version + 1; END;
CREATE TRIGGER document_delete_lists AFTER DELETE ON document BEGIN UPDATE listing SET version = version + 1; END;
CREATE TRIGGER extraction_insert_lists AFTER INSERT ON extraction BEGIN UPDATE listing SET version = version + 1; END;
CREATE TRIGGER extraction_update_lists AFTER UPDATE ON extraction BEGIN UPDATE listing SET version = version + 1; END;
CREATE TRIGGER extraction_delete_lists AFTER DELETE ON extraction BEGIN UPDATE listing SET version = version + 1; END;
CREATE TRIGGER machine_page_insert_lists AFTER INSERT ON machine_page BEGIN UPDATE listing SET version = version + 1; END;
CREATE TRIGGER machine_page_update_lists AFTER UPDATE ON machine_page BEGIN UPDATE listing SET version = version + 1; END;
CREATE TRIGGER machine_page_delete_lists AFTER DELETE ON machine_page BEGIN UPDATE listing SET version = version + 1; END;
CREATE TRIGGER likeness_insert_lists AFTER INSERT ON likeness BEGIN UPDATE listing SET version = version + 1; END;
CREATE TRIGGER likeness_update_lists AFTER UPDATE ON likeness BEGIN UPDATE listing SET version = version + 1; END;
CREATE TRIGGER likeness_delete_lists AFTER DELETE ON likeness BEGIN UPDATE listing SET version = version + 1; END;
CREATE TRIGGER original_look_insert_lists AFTER INSERT ON original_look WHEN new.damage IS NOT NULL
    BEGIN UPDATE listing SET version = version + 1; END;
CREATE TRIGGER original_look_update_lists AFTER UPDATE ON original_look WHEN new.damage IS NOT old.damage
    BEGIN UPDATE listing SET version = version + 1; END;
CREATE TRIGGER info_insert_lists AFTER INSERT ON info BEGIN UPDATE listing SET version = version + 1; END;
CREATE TRIGGER info_update_lists AFTER UPDATE ON info BEGIN UPDATE listing SET version = version + 1; END;
CREATE TRIGGER info_delete_lists AFTER DELETE ON info BEGIN UPDATE listing SET version = version + 1; END;

PRAGMA application_id = 1346586964;
PRAGMA user_version = 1;
BEGIN TRANSACTION;
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
INSERT INTO "appearance" VALUES(1,1,'p1',1,'Marrow Ferry Company, Inc.','organization','plaintiff','caption','["Marrow Ferry", "Marrow"]','[]','',NULL,NULL,'',NULL,'',0.5);
INSERT INTO "appearance" VALUES(2,1,'p2',2,'Tidewater Port Commission','agency','defendant','caption','["Port Commission", "TPC"]','[]','',NULL,NULL,'',NULL,'',0.5);
INSERT INTO "appearance" VALUES(3,1,'p3',3,'Odile Vantreese','person','witness','caption','["Vantreese"]','[]','',NULL,NULL,'',NULL,'',0.5);
INSERT INTO "appearance" VALUES(4,2,'p1',1,'Marrow Ferry','organization','plaintiff','body','["Marrow Ferry", "Marrow"]','[]','same name as “Marrow Ferry Company, Inc.”',NULL,NULL,'',NULL,'',0.5);
INSERT INTO "appearance" VALUES(5,2,'p4',4,'@TidewaterPort','account',NULL,'body','[]','[]','',NULL,NULL,'',NULL,'',0.5);
INSERT INTO "appearance" VALUES(6,3,'p3',3,'Odile Vantreese','person','witness','body','["Vantreese"]','[]','same name',NULL,NULL,'',NULL,'',0.5);
INSERT INTO "appearance" VALUES(7,4,'p3',3,'Odile Vantreese','person','witness','body','["Vantreese"]','[]','same name',NULL,NULL,'',NULL,'',0.5);
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
INSERT INTO "date_expression" VALUES(1,1,1,129,139,'2026-03-07',' Commission closed the berth on ','. Nobody was told.
Odile Vantree',0,1,'body','[null, null, "2", "2", null, null, 2, 2, null]',2,2,1,1,0.5,'extracted','suggested',1,'2026-03-07','2026-03-07','2026-03-07','stated',NULL,'[]',NULL,'','The Tidewater Port Commission closed the berth on 2026-03-07.','event',NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL);
INSERT INTO "date_expression" VALUES(2,1,1,244,254,'2026-03-08',' notice to the ferry at all” on ','.
Later that week the Tidewater ',0,1,'body','[null, null, "3", "3", null, null, 3, 3, null]',4,4,2,2,0.5,'extracted','suggested',0,'2026-03-08','2026-03-08','2026-03-08','stated',NULL,'[]',NULL,'','Odile Vantreese said “the berth was closed without any notice to the ferry at all” on 2026-03-08.','event',NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL);
INSERT INTO "date_expression" VALUES(3,2,2,116,126,'2026-03-07','the ferry at all” in a post.
On ',' @TidewaterPort posted “service ',0,1,'body','[null, null, "3", "3", null, null, 3, 3, null]',2,2,2,2,0.5,'extracted','suggested',0,'2026-03-07','2026-03-07','2026-03-07','stated',NULL,'[]',NULL,'','On 2026-03-07 @TidewaterPort posted “service continues as usual today”.','event',NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL);
INSERT INTO "date_expression" VALUES(4,3,3,27,37,'2026-03-09','Mail of Odile Vantreese on ',' with an enclosure.
',0,1,'body','[null, null, "1", "1", null, null, 1, 1, null]',0,0,0,0,0.5,'extracted','suggested',0,'2026-03-09','2026-03-09','2026-03-09','stated',NULL,'[]',NULL,'','Mail of Odile Vantreese on 2026-03-09 with an enclosure.','event',NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL);
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
INSERT INTO "document" VALUES(1,NULL,'Complaint.txt','0001 Complaint.txt','papers/Complaint.txt','af227b73632895b2eba0337d851b1470da8299b5fe34777d095d00be6a33ce36',341,'2026-11-22T17:33:04+00:00','ready',NULL,0,NULL,'text/plain',1,'complaint','by its first word','COMPLAINT of Marrow Ferry Company, Inc. ',NULL,NULL,NULL,NULL,NULL,NULL,'',NULL,NULL,NULL,NULL,NULL,NULL,NULL);
INSERT INTO "document" VALUES(2,NULL,'Ferry fight.txt','0002 Ferry fight.txt','papers/Ferry fight.txt','b22687468759fcdbb74fa954ba945a12aa293184ffecf0f8c1baef9e559d1777',193,'2026-11-22T17:33:04+00:00','ready',NULL,0,NULL,'text/plain',2,'article','by its first word','Ferry fight goes to court',NULL,NULL,NULL,NULL,NULL,NULL,'',NULL,'Fight',NULL,NULL,NULL,NULL,NULL);
INSERT INTO "document" VALUES(3,NULL,'Letter.txt','0003 Letter.txt','papers/Letter.txt','741bcd6364b0bfc9a6eb3aba4f87b03998f14ab7acd8ac47669329d5a06c1856',57,'2026-11-22T17:33:04+00:00','ready',NULL,0,NULL,'text/plain',3,'article','by its first word','Mail of Odile Vantreese on 2026-03-09 wi',NULL,NULL,NULL,NULL,NULL,NULL,'',NULL,NULL,NULL,NULL,NULL,NULL,NULL);
INSERT INTO "document" VALUES(4,3,'Enclosure.txt','0004 Enclosure.txt','papers/Letter.txt → Enclosure.txt','3118635eabb26d4dca1d63b6bbff9d2c7af29082804e92de5a2f759890ff3170',38,'2026-11-22T17:33:04+00:00','ready',NULL,0,NULL,'text/plain',4,'article','by its first word','The enclosed paper of Odile Vantreese.',NULL,NULL,NULL,NULL,NULL,NULL,'',NULL,NULL,NULL,NULL,NULL,NULL,NULL);
CREATE TABLE evidence (
    id         INTEGER PRIMARY KEY AUTOINCREMENT,
    issue      INTEGER NOT NULL REFERENCES issue (id),
    about      TEXT NOT NULL CHECK (about IN ('party', 'quote', 'date', 'document', 'passage', 'note')),
    number     INTEGER NOT NULL,
    side_given TEXT CHECK (side_given IN ('for', 'against', 'neutral')), -- NULL: taken away
    UNIQUE (issue, about, number)
) STRICT;
INSERT INTO "evidence" VALUES(1,1,'quote',1,'for');
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
INSERT INTO "extraction" VALUES(1,1,'pincite 1','2026-11-22T17:33:05+00:00','{"kind": "complaint", "kind_reason": "by its first word", "title": "COMPLAINT of Marrow Ferry Company, Inc. ", "author": null, "published": null, "court": null, "docket_number": null, "docket_numbers": [], "docket_entry": null, "judge": null, "jury_demand": false, "filed": null, "date": null, "date_reason": ""}','[0, 39, 39, 78, 79, 140, 140, 157, 158, 255, 256, 332]','[]',NULL,NULL);
INSERT INTO "extraction" VALUES(2,2,'pincite 1','2026-11-22T17:33:05+00:00','{"kind": "article", "kind_reason": "by its first word", "title": "Ferry fight goes to court", "author": null, "published": null, "court": null, "docket_number": null, "docket_numbers": [], "docket_entry": null, "judge": null, "jury_demand": false, "filed": null, "date": null, "date_reason": ""}','[0, 26, 26, 112, 113, 184]','[]',NULL,NULL);
INSERT INTO "extraction" VALUES(3,3,'pincite 1','2026-11-22T17:33:05+00:00','{"kind": "article", "kind_reason": "by its first word", "title": "Mail of Odile Vantreese on 2026-03-09 wi", "author": null, "published": null, "court": null, "docket_number": null, "docket_numbers": [], "docket_entry": null, "judge": null, "jury_demand": false, "filed": null, "date": null, "date_reason": ""}','[0, 56]','[]',NULL,NULL);
INSERT INTO "extraction" VALUES(4,4,'pincite 1','2026-11-22T17:33:05+00:00','{"kind": "article", "kind_reason": "by its first word", "title": "The enclosed paper of Odile Vantreese.", "author": null, "published": null, "court": null, "docket_number": null, "docket_numbers": [], "docket_entry": null, "judge": null, "jury_demand": false, "filed": null, "date": null, "date_reason": ""}','[0, 38]','[]',NULL,NULL);
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
INSERT INTO "history" VALUES(1,'2026-11-22T17:33:05+00:00','Ida Moss','Accepted “the berth was closed without any notice to the ferry at all”','[["quote", 1, {"touched": 0, "decision": "suggested"}, {"touched": 1, "decision": "accepted"}]]','done','["3abe724d6796445a9cd0452b96141839"]',NULL);
INSERT INTO "history" VALUES(2,'2026-11-22T17:33:05+00:00','Ida Moss','Rejected “we regret the closing”','[["quote", 2, {"touched": 0, "decision": "suggested"}, {"touched": 1, "decision": "rejected"}]]','done','["e569ac57ee3d4d4d8e170816c1defd84"]',NULL);
INSERT INTO "history" VALUES(3,'2026-11-22T17:33:05+00:00','Ida Moss','Renamed Marrow Ferry Company, Inc. to Marrow','[["party", 1, {"touched": 0, "decision": "suggested", "name_given": null}, {"touched": 1, "decision": "edited", "name_given": "Marrow"}]]','done','["1b0df9c060f34665816af112dc7ab876"]',NULL);
INSERT INTO "history" VALUES(4,'2026-11-22T17:33:05+00:00','Ida Moss','Note on “the berth was closed without any notice to the ferry at all”: “Ask her about this.”','[["note", 1, {"at_given": null, "who_given": null, "words_given": null}, {"at_given": "2026-11-22T17:33:05+00:00", "who_given": "Ida Moss", "words_given": "Ask her about this."}]]','done','["f39d2562b63c4961a770786bc19a48fc"]',NULL);
INSERT INTO "history" VALUES(5,'2026-11-22T17:33:05+00:00','Ida Moss','Tagged 2 things: notice','[["tag", 1, {"name_given": null}, {"name_given": "notice"}], ["tagged", 1, {"tagged_given": 0}, {"tagged_given": 1}], ["tagged", 2, {"tagged_given": 0}, {"tagged_given": 1}]]','done','["6b40c1d4144045e9a4aa5273385e2618"]',NULL);
INSERT INTO "history" VALUES(6,'2026-11-22T17:33:05+00:00','Ida Moss','Added the issue Notice','[["issue", 1, {"title_given": null, "order_given": 0}, {"title_given": "Notice", "order_given": 1}]]','done','["560dd6c25f06433991876c848ad4864b"]',NULL);
INSERT INTO "history" VALUES(7,'2026-11-22T17:33:05+00:00','Ida Moss','Added the quote “COMPLAINT of Marrow Ferry Comp”','[["quote", 5, {"decision": "suggested"}, {"decision": "accepted"}]]','done','["e7cad48c5e3341d19550eccb7195d2ea", "6c18ef1134c849b986595f8ed69f3f06", "7f1e4060f3894290a06165e00a5bfdac"]',NULL);
INSERT INTO "history" VALUES(8,'2026-11-22T17:33:05+00:00','Ida Moss','“Ferry fight.txt” is cited as Fight','[["document", 2, {"short_name_given": null}, {"short_name_given": "Fight"}]]','done','["49c1b5961d844c67ba9ab21ee43ca9df"]',NULL);
INSERT INTO "history" VALUES(9,'2026-11-22T17:33:05+00:00','Ida Moss','“the berth was closed without any notice to the ferry at all” speaks for Notice','[["evidence", 1, {"side_given": null}, {"side_given": "for"}]]','done','["97620dd6fce04ce3b8d5293d47f846d9"]',NULL);
CREATE TABLE info (
    key   TEXT PRIMARY KEY,
    value TEXT NOT NULL
) STRICT, WITHOUT ROWID;
INSERT INTO "info" VALUES('case_id','77c0d792eff44165b2f9e068c272a149');
INSERT INTO "info" VALUES('created','2026-11-22T17:33:04+00:00');
INSERT INTO "info" VALUES('name','Golden');
INSERT INTO "info" VALUES('name of ida','Ida Moss');
INSERT INTO "info" VALUES('seal','b06100cd59614ed7bf4cb7034b2f1dcd');
INSERT INTO "info" VALUES('seal again','b06100cd59614ed7bf4cb7034b2f1dcd');
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
INSERT INTO "issue" VALUES(1,'["63fe8ac9fdf2285be672adac"]','Notice',NULL,NULL,NULL,1,NULL);
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
INSERT INTO "layer" VALUES(1,1,'plain 1','2026-11-22T17:33:04+00:00','765aa62e1644b1a418b2a624289749dc42abfadc1f38ae605666907ff3ab4bdd',0,333,0,0,'[]','[]','{"metadata": [], "form_fields": []}','[]',X'155B8F0120D5B70C13A851103E8B5710ECEA7D12532A0715D0D4CD177DF31118850B9F1B06857C1D6B9C981DBB1CFC26625745289427DD2C83B3D02FC5D44944DEDC894A1819B44B68D95D4E9122CD53CDF756542DA5E366F47E256E42B91471FA49F183E74EEB875392528C10F0F88C74CAF98C634DC38D01861D9445B3D897682857987C6565A0347A84A22A0143B6C8134DB7498D66C0A3E14DC3F2CDEDC760540ED4E36D47D967B9A4D9101AEEE1EF28DFE3D9CD09F93E0923FBACA487FD276835FE','[[[0, 78, "1", "body"], [79, 157, "2", "body"], [158, 255, "3", "body"], [256, 332, "4", "body"]], [], [], []]',X'434F4D504C41494E54206F66204D6172726F7720466572727920436F6D70616E792C20496E632E20616761696E7374207468652054696465776174657220506F727420436F6D6D697373696F6E2E0A5468652054696465776174657220506F727420436F6D6D697373696F6E20636C6F73656420746865206265727468206F6E20323032362D30332D30372E204E6F626F64792077617320746F6C642E0A4F64696C652056616E747265657365207361696420E2809C7468652062657274682077617320636C6F73656420776974686F757420616E79206E6F7469636520746F2074686520666572727920617420616C6CE2809D206F6E20323032362D30332D30382E0A4C617465722074686174207765656B207468652054696465776174657220506F727420436F6D6D697373696F6E2077726F746520E2809C7765207265677265742074686520636C6F73696E67E2809D2E0A');
INSERT INTO "layer" VALUES(2,2,'plain 1','2026-11-22T17:33:04+00:00','c8706eb79f50e7c13cae5ec2c934db93170f9381fc1e511a584448c867ac59f9',0,185,0,0,'[]','[]','{"metadata": [], "form_fields": []}','[]',X'A323FB02467C2D030182B60720D5B70C7DF31118DEFB541851A297193792D420C6751321B2BB412DDA16C92D33AAC43268D95D4E2EE8B2652DA5E366B85EA06BCDA7FA6F207EA47A4A498B7FE6F354826AB9E9832A0143B65FE4A0C1A3E14DC3589C87CAC04854D5E36D47D967B9A4D9E3AE84DD101AEEE1ACA487FD','[[[0, 25, "1", "body"], [26, 112, "2", "body"], [113, 184, "3", "body"]], [], [], []]',X'466572727920666967687420676F657320746F20636F7572740A4D6172726F77204665727279207361696420E2809C7468652062657274682077617320636C6F73656420776974686F7574206E6F7469636520746F2074686520666572727920617420616C6CE2809D20696E206120706F73742E0A4F6E20323032362D30332D30372040546964657761746572506F727420706F7374656420E2809C7365727669636520636F6E74696E75657320617320757375616C20746F646179E2809D2E0A');
INSERT INTO "layer" VALUES(3,3,'plain 1','2026-11-22T17:33:04+00:00','ca697ecf319c0ab4269c503c8cb61000896bbe06fb841093fc5ad871b60f4221',0,57,0,0,'[]','[]','{"metadata": [], "form_fields": []}','[]',X'BD1FDF112D2CFB51C01D5E6D2E95B096E3ECACAA125695BBA3E14DC3751698D01C87C8EA','[[[0, 56, "1", "body"]], [], [], []]',X'4D61696C206F66204F64696C652056616E747265657365206F6E20323032362D30332D3039207769746820616E20656E636C6F737572652E0A');
INSERT INTO "layer" VALUES(4,4,'plain 1','2026-11-22T17:33:04+00:00','81fa71d2c94a7a7e56416c6f1045a1e5490d1e8f46e2a90b01caa1cf8f7c5d43',0,38,0,0,'[]','[]','{"metadata": [], "form_fields": []}','[]',X'34AA8467C8833E83FEFE8BC7751698D0','[[[0, 38, "1", "body"]], [], [], []]',X'54686520656E636C6F736564207061706572206F66204F64696C652056616E7472656573652E');
CREATE TABLE likeness (
    document INTEGER NOT NULL REFERENCES document (id) ON DELETE CASCADE,
    other    INTEGER NOT NULL REFERENCES document (id) ON DELETE CASCADE,
    likeness TEXT NOT NULL CHECK (likeness IN ('same words', 'version of', 'contained in', 'contains')),
    share    REAL NOT NULL,                                     -- of the words, 0 to 1
    PRIMARY KEY (document, other)
) STRICT, WITHOUT ROWID;
CREATE TABLE listing (
    version INTEGER NOT NULL
) STRICT;
INSERT INTO "listing" VALUES(41);
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
CREATE TABLE machine_words (
    layer INTEGER NOT NULL REFERENCES layer (id) ON DELETE CASCADE,
    page  INTEGER NOT NULL,                                     -- 1-based
    words TEXT NOT NULL,                                        -- JSON: [[start, end, left, top, right, bottom, confidence], …]
    PRIMARY KEY (layer, page)
) STRICT, WITHOUT ROWID;
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
INSERT INTO "mention" VALUES(1,1,1,1,13,39,'Marrow Ferry Company, Inc.','body','[null, null, "1", "1", null, null, 1, 1, null]',0,0);
INSERT INTO "mention" VALUES(2,2,1,1,52,77,'Tidewater Port Commission','body','[null, null, "1", "1", null, null, 1, 1, null]',1,0);
INSERT INTO "mention" VALUES(3,2,1,1,83,108,'Tidewater Port Commission','body','[null, null, "2", "2", null, null, 2, 2, null]',2,1);
INSERT INTO "mention" VALUES(4,2,1,1,276,301,'Tidewater Port Commission','body','[null, null, "4", "4", null, null, 4, 4, null]',5,3);
INSERT INTO "mention" VALUES(5,3,1,1,158,173,'Odile Vantreese','body','[null, null, "3", "3", null, null, 3, 3, null]',4,2);
INSERT INTO "mention" VALUES(6,4,2,2,26,38,'Marrow Ferry','body','[null, null, "2", "2", null, null, 2, 2, null]',1,1);
INSERT INTO "mention" VALUES(7,5,2,2,127,141,'@TidewaterPort','body','[null, null, "3", "3", null, null, 3, 3, null]',2,2);
INSERT INTO "mention" VALUES(8,6,3,3,8,23,'Odile Vantreese','body','[null, null, "1", "1", null, null, 1, 1, null]',0,0);
INSERT INTO "mention" VALUES(9,7,4,4,22,37,'Odile Vantreese','body','[null, null, "1", "1", null, null, 1, 1, null]',0,0);
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
CREATE TABLE note (
    id          INTEGER PRIMARY KEY AUTOINCREMENT,
    uids        TEXT NOT NULL DEFAULT ('["' || lower (hex (randomblob (12))) || '"]'),
    about       TEXT NOT NULL CHECK (about IN ('party', 'quote', 'date', 'document', 'passage')),
    number      INTEGER NOT NULL,
    words_given TEXT,                                           -- NULL: taken away
    who_given   TEXT,                                           -- wrote them
    at_given    TEXT                                            -- when
) STRICT;
INSERT INTO "note" VALUES(1,'["5a18f5ae2d809aa236f86819"]','quote',1,'Ask her about this.','Ida Moss','2026-11-22T17:33:05+00:00');
CREATE TABLE original_look (
    document INTEGER PRIMARY KEY REFERENCES document (id) ON DELETE CASCADE,
    looked   TEXT NOT NULL,                                     -- the day
    damage   TEXT CHECK (damage IN ('missing', 'unreadable', 'changed'))
) STRICT;
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
INSERT INTO "party" VALUES(1,'["7c5fd40eeeec3f76714ec5fe"]','Marrow Ferry Company, Inc.','organization','plaintiff',NULL,NULL,0.5,'Marrow',NULL,NULL,NULL,'extracted',NULL,'edited',1);
INSERT INTO "party" VALUES(2,'["f2f65261f21adc7b3132b688"]','Tidewater Port Commission','agency','defendant',NULL,NULL,0.5,NULL,NULL,NULL,NULL,'extracted',NULL,'suggested',0);
INSERT INTO "party" VALUES(3,'["50f209128dc4a2cd7b0e0c92"]','Odile Vantreese','person','witness',NULL,NULL,0.5,NULL,NULL,NULL,NULL,'extracted',NULL,'suggested',0);
INSERT INTO "party" VALUES(4,'["cd1883e841e3a2419149e1dc"]','@TidewaterPort','account',NULL,NULL,NULL,0.5,NULL,NULL,NULL,NULL,'extracted',NULL,'suggested',0);
CREATE TABLE party_apart (
    id          INTEGER PRIMARY KEY AUTOINCREMENT,
    one         INTEGER NOT NULL REFERENCES party (id),
    other       INTEGER NOT NULL REFERENCES party (id),
    apart_given INTEGER NOT NULL DEFAULT 0,                     -- 0: taken back
    UNIQUE (one, other)
) STRICT;
CREATE TABLE party_key (
    document INTEGER NOT NULL REFERENCES document (id) ON DELETE CASCADE,
    party    INTEGER NOT NULL REFERENCES party (id) ON DELETE CASCADE,
    sort     TEXT NOT NULL CHECK (sort IN ('name', 'alias', 'surname')),
    key      TEXT NOT NULL,
    name     TEXT NOT NULL                                      -- as spelled there
) STRICT;
INSERT INTO "party_key" VALUES(1,1,'name','marrow ferry','Marrow Ferry Company, Inc.');
INSERT INTO "party_key" VALUES(1,2,'name','tidewater port commission','Tidewater Port Commission');
INSERT INTO "party_key" VALUES(1,2,'alias','port commission','Port Commission');
INSERT INTO "party_key" VALUES(1,3,'surname','vantreese','Odile Vantreese');
INSERT INTO "party_key" VALUES(1,3,'name','odile vantreese','Odile Vantreese');
INSERT INTO "party_key" VALUES(2,1,'name','marrow ferry','Marrow Ferry');
INSERT INTO "party_key" VALUES(2,4,'name','@tidewaterport','@TidewaterPort');
INSERT INTO "party_key" VALUES(3,3,'surname','vantreese','Odile Vantreese');
INSERT INTO "party_key" VALUES(3,3,'name','odile vantreese','Odile Vantreese');
INSERT INTO "party_key" VALUES(4,3,'surname','vantreese','Odile Vantreese');
INSERT INTO "party_key" VALUES(4,3,'name','odile vantreese','Odile Vantreese');
CREATE TABLE party_split (
    id          INTEGER PRIMARY KEY AUTOINCREMENT,
    party       INTEGER NOT NULL REFERENCES party (id),         -- as extraction attaches it
    document    INTEGER REFERENCES document (id) ON DELETE CASCADE, -- NULL: in every paper, later ones too
    name        TEXT,                                           -- what is spelled so, folded; NULL: all of it
    party_given INTEGER REFERENCES party (id)                   -- whose it is; NULL: taken back
) STRICT;
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
CREATE TABLE password (
    word TEXT PRIMARY KEY,
    used TEXT NOT NULL                                          -- when it last opened something
) STRICT, WITHOUT ROWID;
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
INSERT INTO "quote" VALUES(1,1,1,180,239,'the berth was closed without any notice to the ferry at all','was told.
Odile Vantreese said “','” on 2026-03-08.
Later that week',0,1,'body','[null, null, "3", "3", null, null, 3, 3, null]',4,4,2,2,0.5,'extracted','accepted',1,'direct','the berth was closed without any notice to the ferry at all','stated',3,158,173,'Odile Vantreese',NULL,NULL,'[]','',0,X'E36D47D9ACA487FD101AEEE1C8134DB762574528155B8F017DF3111867B9A4D920D5B70C2DA5E366',NULL,NULL,NULL,NULL,NULL,NULL);
INSERT INTO "quote" VALUES(2,1,1,309,330,'we regret the closing','idewater Port Commission wrote “','”.
',0,1,'body','[null, null, "4", "4", null, null, 4, 4, null]',5,5,3,3,0.5,'extracted','rejected',1,'direct','we regret the closing','stated',2,276,301,'Tidewater Port Commission',NULL,NULL,'[]','',0,X'5392528CE74EEB87',NULL,NULL,NULL,NULL,NULL,NULL);
INSERT INTO "quote" VALUES(3,2,2,45,100,'the berth was closed without notice to the ferry at all','oes to court
Marrow Ferry said “','” in a post.
On 2026-03-07 @Tide',0,1,'body','[null, null, "2", "2", null, null, 2, 2, null]',1,1,1,1,0.5,'extracted','suggested',0,'direct','the berth was closed without notice to the ferry at all','stated',1,26,38,'Marrow Ferry',NULL,NULL,'[]','',0,X'E36D47D9ACA487FD101AEEE1467C2D03DEFB54187DF3111867B9A4D920D5B70C2DA5E366',NULL,NULL,NULL,NULL,NULL,NULL);
INSERT INTO "quote" VALUES(4,2,2,150,182,'service continues as usual today','26-03-07 @TidewaterPort posted “','”.
',0,1,'body','[null, null, "3", "3", null, null, 3, 3, null]',2,2,2,2,0.5,'extracted','suggested',0,'direct','service continues as usual today','stated',4,127,141,'@TidewaterPort',NULL,NULL,'[]','',0,X'B2BB412D207EA47AC04854D5',NULL,NULL,NULL,NULL,NULL,NULL);
INSERT INTO "quote" VALUES(5,1,1,0,30,'COMPLAINT of Marrow Ferry Comp','','any, Inc. against the Tidewater ',0,0,'body','[null, null, "1", "1", null, null, 1, 1, null]',0,0,0,0,1.0,'given','accepted',1,'direct','COMPLAINT of Marrow Ferry Comp','unattributed',NULL,NULL,NULL,NULL,NULL,NULL,'[]','added by you',0,X'ECEA7D129122CD53BDC9A63D',NULL,NULL,NULL,NULL,NULL,NULL);
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
INSERT INTO "same_words" VALUES(1,2,45,100,'the berth was closed without notice to the ferry at all','[null, null, "2", "2", null, null, 2, 2, null]','altered',1);
INSERT INTO "same_words" VALUES(3,1,180,239,'the berth was closed without any notice to the ferry at all','[null, null, "3", "3", null, null, 3, 3, null]','altered',1);
CREATE TABLE saved_view (
    id             INTEGER PRIMARY KEY AUTOINCREMENT,
    uids           TEXT NOT NULL DEFAULT ('["' || lower (hex (randomblob (12))) || '"]'),
    name_given     TEXT,                                        -- NULL: taken away
    question_given TEXT                                         -- JSON; names findings by their numbers
) STRICT;
CREATE TABLE search (
    id    INTEGER PRIMARY KEY AUTOINCREMENT,
    query TEXT NOT NULL UNIQUE,
    name  TEXT UNIQUE,
    asked TEXT NOT NULL                                         -- when last
) STRICT;
CREATE TABLE tag (
    id         INTEGER PRIMARY KEY AUTOINCREMENT,
    uids       TEXT NOT NULL DEFAULT ('["' || lower (hex (randomblob (12))) || '"]'),
    name_given TEXT                                             -- NULL: taken away
) STRICT;
INSERT INTO "tag" VALUES(1,'["3fe40d5d6f7af858830b781b"]','notice');
CREATE TABLE tagged (
    id           INTEGER PRIMARY KEY AUTOINCREMENT,
    tag          INTEGER NOT NULL REFERENCES tag (id),
    about        TEXT NOT NULL CHECK (about IN ('party', 'quote', 'date', 'document', 'passage', 'note')),
    number       INTEGER NOT NULL,
    tagged_given INTEGER NOT NULL DEFAULT 0,                    -- its place among the thing's tags, from 1; 0: taken off
    UNIQUE (about, number, tag)
) STRICT;
INSERT INTO "tagged" VALUES(1,1,'quote',1,1);
INSERT INTO "tagged" VALUES(2,1,'date',1,1);
CREATE INDEX document_state ON document (state);
CREATE INDEX layer_document ON layer (document);
CREATE TRIGGER layer_is_immutable BEFORE UPDATE ON layer
BEGIN
    SELECT RAISE (ABORT, 'a text layer is never changed');
END;
CREATE INDEX machine_page_failed ON machine_page (document, page) WHERE failure IS NOT NULL;
CREATE INDEX machine_page_new ON machine_page (document) WHERE layer IS NULL AND failure IS NULL;
CREATE INDEX party_merged ON party (merged_into);
CREATE INDEX party_named ON party (id) WHERE name_given IS NOT NULL;
CREATE INDEX party_added ON party (id) WHERE origin = 'given';
CREATE INDEX appearance_party ON appearance (party, document);
CREATE INDEX party_key_key ON party_key (key, sort, party, name);
CREATE INDEX party_key_document ON party_key (document);
CREATE INDEX party_key_party ON party_key (party);
CREATE UNIQUE INDEX party_split_of ON party_split (party, ifnull (document, 0), ifnull (name, ''));
CREATE INDEX mention_document ON mention (document, "start", "end");
CREATE INDEX mention_appearance ON mention (appearance, zone, "start");
CREATE INDEX mention_given_document ON mention_given (document);
CREATE INDEX quote_document ON quote (document, "start", "end");
CREATE INDEX quote_speaker ON quote (speaker);
CREATE INDEX quote_counted ON quote (decision, proposed, zone, kind);
CREATE INDEX date_document ON date_expression (document, "start", "end");
CREATE INDEX date_counted ON date_expression (
    decision, proposed, zone, value_given, value, anchor,
    kind_event_given, short_given, standing_given, leaning_given, order_given, group_given
);
CREATE INDEX date_order ON date_expression (
    CASE WHEN value_given IS NULL THEN ifnull (ifnull (earliest, latest), '9999-99-99')
        ELSE ifnull (ifnull (earliest_given, latest_given), '9999-99-99') END,
    CASE WHEN value_given IS NULL THEN ifnull (latest, '9999-99-99')
        ELSE ifnull (latest_given, '9999-99-99') END,
    document, "start", id
);
CREATE INDEX passage_document ON passage (document);
CREATE INDEX note_about ON note (about, number);
CREATE INDEX tagged_tag ON tagged (tag);
CREATE INDEX evidence_about ON evidence (about, number);
CREATE INDEX same_words_document ON same_words (document);
CREATE INDEX likeness_other ON likeness (other);
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
DELETE FROM "sqlite_sequence";
INSERT INTO "sqlite_sequence" VALUES('document',4);
INSERT INTO "sqlite_sequence" VALUES('layer',4);
INSERT INTO "sqlite_sequence" VALUES('party',4);
INSERT INTO "sqlite_sequence" VALUES('appearance',7);
INSERT INTO "sqlite_sequence" VALUES('mention',9);
INSERT INTO "sqlite_sequence" VALUES('quote',5);
INSERT INTO "sqlite_sequence" VALUES('date_expression',4);
INSERT INTO "sqlite_sequence" VALUES('history',9);
INSERT INTO "sqlite_sequence" VALUES('note',1);
INSERT INTO "sqlite_sequence" VALUES('tag',1);
INSERT INTO "sqlite_sequence" VALUES('tagged',2);
INSERT INTO "sqlite_sequence" VALUES('issue',1);
INSERT INTO "sqlite_sequence" VALUES('evidence',1);
COMMIT;

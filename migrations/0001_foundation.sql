-- The ground that every later table stands on: post to be sent, sessions, counters.
-- One text for both engines. On SQLite a UUID is a blob of 16 bytes and a TIMESTAMPTZ is text in
-- UTC that sorts like the moments it names; both engines keep microseconds.

-- One mail that has to leave the house, written in the transaction of the business fact that
-- causes it. The relay leases it, delivers it at least once, and then empties the payload,
-- because that can hold a temporary password.
CREATE TABLE outbox (
    id UUID NOT NULL PRIMARY KEY,
    -- What it tells, for the office: 'order_confirmation'. Programs never decide by it.
    kind TEXT NOT NULL CHECK (kind <> ''),
    recipient TEXT NOT NULL CHECK (recipient <> ''),
    subject TEXT NOT NULL,
    -- A JSON object with both bodies, or an empty one once delivered.
    payload TEXT NOT NULL,
    -- Without angle brackets. The same for every attempt, so that a mail that arrives twice can
    -- be seen to be one.
    message_id TEXT NOT NULL UNIQUE,
    created_at TIMESTAMPTZ NOT NULL,
    -- No attempt before this moment.
    not_before TIMESTAMPTZ NOT NULL,
    -- Who is delivering it right now, and until when the others believe that.
    lease UUID,
    leased_until TIMESTAMPTZ,
    attempts BIGINT NOT NULL DEFAULT 0 CHECK (attempts >= 0),
    delivered_at TIMESTAMPTZ,
    last_error TEXT,
    CHECK ((lease IS NULL) = (leased_until IS NULL)),
    CHECK (delivered_at IS NULL OR lease IS NULL)
);
CREATE INDEX outbox_due ON outbox (not_before, id) WHERE delivered_at IS NULL;

-- One mail in the demo mailbox, which stands in for a mail server.
CREATE TABLE mailbox (
    message_id TEXT NOT NULL PRIMARY KEY,
    received_at TIMESTAMPTZ NOT NULL,
    sender TEXT NOT NULL,
    recipient TEXT NOT NULL,
    subject TEXT NOT NULL,
    body_text TEXT NOT NULL,
    body_html TEXT NOT NULL
);
CREATE INDEX mailbox_newest ON mailbox (received_at, message_id);

-- One browser that was given a session cookie. Only a digest of the cookie is kept, so that
-- somebody who reads this table can sign in as nobody.
CREATE TABLE session (
    digest TEXT NOT NULL PRIMARY KEY,
    -- A JSON object.
    data TEXT NOT NULL,
    expires_at TIMESTAMPTZ NOT NULL
);
CREATE INDEX session_expiry ON session (expires_at);

-- How often something was tried within one window of time, for example to sign in to an account.
CREATE TABLE throttle (
    key TEXT NOT NULL PRIMARY KEY,
    window_started_at TIMESTAMPTZ NOT NULL,
    count BIGINT NOT NULL CHECK (count >= 0)
);
CREATE INDEX throttle_window ON throttle (window_started_at);

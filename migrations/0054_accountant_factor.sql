-- Accountants have what every other sign-in has: a second factor, and another address once a link
-- has confirmed it. Each table that names sign-ins or links is made anew with one word more.

-- The second factor of an account, a panel user, an accountant or a member of staff, or one that is
-- being taken into use. Another one of the same owner has another id, and with it ends every
-- sign-in that was made before.
CREATE TABLE second_factor_wider (
    id UUID NOT NULL PRIMARY KEY,
    door TEXT NOT NULL CHECK (door IN ('account', 'panel', 'accountant', 'staff')),
    -- The account, the panel user, the accountant or the member of staff.
    owner UUID NOT NULL,
    -- The key, sealed for this row with the key of the installation.
    secret TEXT NOT NULL,
    begun_at TIMESTAMPTZ NOT NULL,
    -- When the first right code was given; null until then, and nobody is asked for one.
    on_since TIMESTAMPTZ,
    -- The step of thirty seconds whose code was accepted last: no code is good twice.
    last_step BIGINT,
    UNIQUE (door, owner),
    CHECK ((on_since IS NULL) = (last_step IS NULL))
);
INSERT INTO second_factor_wider (id, door, owner, secret, begun_at, on_since, last_step)
    SELECT id, door, owner, secret, begun_at, on_since, last_step FROM second_factor;

-- A code for whoever has lost the telephone, which can be used once. Only its digest is kept. It
-- belongs to the wider table from the beginning, and follows it to its name.
CREATE TABLE recovery_code_wider (
    factor_id UUID NOT NULL REFERENCES second_factor_wider (id),
    digest TEXT NOT NULL,
    used_at TIMESTAMPTZ,
    PRIMARY KEY (factor_id, digest)
);
INSERT INTO recovery_code_wider (factor_id, digest, used_at)
    SELECT factor_id, digest, used_at FROM recovery_code;
-- Contract: every row is in the new table, which takes its name at once.
DROP TABLE recovery_code;
-- Contract: every row is in the wider table, which takes its name at once; no code belongs to this
-- one any more.
DROP TABLE second_factor;
-- Contract: the release before finds what it knows under the name that it knows.
ALTER TABLE second_factor_wider RENAME TO second_factor;
-- Contract: the release before finds what it knows under the name that it knows.
ALTER TABLE recovery_code_wider RENAME TO recovery_code;

-- What happened to somebody's second factor, for ever.
CREATE TABLE second_factor_event_wider (
    id UUID NOT NULL PRIMARY KEY,
    door TEXT NOT NULL CHECK (door IN ('account', 'panel', 'accountant', 'staff')),
    owner UUID NOT NULL,
    -- With what they sign in, as it was then.
    username TEXT NOT NULL,
    what TEXT NOT NULL CHECK (what IN
        ('turned_on', 'turned_off', 'new_codes', 'recovery_code_used', 'taken_off')),
    at TIMESTAMPTZ NOT NULL,
    -- Who took it off for somebody else, and why; null for what owners do themselves.
    done_by TEXT,
    reason TEXT,
    CHECK ((what = 'taken_off') = (done_by IS NOT NULL)),
    CHECK ((done_by IS NULL) = (reason IS NULL))
);
INSERT INTO second_factor_event_wider (id, door, owner, username, what, at, done_by, reason)
    SELECT id, door, owner, username, what, at, done_by, reason FROM second_factor_event;
-- Contract: every row is in the wider table, which takes its name at once.
DROP TABLE second_factor_event;
-- Contract: the release before finds what it knows under the name that it knows.
ALTER TABLE second_factor_event_wider RENAME TO second_factor_event;
CREATE INDEX second_factor_event_of ON second_factor_event (door, owner, at);
CREATE INDEX second_factor_taken_off ON second_factor_event (at, id) WHERE what = 'taken_off';

-- A link that was sent by mail and does one thing once. Only a digest of its secret is kept.
CREATE TABLE secret_link_wider (
    -- Which password it chooses, or whose address it confirms.
    purpose TEXT NOT NULL CHECK (purpose IN
        ('account_password', 'panel_password', 'accountant_password', 'account_email',
         'holder_email', 'accountant_email')),
    -- The account, the panel user or the accountant that it is about. A newer link takes the place
    -- of an older one.
    about UUID NOT NULL,
    digest TEXT NOT NULL UNIQUE,
    -- Tells the password and the address beside which it was made from any others. With either of
    -- them the link ends.
    beside TEXT NOT NULL,
    -- The new address that it confirms; empty for a password.
    address TEXT NOT NULL,
    made_at TIMESTAMPTZ NOT NULL,
    PRIMARY KEY (purpose, about)
);
INSERT INTO secret_link_wider (purpose, about, digest, beside, address, made_at)
    SELECT purpose, about, digest, beside, address, made_at FROM secret_link;
-- Contract: every row is in the wider table, which takes its name at once.
DROP TABLE secret_link;
-- Contract: the release before finds what it knows under the name that it knows.
ALTER TABLE secret_link_wider RENAME TO secret_link;
CREATE INDEX secret_link_made ON secret_link (made_at);

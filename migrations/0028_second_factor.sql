-- Second factors of sign-ins: codes that a telephone works out from a key and the time (RFC 6238).

-- The second factor of an account, a panel user or a member of staff, or one that is being taken
-- into use. Another one of the same owner has another id, and with it ends every sign-in that was
-- made before.
CREATE TABLE second_factor (
    id UUID NOT NULL PRIMARY KEY,
    door TEXT NOT NULL CHECK (door IN ('account', 'panel', 'staff')),
    -- The account, the panel user or the member of staff.
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

-- A code for whoever has lost the telephone, which can be used once. Only its digest is kept.
CREATE TABLE recovery_code (
    factor_id UUID NOT NULL REFERENCES second_factor (id),
    digest TEXT NOT NULL,
    used_at TIMESTAMPTZ,
    PRIMARY KEY (factor_id, digest)
);

-- What happened to somebody's second factor, for ever.
CREATE TABLE second_factor_event (
    id UUID NOT NULL PRIMARY KEY,
    door TEXT NOT NULL CHECK (door IN ('account', 'panel', 'staff')),
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
CREATE INDEX second_factor_event_of ON second_factor_event (door, owner, at);
CREATE INDEX second_factor_taken_off ON second_factor_event (at, id) WHERE what = 'taken_off';

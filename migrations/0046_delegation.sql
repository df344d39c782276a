-- Accountants, who have an account of their own without any service, and the panels that customers
-- delegate to them.

-- An accountant. Whoever closes the account leaves a row without a word about them.
CREATE TABLE accountant (
    id UUID NOT NULL PRIMARY KEY,
    -- Letters and digits in capitals; something that nobody can type once the account is closed.
    username TEXT NOT NULL UNIQUE CHECK (username <> ''),
    email TEXT NOT NULL,
    -- Of a person or of a firm, as customers read it.
    name TEXT NOT NULL,
    -- Partita IVA or codice fiscale.
    tax_number TEXT NOT NULL,
    -- Empty once the account is closed: no password has this hash.
    password_hash TEXT NOT NULL,
    -- The form that made it, which makes no other.
    intent_id UUID NOT NULL UNIQUE,
    registered_at TIMESTAMPTZ NOT NULL,
    -- The digests of the conditions that were accepted, and of the privacy notice that stood beside
    -- them (accepted_text).
    conditions_sha256 TEXT NOT NULL,
    privacy_sha256 TEXT NOT NULL,
    last_sign_in_at TIMESTAMPTZ,
    closed_at TIMESTAMPTZ
);

-- The panel of a service, offered to the accountant of a username. An offer to a username that
-- nobody has looks like any other, and belongs to nobody for ever.
CREATE TABLE delegation (
    id UUID NOT NULL PRIMARY KEY,
    subscription_id UUID NOT NULL REFERENCES subscription (id),
    -- As the owner typed it, in capitals; empty once the accountant has closed the account.
    username TEXT NOT NULL,
    -- Whoever had this username when it was offered.
    accountant_id UUID REFERENCES accountant (id),
    -- Codes of domain::grant::Permission with blanks between them.
    permissions TEXT NOT NULL,
    -- The civil day in Italy on which it was offered, from which on it can lapse.
    offered_on DATE NOT NULL,
    -- True once the accountant was written to; for ever false where there is none.
    announced BOOLEAN NOT NULL DEFAULT FALSE,
    accepted_at TIMESTAMPTZ,
    ended_at TIMESTAMPTZ,
    -- domain::delegation::Ending
    ending TEXT CHECK (ending IN ('withdrawn', 'declined', 'lapsed', 'revoked', 'given_up')),
    CHECK ((ended_at IS NULL) = (ending IS NULL)),
    CHECK (accountant_id IS NOT NULL OR accepted_at IS NULL)
);
-- A username has one open delegation of a service.
CREATE UNIQUE INDEX delegation_open ON delegation (subscription_id, username)
    WHERE ended_at IS NULL;
CREATE INDEX delegation_of_accountant ON delegation (accountant_id)
    WHERE accountant_id IS NOT NULL AND ended_at IS NULL;
CREATE INDEX delegation_to_announce ON delegation (offered_on, id)
    WHERE accountant_id IS NOT NULL AND ended_at IS NULL AND NOT announced;

-- What somebody has asked for who cannot sign in, as recovery_request had it; with one word more
-- that it can be.
CREATE TABLE recovery_request_wider (
    id UUID NOT NULL PRIMARY KEY,
    -- 'username', or the password of which of the sign-ins.
    what TEXT NOT NULL CHECK (what IN
        ('username', 'account_password', 'panel_password', 'accountant_password')),
    -- What they remember: an address or a number, or the username.
    typed TEXT NOT NULL CHECK (typed <> ''),
    asked_at TIMESTAMPTZ NOT NULL
);
INSERT INTO recovery_request_wider (id, what, typed, asked_at)
    SELECT id, what, typed, asked_at FROM recovery_request;
-- Contract: every row is in the wider table, which takes its name at once.
DROP TABLE recovery_request;
-- Contract: the release before finds what it knows under the name that it knows.
ALTER TABLE recovery_request_wider RENAME TO recovery_request;

-- A link that was sent by mail and does one thing once, as secret_link had it; with one word more
-- that it can be. Only a digest of its secret is kept.
CREATE TABLE secret_link_wider (
    -- Which password it chooses, or whose address it confirms.
    purpose TEXT NOT NULL CHECK (purpose IN
        ('account_password', 'panel_password', 'accountant_password', 'account_email',
         'holder_email')),
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

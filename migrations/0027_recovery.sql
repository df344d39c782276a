-- What somebody has asked for who cannot sign in. It is looked at by a job and then gone: a page
-- that looked for the account itself would take longer for a customer than for a stranger.
CREATE TABLE recovery_request (
    id UUID NOT NULL PRIMARY KEY,
    -- 'username', 'account_password' or 'panel_password'.
    what TEXT NOT NULL CHECK (what IN ('username', 'account_password', 'panel_password')),
    -- What they remember: an address or a number, or the username.
    typed TEXT NOT NULL CHECK (typed <> ''),
    asked_at TIMESTAMPTZ NOT NULL
);

-- A link that was sent by mail and does one thing once. Only a digest of its secret is kept, so
-- that whoever reads this table can use no link.
CREATE TABLE secret_link (
    -- 'account_password', 'panel_password', 'account_email' or 'holder_email'.
    purpose TEXT NOT NULL CHECK (purpose IN
        ('account_password', 'panel_password', 'account_email', 'holder_email')),
    -- The account or the panel user that it is about. A newer link takes the place of an older one.
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
CREATE INDEX secret_link_made ON secret_link (made_at);

-- Accounts are looked for by their address.
CREATE INDEX account_email ON account (LOWER(email));

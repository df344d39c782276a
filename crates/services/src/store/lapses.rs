//! What lapses in a panel unless somebody does something: temporary passwords of its additional users,
//! and offers to accountants.

use chrono::{DateTime, NaiveDate, Utc};
use domain::delegation::Delegation;
use domain::id::{DelegationId, PanelUserId, SubscriptionId};
use platform::{Error, Result, Tx};
use uuid::Uuid;

/// Something that lapses.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Lapses {
    /// An additional user has to choose a password of their own.
    Password { user: PanelUserId, username: String, until: DateTime<Utc> },
    /// An accountant has to answer.
    Offer { delegation: DelegationId, username: String, offer: Delegation },
}

/// Of a user or of a delegation.
#[derive(sqlx::FromRow)]
struct Row {
    id: Uuid,
    username: String,
    temporary_until: Option<DateTime<Utc>>,
    offered_on: Option<NaiveDate>,
}

impl TryFrom<Row> for Lapses {
    type Error = Error;

    fn try_from(Row { id, username, temporary_until, offered_on }: Row) -> Result<Self> {
        match (temporary_until, offered_on) {
            (Some(until), _) => Ok(Self::Password { user: PanelUserId(id), username, until }),
            (None, Some(offered_on)) => {
                let offer = Delegation::restore(offered_on, false, None);
                Ok(Self::Offer { delegation: DelegationId(id), username, offer })
            }
            (None, None) => Err(Error::corrupt("delegation", "offered_on", id)),
        }
    }
}

/// All that waits in the panel of a service, also offers that have lapsed and that nobody has ended; each
/// as far as it can be read. One statement.
pub async fn of_service(tx: &mut Tx, service: SubscriptionId) -> Result<Vec<Result<Lapses>>> {
    let rows: Vec<Result<Row>> = tx
        .sql(
            "SELECT id, username, temporary_until, CAST(NULL AS DATE) AS offered_on \
             FROM panel_user WHERE subscription_id = $1 AND permissions IS NOT NULL \
             AND former_username IS NULL AND temporary_until IS NOT NULL \
             UNION ALL SELECT id, username, NULL, offered_on FROM delegation \
             WHERE subscription_id = $1 AND accepted_at IS NULL AND ended_at IS NULL ORDER BY id",
        )
        .bind(service)
        .each("panel_user", "id")
        .await?;
    Ok(rows.into_iter().map(|row| row.map_err(of_offer).and_then(Lapses::try_from)).collect())
}

/// The column of an offer that does not fit is named as it is in its own table.
fn of_offer(error: Error) -> Error {
    match error {
        Error::Corrupt { column, id, .. } if column == "offered_on" => {
            Error::corrupt("delegation", column, id)
        }
        error => error,
    }
}

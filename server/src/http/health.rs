//! `/salute`: whether this process answers, for supervisors and load balancers.

pub async fn answer() -> &'static str {
    "in salute\n"
}

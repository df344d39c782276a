//! What was read, page by page.

use std::collections::BTreeSet;

use axum::http::StatusCode;
use domain::id::SubscriptionId;
use services::testing::counting;

use super::allowed::{LEADS_ON, OF_ONE_FIELD, may_read};
use crate::{
    router::{office_session_tests::Desk, page_routes},
    test_server::text,
};

/// What was read of each page, by its route.
#[derive(Default)]
pub(super) struct Read {
    visited: BTreeSet<String>,
    wrong: Vec<String>,
    most: Vec<String>,
    all: usize,
}

impl Read {
    /// The page at this address, which has to be there and to show this.
    pub(super) async fn page(
        &mut self,
        browser: &mut Desk,
        route: &str,
        address: &str,
        shows: &str,
    ) {
        let (answer, counted) = counting(browser.get(address)).await;
        let status = answer.status();
        let shown = text(answer).await;
        if status != StatusCode::OK {
            self.wrong.push(format!("{route} ({address}): {status}"));
        } else if !shown.contains(shows) {
            self.wrong.push(format!("{route} ({address}) does not show {shows}"));
        }
        if counted.reading > may_read(route) {
            self.most.push(format!("{route} ({address}) reads {} times", counted.reading));
        }
        self.visited.insert(route.to_owned());
        self.all += counted.reading;
    }

    /// A page of the panel of a service.
    pub(super) async fn in_panel(
        &mut self,
        browser: &mut Desk,
        service: SubscriptionId,
        address: &str,
        shows: &str,
    ) {
        let route = address.replace(&service.to_string(), "{servizio}");
        self.page(browser, &route, address, shows).await;
    }

    /// A page without a parameter.
    pub(super) async fn at(&mut self, browser: &mut Desk, address: &str, shows: &str) {
        self.page(browser, address, address, shows).await;
    }

    /// Every page was visited and was there, and none reads too much.
    pub(super) fn ends_well(self) {
        let Self { visited, wrong, most, all } = self;
        let is_left_out = |page: &&str| {
            !visited.contains(*page) && !OF_ONE_FIELD.contains(page) && !LEADS_ON.contains(page)
        };
        let left_out: Vec<_> =
            page_routes().iter().map(|page| page.path()).filter(is_left_out).collect();
        assert!(wrong.is_empty(), "{wrong:#?}\n{most:#?}\n{left_out:#?}");
        assert!(left_out.is_empty(), "nobody visits {left_out:#?}");
        assert!(all > 100, "hardly anything is counted: {all}");
        assert!(most.is_empty(), "{most:#?}");
    }
}

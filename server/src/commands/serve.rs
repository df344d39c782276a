//! `bottega serve`: answers requests until it is told to stop.

use tokio::net::TcpListener;
use tokio_util::sync::CancellationToken;
use tracing::{info, warn};

use super::{Outcome, in_runtime};
use crate::{
    bundle, clock,
    config::{ServeOptions, Settings},
    context::{self, Demo},
    demo, jobs,
    listening::{self, Allowance},
    metrics, prices, router, shutdown,
    state::AppState,
    stop::Stop,
};

pub fn run(settings: Settings, options: &ServeOptions) -> Outcome {
    in_runtime(serve(settings, options))
}

async fn serve(settings: Settings, options: &ServeOptions) -> Outcome {
    let playing = Demo { on: options.demo, today: options.today };
    let stopping = CancellationToken::new();
    shutdown::on_signal(stopping.clone())?;
    let hangups = prices::hangups()?;

    let assets = bundle::read(&settings)?;
    let services = context::open(&settings, playing).await?;
    let sign_ins = if playing.on {
        // Invented people begin on the day of the demonstration.
        if playing.today.is_none() {
            demo::follow_clock(&services).await?;
        }
        let sign_ins = demo::people(&services).await?;
        demo::begin_clock(&services, playing.today.is_some()).await?;
        Some(sign_ins)
    } else {
        demo::refuse(&services).await?;
        None
    };
    if let Some(path) = &settings.price_list {
        prices::take(&services, path).await?;
    }
    let mailer = context::mailer(&settings, &services.db)?;
    let listener = TcpListener::bind(settings.listen)
        .await
        .map_err(|error| Stop::Failed(format!("cannot listen on {}: {error}.", settings.listen)))?;
    if let Some(sign_ins) = sign_ins {
        demo::welcome(&settings, &sign_ins);
    }

    if let Some(at) = settings.metrics_listen {
        metrics::serve(at, services.clone(), stopping.clone()).await?;
    }

    info!(base_url = %settings.base_url(), demo = playing.on, "serving");
    if playing.on {
        tokio::spawn(clock::follow(services.clone(), stopping.clone()));
    }
    let jobs = jobs::start(&services, mailer, &stopping);
    let list = settings.price_list.clone();
    tokio::spawn(prices::follow(services.clone(), list, hangups, stopping.clone()));
    let state = AppState::new(settings, assets, services, stopping.clone());
    let work = async {
        answer(listener, &state, stopping.clone()).await?;
        jobs.wait().await;
        Outcome::Ok(())
    };
    tokio::select! {
        outcome = work => outcome?,
        () = shutdown::drain_limit(&stopping) => warn!("some work was still under way"),
    }
    state.services.db.close().await;
    info!("stopped");
    Ok(())
}

/// Returns when everything that was asked before `stopping` is answered.
async fn answer(listener: TcpListener, state: &AppState, stopping: CancellationToken) -> Outcome {
    let everybodys = Allowance::OF_A_BROWSER;
    let allowed =
        if state.settings.behind_proxy { everybodys.behind_a_proxy() } else { everybodys };
    listening::serve(listener, router::build(state.clone())?, allowed, stopping).await;
    state.changes.close();
    state.changes.wait().await;
    Ok(())
}

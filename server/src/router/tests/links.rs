//! What an address cannot make a page say.

use super::*;

/// The error of a form as Leptos writes it into an address: our own sentence about a failure, with
/// a telephone number of somebody else where the reference belongs.
const WORDS_OF_A_STRANGER: &str =
    "eyJJbnRlcm5hbCI6eyJyZWZlcmVuY2UiOiIwMiAxMjM0NTY3LCBlIHBhZ2EgYSBNYXJpbyJ9fQ==";

#[tokio::test]
async fn a_link_cannot_speak_in_the_voice_of_the_shop() {
    let house = House::at(LOCALHOST).await;
    let error = format!("__path={}&__err={WORDS_OF_A_STRANGER}", PATHS[0]);

    for parameters in [error.clone(), error.replace("__", "%5F_"), format!("poi=/carrello&{error}")]
    {
        let led = house.get(&format!("/accedi?{parameters}")).await;
        assert_eq!(led.status(), StatusCode::SEE_OTHER, "{parameters}");
        let clean = if parameters.starts_with("poi") { "/accedi?poi=/carrello" } else { "/accedi" };
        assert_eq!(header_of(&led, "location"), clean);
        assert!(!text(led).await.contains("Mario"));
    }
    assert!(!house.page("/accedi").await.contains("Mario"));
}

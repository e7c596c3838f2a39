//! Paths that tokio does not have, an await outside of async, and a flavor that there is not.

use tokio::sync::mspc;
use tokio::time::{Duration, sleep};
use tokio::tme::timeout;
fn helper() {
    sleep(Duration::from_millis(1)).await;
}
#[tokio::main(flavor = "current")]
async fn main() {
    helper();
}

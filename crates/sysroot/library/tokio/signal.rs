//! Signals: nobody sends one in the page, so who waits for Ctrl-C waits for ever.

use std::io::Result;

pub async fn ctrl_c() -> Result<()> {
    std::future::pending().await
}

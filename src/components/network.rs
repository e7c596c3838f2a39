//! Visiting a program that listens: terminals as of netcat, and requests as of a browser.

use protocol::network::Visit;
use web_sys::{FormData, HtmlFormElement, SubmitEvent};
use yew::prelude::*;

use crate::state::network::{Line, Network, Terminal};

#[derive(Properties, PartialEq)]
pub struct Props {
    pub network: Network,
    /// The run is still going.
    pub live: bool,
    pub on_visit: Callback<Visit>,
}

/// The ports on which the program listens, and the connections to them.
#[component]
pub fn Visits(props: &Props) -> Html {
    let network = &props.network;
    html! {
        <div class="network" data-testid="network">
            { for network.ports.iter().filter(|_| props.live).map(|port| knock(*port, network.next(), &props.on_visit)) }
            if !network.is_there() {
                <p class="empty">{ "The program listens on no port. One that does can be visited here." }</p>
            }
            { terminals(network, props.live, &props.on_visit) }
        </div>
    }
}

/// The connections alone.
pub fn terminals(network: &Network, live: bool, on_visit: &Callback<Visit>) -> Html {
    html! {
        <div class="terminals">
            { for network.terminals.iter().map(|terminal| show(terminal, live, on_visit)) }
        </div>
    }
}

/// Ways to visit a port of the program.
fn knock(port: u16, connection: u32, on_visit: &Callback<Visit>) -> Html {
    let connect = on_visit.reform(move |_: MouseEvent| Visit::Connect { connection, port });
    let request = {
        let on_visit = on_visit.clone();
        Callback::from(move |event: SubmitEvent| {
            let path = field(&event, "path").unwrap_or_default();
            let bytes = format!("GET {path} HTTP/1.1\r\nHost: localhost:{port}\r\n\r\n");
            on_visit.emit(Visit::Connect { connection, port });
            on_visit.emit(Visit::Send {
                connection,
                bytes: bytes.into_bytes(),
            });
        })
    };
    html! {
        <div class="knock" key={port}>
            <span>{ format!("The program listens on port {port}.") }</span>
            <button type="button" class="button" onclick={connect} data-testid="connect">{ "Connect" }</button>
            <form onsubmit={request}>
                <label>{ "GET " }<input name="path" ~defaultValue="/" size="8" autocomplete="off" spellcheck="false" /></label>
                <button class="button" data-testid="request">{ "Send request" }</button>
            </form>
        </div>
    }
}

fn show(terminal: &Terminal, live: bool, on_visit: &Callback<Visit>) -> Html {
    let connection = terminal.connection;
    let send = {
        let on_visit = on_visit.clone();
        Callback::from(move |event: SubmitEvent| {
            let Some(line) = field(&event, "line") else {
                return;
            };
            if let Some(form) = event.target_dyn_into::<HtmlFormElement>() {
                form.reset();
            }
            let bytes = format!("{line}\n").into_bytes();
            on_visit.emit(Visit::Send { connection, bytes });
        })
    };
    let over = terminal.is_over() || !live;
    let end = on_visit.reform(move |_: MouseEvent| Visit::HalfClose { connection });
    let close = on_visit.reform(move |_: MouseEvent| Visit::Close { connection });
    let state = match terminal.state {
        _ if !live && !terminal.is_over() => "cut off: the run is over",
        Line::Waiting => "not accepted yet",
        Line::Open => "open",
        Line::HalfClosed => "you send no more",
        Line::Closed => "closed",
        Line::Reset => "reset: closed before all was read",
        Line::Refused => "refused: nobody listens there",
    };
    html! {
        <section key={connection} class="terminal" data-testid="terminal" aria-label={format!("Connection {connection}")}>
            <h2>
                { format!("Connection {connection} to port {}: {state}", terminal.port) }
                if let Some(why) = &terminal.why { { format!(" ({why})") } }
            </h2>
            <pre tabindex="0" role="log">{ for terminal.said.iter().map(|said| html! {
                <span class={if said.by_visitor { "said-here" } else { "said-there" }}>{ said.text() }</span>
            }) }</pre>
            if !over {
                <div class="terminal-ways">
                    if terminal.sends() {
                        <form onsubmit={send}>
                            <input name="line" aria-label={format!("A line for connection {connection}")} autocomplete="off"
                                placeholder="a line, then Enter" />
                            <button class="button">{ "Send" }</button>
                        </form>
                        <button type="button" class="button" onclick={end}>{ "End input" }</button>
                    }
                    <button type="button" class="button" onclick={close}>{ "Close" }</button>
                </div>
            }
        </section>
    }
}

/// What a field of the form holds that is being sent; the browser does not send it anywhere.
pub fn field(event: &SubmitEvent, name: &str) -> Option<String> {
    event.prevent_default();
    let form = event.target_dyn_into::<HtmlFormElement>()?;
    FormData::new_with_form(&form).ok()?.get(name).as_string()
}

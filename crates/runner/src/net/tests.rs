//! The network as Linux has it, seen from both sides.

use protocol::network::{Visit, Visited};

use super::*;

const ANY: Address = Address {
    ip: 0xffff << 32,
    port: 0,
};

fn pair(net: &mut Net) -> (SocketId, SocketId) {
    let listener = net.listen(Address::loopback_v4(0)).expect("a free port");
    let there = net.address(listener, 0).expect("an address");
    let client = net.connect(there).expect("somebody listens");
    let server = net.accept(listener).expect("somebody has come");
    net.close(listener);
    (client, server)
}

fn read(net: &mut Net, id: SocketId, len: usize) -> Answer<String> {
    let (bytes, _) = net.read(id, len, false)?;
    Ok(String::from_utf8(bytes).expect("text"))
}

#[test]
fn what_is_written_is_read_in_parts() {
    let mut net = Net::default();
    let (client, server) = pair(&mut net);
    assert_eq!(read(&mut net, server, 9), Err(EAGAIN));
    assert_eq!(net.write(client, b"hello"), Ok(5));
    assert_eq!(net.read(server, 2, true).map(|it| it.0), Ok(b"he".to_vec()));
    assert_eq!(read(&mut net, server, 2), Ok("he".to_string()));
    assert_eq!(read(&mut net, server, 9), Ok("llo".to_string()));
    assert_eq!(net.address(client, 1), net.address(server, 0));
    assert_eq!(net.address(server, 1), net.address(client, 0));
}

#[test]
fn ports_are_taken_and_free_again() {
    let mut net = Net::default();
    let any = net.listen(Address { port: 80, ..ANY });
    assert_eq!(net.listen(Address::loopback_v4(80)), Err(EADDRINUSE));
    assert!(net.listen(Address::loopback_v6(80)).is_ok());
    assert!(net.connect(Address::loopback_v4(80)).is_ok());
    net.close(any.expect("the first"));
    assert_eq!(net.connect(Address::loopback_v4(80)), Err(ECONNREFUSED));
    assert!(net.listen(Address::loopback_v4(80)).is_ok());
    let elsewhere = Address {
        ip: 0xffff_c000_0201,
        port: 80,
    };
    assert_eq!(net.listen(elsewhere), Err(EADDRNOTAVAIL));
    assert_eq!(net.connect(elsewhere), Err(ENETUNREACH));
}

#[test]
fn an_end_in_order() {
    let mut net = Net::default();
    let (client, server) = pair(&mut net);
    assert_eq!(net.write(client, b"x"), Ok(1));
    assert_eq!(net.shutdown(client, 1), Ok(()));
    assert_eq!(net.write(client, b"y"), Err(EPIPE));
    assert_eq!(read(&mut net, server, 9), Ok("x".to_string()));
    assert_eq!(read(&mut net, server, 9), Ok(String::new()));
    assert_eq!(net.write(server, b"still"), Ok(5));
    net.close(server);
    assert_eq!(read(&mut net, client, 9), Ok("still".to_string()));
    assert_eq!(read(&mut net, client, 9), Ok(String::new()));
}

#[test]
fn an_end_out_of_order() {
    let mut net = Net::default();
    let (client, server) = pair(&mut net);
    net.write(client, b"unread").expect("room");
    net.close(server);
    assert_eq!(read(&mut net, client, 9), Err(ECONNRESET));
    assert_eq!(read(&mut net, client, 9), Ok(String::new()));
    assert_eq!(net.write(client, b"x"), Err(EPIPE));

    let (client, server) = pair(&mut net);
    net.close(server);
    assert_eq!(net.write(client, b"goes off"), Ok(8));
    assert_eq!(read(&mut net, client, 9), Ok(String::new()));
    assert_eq!(net.write(client, b"x"), Err(EPIPE));

    // Nobody has accepted it yet.
    let listener = net.listen(Address::loopback_v4(0)).expect("a free port");
    let there = net.address(listener, 0).expect("an address");
    let client = net.connect(there).expect("somebody listens");
    net.close(listener);
    assert_eq!(read(&mut net, client, 9), Err(ECONNRESET));
}

#[test]
fn a_full_buffer_holds_up_the_writer() {
    let mut net = Net::default();
    let (client, server) = pair(&mut net);
    let much = vec![7; ROOM + 1];
    assert_eq!(net.write(client, &much), Ok(ROOM));
    assert_eq!(net.write(client, b"x"), Err(EAGAIN));
    assert_eq!(net.readiness(client) & ready::WRITE, 0);
    net.take_changed();
    net.read(server, 10, false).expect("bytes");
    assert_eq!(net.take_changed(), [client]);
    assert_eq!(net.write(client, &much), Ok(10));
    net.close(server);
    net.close(client);
    assert_eq!(net.buffered, 0);
}

#[test]
fn a_poller_hears_in_order_and_once() {
    let mut net = Net::default();
    let poller = net.new_poller();
    let (a, b) = pair(&mut net);
    let (c, d) = pair(&mut net);
    for id in [b, d] {
        net.watch(poller, id).expect("a socket");
        // A new socket can be written to.
        assert_eq!(net.next_event(poller), Some((id, ready::WRITE)));
    }
    net.take_changed();
    for (from, text) in [(c, "1"), (a, "2"), (c, "3")] {
        net.write(from, text.as_bytes()).expect("room");
    }
    for id in net.take_changed() {
        assert_eq!(net.note_change(id), Some(poller));
    }
    let both = ready::READ | ready::WRITE;
    assert_eq!(net.next_event(poller), Some((d, both)));
    assert_eq!(net.next_event(poller), Some((b, both)));
    assert_eq!(net.next_event(poller), None);
}

#[test]
fn a_visitor_comes_and_goes() {
    let mut net = Net::default();
    net.visit(Visit::Connect {
        connection: 1,
        port: 80,
    });
    assert_eq!(net.take_news(), [Visited::Refused { connection: 1 }]);
    let listener = net.listen(Address { port: 80, ..ANY }).expect("free");
    assert!(net.awaits_visitor(listener));
    net.visit(Visit::Connect {
        connection: 2,
        port: 80,
    });
    let bytes = b"hi".to_vec();
    net.visit(Visit::Send {
        connection: 2,
        bytes: bytes.clone(),
    });
    let stream = net.accept(listener).expect("the visitor");
    assert_eq!(read(&mut net, stream, 9), Ok("hi".to_string()));
    net.write(stream, &bytes).expect("the visitor takes all");
    net.visit(Visit::HalfClose { connection: 2 });
    assert_eq!(read(&mut net, stream, 9), Ok(String::new()));
    net.shutdown(stream, 1).expect("open");
    net.close(stream);
    let connection = 2;
    let news = [
        Visited::Listening { port: 80 },
        Visited::Connected { connection },
        Visited::Accepted { connection },
        Visited::Received { connection, bytes },
        Visited::HalfClosed { connection },
        Visited::Closed {
            connection,
            reset: false,
        },
    ];
    assert_eq!(net.take_news(), news);
    // Who is gone can do no more.
    net.visit(Visit::Close { connection: 2 });
    assert_eq!(net.take_news(), []);
}

#[test]
fn datagrams_come_whole_or_not_at_all() {
    let mut net = Net::default();
    let bind = |net: &mut Net| {
        let id = net.bind_datagrams(Address::loopback_v4(0)).expect("free");
        (id, net.address(id, 0).expect("an address"))
    };
    let ((a, a_at), (b, b_at)) = (bind(&mut net), bind(&mut net));
    assert_eq!(net.send(a, b"first", b_at), Ok(5));
    assert_eq!(net.send(a, b"", b_at), Ok(0));
    assert_eq!(net.receive(b, 3, false), Ok((b"fir".to_vec(), a_at)));
    assert_eq!(net.receive(b, 3, false), Ok((Vec::new(), a_at)));
    assert_eq!(net.receive(b, 3, false), Err(EAGAIN));
    assert_eq!(net.write(a, b"to whom"), Err(EDESTADDRREQ));
    net.close(b);
    net.connect_datagrams(a, b_at).expect("here");
    assert_eq!(net.write(a, b"lost"), Ok(4));
    assert_eq!(net.write(a, b"and told"), Err(ECONNREFUSED));
}

//! Addresses: parsing, printing, what stands for them, and the errors.

use std::net::{IpAddr, Ipv4Addr, Ipv6Addr, SocketAddr, SocketAddrV4, TcpListener, ToSocketAddrs};

fn main() {
    for text in [
        "127.0.0.1", "1.2.3", "01.2.3.4", "256.1.1.1", "1.2.3.4.5", "::1", "::", "1:2::3:4", "::ffff:1.2.3.4",
        "1:2:3:4:5:6:7:8", "1::2::3", "fe80::", "2001:db8::8:800:200c:417a", "0:0:0:1:0:0:0:0", "1:2:3:4:5:6:7::",
        ":1", "12345::", "1:0:0:2::", "::1.2.3", "",
    ] {
        match text.parse::<IpAddr>() {
            Ok(ip) => println!("{text:?}: {ip} {}", if ip.is_ipv4() { "v4" } else { "v6" }),
            Err(e) => println!("{text:?}: {e}"),
        }
    }
    for text in ["127.0.0.1:80", "127.0.0.1", "[::1]:80", "::1:80", "1.2.3.4:65536", "1.2.3.4:", "[::1%7]:9"] {
        println!("{text}: {:?}", text.parse::<SocketAddr>());
        println!("    {:?}", text.to_socket_addrs().map(|addrs| addrs.collect::<Vec<_>>()));
    }
    println!("{:?} {:?}", "x".parse::<Ipv4Addr>(), "y".parse::<Ipv6Addr>());
    println!("{}", "1.2.3.4".parse::<SocketAddrV4>().unwrap_err());
    println!("{:>18}|{:<12}|{:^9}|", Ipv4Addr::LOCALHOST, Ipv6Addr::LOCALHOST, Ipv4Addr::new(1, 2, 3, 4));
    println!("{:?} {}", SocketAddr::from(([10, 0, 0, 1], 8080)), SocketAddr::from((Ipv6Addr::UNSPECIFIED, 1)));
    let mut addr: SocketAddr = "127.0.0.1:80".parse().unwrap();
    addr.set_port(81);
    println!("{addr} {} {} {:?}", addr.ip(), addr.port(), ("127.0.0.1", 82).to_socket_addrs().unwrap().next());
    println!("{} {}", Ipv4Addr::new(192, 168, 1, 1).is_private(), IpAddr::from([127, 0, 0, 9]).is_loopback());
    println!("{:?}", Ipv4Addr::from(0x0a000001).octets());
    println!("{:?}", Ipv6Addr::new(0x2001, 0xdb8, 0, 0, 0, 0, 0, 1).segments());
    println!("{} {:?}", Ipv4Addr::LOCALHOST.to_ipv6_mapped(), Ipv6Addr::LOCALHOST.to_ipv4_mapped());
    println!("{}", Ipv4Addr::new(9, 0, 0, 0) < Ipv4Addr::new(10, 0, 0, 0));
    println!("{:?}", TcpListener::bind("nonsense").map(|_| ()));
    println!("{:?}", TcpListener::bind(&[][..]).map(|_| ()).map_err(|e| e.to_string()));
}

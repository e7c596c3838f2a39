//! Buffered readers and writers, cursors, lines, and the lock of stdout.

use std::fmt::Write as _;
use std::io::{self, BufRead, BufReader, BufWriter, Cursor, Read, Write};
fn main() -> io::Result<()> {
    let stdout = io::stdout();
    let mut h = stdout.lock();
    writeln!(h, "locked {}", 1)?;
    println!("nested");
    h.write_all(b"bytes\n")?;
    h.flush()?;
    drop(h);
    let mut s = String::new();
    write!(s, "{}", 1).unwrap();
    writeln!(s, r"raw\n{}", 2).unwrap();
    print!("{s}");
    let mut c = Cursor::new(b"one\ntwo\nthree".to_vec());
    let mut buf = String::new();
    c.read_line(&mut buf)?;
    println!("{:?}", buf);
    let rest: Vec<String> = c.lines().collect::<Result<_, _>>()?;
    println!("{:?}", rest);
    let r = BufReader::new(&b"a b\nc"[..]);
    for l in r.lines() {
        println!("{}", l?);
    }
    let mut v: Vec<u8> = Vec::new();
    v.write_all(b"xyz")?;
    write!(&mut v, "{}", 5)?;
    println!("{:?}", v);
    let mut w = BufWriter::new(Vec::new());
    writeln!(w, "hello")?;
    println!("{:?}", w.into_inner().unwrap());
    let mut t = [0u8; 2];
    (&b"abcd"[..]).read_exact(&mut t)?;
    println!("{:?}", t);
    let mut all = String::new();
    (&b"whole"[..]).read_to_string(&mut all)?;
    println!("{all}");
    println!(
        "{:?}",
        (&b"ab"[..]).read_exact(&mut [0; 3]).map_err(|e| e.kind())
    );
    println!("{:?}", "a,b".as_bytes().split(|b| *b == b',').count());
    println!("the end");
    Ok(())
}

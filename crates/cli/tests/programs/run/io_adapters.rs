//! Cursors, adapters of readers, and the texts of I/O errors.

use std::io::{
    self, BufRead, BufReader, BufWriter, Cursor, ErrorKind, Read, Seek, SeekFrom, Write,
};
fn parse(line: &str) -> io::Result<i32> {
    line.trim()
        .parse()
        .map_err(|e| io::Error::new(ErrorKind::InvalidData, e))
}
fn main() -> io::Result<()> {
    let args: Vec<String> = std::env::args().collect();
    println!("{}", args.len());
    println!(
        "{:?} {}",
        std::env::args().nth(1),
        std::env::var("NOPE_X").is_err()
    );
    println!("{:?}", std::env::var("NOPE_X"));
    println!("{}", std::env::var("NOPE_X").unwrap_err());
    println!(
        "{:?}",
        std::env::var("NOPE_X").unwrap_or_else(|_| "dflt".into())
    );
    let mut out = io::stdout().lock();
    writeln!(out, "locked {}", 1)?;
    out.write_all(b"bytes\n")?;
    out.flush()?;
    drop(out);
    let c = Cursor::new("one\ntwo\r\n\nthree");
    for (i, l) in c.lines().enumerate() {
        println!("{i} {:?}", l?);
    }
    let mut r = BufReader::new("a,b,c".as_bytes());
    let mut v = vec![];
    r.read_until(b',', &mut v)?;
    println!("{v:?}");
    println!(
        "{:?}",
        r.split(b',')
            .map(|x| String::from_utf8(x.unwrap()).unwrap())
            .collect::<Vec<_>>()
    );
    let mut w = BufWriter::new(Vec::new());
    write!(w, "{}-{}", 1, 2)?;
    println!("{:?}", String::from_utf8_lossy(&w.into_inner().unwrap()));
    let mut c = Cursor::new(vec![0u8; 4]);
    c.write_all(&[1, 2, 3])?;
    c.seek(SeekFrom::Start(1))?;
    let mut b = [0; 2];
    c.read_exact(&mut b)?;
    println!(
        "{b:?} {} {:?}",
        c.position(),
        c.read_exact(&mut [0; 9]).map_err(|e| e.kind())
    );
    let e = parse("x").unwrap_err();
    println!("{e} {:?} {:?}", e.kind(), e);
    println!("{}", io::Error::other("oops"));
    println!("{:?}", io::Error::from(ErrorKind::NotFound));
    println!("{}", io::Error::from(ErrorKind::TimedOut));
    println!("{}", ErrorKind::WouldBlock);
    let mut chain = "ab".as_bytes().chain("cd".as_bytes());
    let mut s = String::new();
    chain.read_to_string(&mut s)?;
    println!("{s}");
    let mut t = String::new();
    "hello".as_bytes().take(3).read_to_string(&mut t)?;
    println!("{t}");
    println!(
        "{:?}",
        "hi".as_bytes()
            .bytes()
            .map(|b| b.unwrap())
            .collect::<Vec<u8>>()
    );
    let mut sink = io::sink();
    println!("{}", io::copy(&mut "abc".as_bytes(), &mut sink)?);
    io::stderr().write_all(b"err\n")?;
    eprint!("x");
    parse("12a")?;
    println!("no");
    Ok(())
}

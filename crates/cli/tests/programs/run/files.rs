//! Files and folders are written, read, renamed and removed; paths are taken apart.

use std::fs::{self, File, OpenOptions};
use std::io::{self, BufReader, prelude::*};
use std::path::{Path, PathBuf};
fn load(p: &Path) -> Result<String, io::Error> {
    let mut s = String::new();
    File::open(p)?.read_to_string(&mut s)?;
    Ok(s)
}
fn main() -> io::Result<()> {
    let dir = std::env::temp_dir().join("pollscope_files");
    let _ = fs::remove_dir_all(&dir);
    fs::create_dir_all(&dir)?;
    let p = dir.join("a.txt");
    println!("{}", p.exists());
    fs::write(&p, "line1\nline2\n")?;
    println!("{:?}", fs::read_to_string(&p)?);
    println!("{}", load(&p)?.len());
    let mut f = OpenOptions::new().append(true).create(true).open(&p)?;
    writeln!(f, "line3")?;
    drop(f);
    for l in BufReader::new(File::open(&p)?).lines() {
        println!("{}", l?);
    }
    println!("{} {}", fs::metadata(&p)?.len(), p.is_file());
    println!("{:?}", fs::read(&p)?.len());
    match File::open(dir.join("nope")) {
        Ok(_) => println!("?"),
        Err(e) => println!("{e} {:?}", e.kind()),
    }
    println!("{:?}", fs::read_to_string("nope/none.txt"));
    println!("{:?}", fs::create_dir(&dir).map_err(|e| e.kind()));
    fs::copy(&p, dir.join("b.txt"))?;
    fs::rename(dir.join("b.txt"), dir.join("c.txt"))?;
    let mut names: Vec<_> = fs::read_dir(&dir)?
        .map(|e| e.unwrap().file_name().into_string().unwrap())
        .collect();
    names.sort();
    println!("{names:?}");
    fs::remove_file(dir.join("c.txt"))?;
    println!(
        "{:?}",
        fs::remove_file(dir.join("c.txt")).map_err(|e| e.to_string())
    );
    let mut f = File::create(&p)?;
    f.write_all(b"0123456789")?;
    f.sync_all()?;
    let mut f = File::options().read(true).write(true).open(&p)?;
    f.seek(io::SeekFrom::Start(3))?;
    f.write_all(b"x")?;
    let mut s = String::new();
    f.rewind()?;
    f.read_to_string(&mut s)?;
    println!("{s}");
    println!("{:?}", File::create_new(&p).map_err(|e| e.kind()));
    let pb = PathBuf::from("/x/y.tar.gz");
    println!(
        "{:?} {:?} {:?} {:?} {}",
        pb.file_name(),
        pb.extension(),
        pb.file_stem(),
        pb.parent(),
        pb.display()
    );
    println!("{:?}", Path::new("a/../b/./c").components().count());
    println!("{:?}", pb.with_extension("zip"));
    fs::remove_dir_all(&dir)?;
    println!("{}", dir.exists());
    Ok(())
}

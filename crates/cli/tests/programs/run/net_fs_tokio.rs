//! Files for tasks: whole files, open files, folders, errors.

use std::error::Error;
use std::io::SeekFrom;
use std::path::Path;
use tokio::fs::{self, File, OpenOptions};
use tokio::io::{AsyncBufReadExt, AsyncReadExt, AsyncSeekExt, AsyncWriteExt, BufReader};

async fn get_user_name(path: impl AsRef<Path>) -> Result<String, Box<dyn Error>> {
    let name = fs::read_to_string(path).await?;
    Ok(name.trim().to_uppercase())
}

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<(), Box<dyn Error>> {
    let dir = std::env::temp_dir().join("pollscope_net_fs_tokio");
    let _ = fs::remove_dir_all(&dir).await;
    fs::create_dir_all(dir.join("a/b")).await?;

    let user = dir.join("username.txt");
    match get_user_name(&user).await {
        Ok(name) => println!("hello, {name}"),
        Err(e) => println!("nobody: {e}"),
    }
    fs::write(&user, "ferris\n").await?;
    println!("hello, {}", get_user_name(&user).await?);

    let mut file = File::create(dir.join("lines.txt")).await?;
    for n in 1..=4 {
        file.write_all(format!("line {n}\n").as_bytes()).await?;
    }
    file.flush().await?;
    let mut lines = BufReader::new(File::open(dir.join("lines.txt")).await?).lines();
    while let Some(line) = lines.next_line().await? {
        println!("{line}");
    }

    let mut file = OpenOptions::new().read(true).write(true).open(dir.join("lines.txt")).await?;
    let mut four = [0; 4];
    file.read_exact(&mut four).await?;
    println!("{:?}", std::str::from_utf8(&four)?);
    println!("{}", file.seek(SeekFrom::End(-2)).await?);
    file.write_all(b"9").await?;
    file.flush().await?;
    println!("{}", file.rewind().await.is_ok());
    let mut text = String::new();
    println!("{} {text:?}", file.read_to_string(&mut text).await?);
    println!("{text:?} {}", file.stream_position().await?);
    file.set_len(3).await?;
    println!("{}", file.metadata().await?.len());
    let mut more = OpenOptions::new().append(true).open(dir.join("lines.txt")).await?;
    more.write_all(b"+more").await?;
    more.sync_all().await?;
    println!("{}", fs::read_to_string(dir.join("lines.txt")).await?);

    println!("{}", fs::copy(&user, dir.join("a/copy.txt")).await?);
    fs::rename(dir.join("a/copy.txt"), dir.join("a/moved.txt")).await?;
    let mut entries = fs::read_dir(dir.join("a")).await?;
    let mut names = Vec::new();
    while let Some(entry) = entries.next_entry().await? {
        names.push(format!("{} {}", entry.file_name().to_string_lossy(), entry.file_type().await?.is_dir()));
    }
    names.sort();
    println!("{names:?} {}", fs::try_exists(dir.join("a/copy.txt")).await?);

    println!("{}", fs::read(dir.join("none")).await.unwrap_err());
    println!("{}", fs::remove_dir(dir.join("a")).await.unwrap_err());
    println!("{}", fs::create_dir(dir.join("a")).await.unwrap_err());
    println!("{}", File::create_new(&user).await.unwrap_err());
    println!("{:?}", File::open(dir.join("a/none")).await.map(|_| ()).map_err(|e| e.kind()));
    let mut read_only = File::open(&user).await?;
    println!("{}", read_only.write_all(b"x").await.is_ok());
    println!("{}", read_only.flush().await.unwrap_err());
    fs::remove_file(&user).await?;
    fs::remove_dir_all(&dir).await?;
    println!("{}", fs::metadata(&dir).await.is_err());
    Ok(())
}

//! Reading a file without blocking, with errors of several kinds.

use std::error::Error;

use tokio::fs;

async fn get_user_name() -> Result<String, Box<dyn Error>> {
    let name = fs::read_to_string("username.txt").await?;
    Ok(name.trim().to_owned())
}

async fn get_user_age() -> Result<u32, Box<dyn Error>> {
    let age = fs::read_to_string("age.txt").await?;
    Ok(age.trim().parse()?)
}

async fn greet() {
    match get_user_name().await {
        Ok(name) => println!("  hello, {name}"),
        Err(error) => println!("  no name: {error}"),
    }
    match get_user_age().await {
        Ok(age) => println!("  you are {age}"),
        Err(error) => println!("  no age: {error}"),
    }
}

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<(), Box<dyn Error>> {
    println!("without files");
    greet().await;

    fs::write("username.txt", "Ada\n").await?;
    fs::write("age.txt", "thirty-six\n").await?;
    println!("with files");
    greet().await;

    fs::write("age.txt", "36\n").await?;
    println!("with better files");
    greet().await;
    Ok(())
}

use futures::executor::block_on;

fn main() {
    let mut list = vec![1];
    let sum = async { list.iter().sum::<i32>() };
    list.push(2);
    println!("{}", block_on(sum));
}

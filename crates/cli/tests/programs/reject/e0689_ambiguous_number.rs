fn main() {
    2.0.neg();
    2.0.powi(2);
    let x = 2.0;
    x.powi(2);
    5.pow(2);
}

mod common;
#[test]
fn runs() {
    assert_eq!(common::code(common::fib(20)), 6765);
    assert_eq!(common::code(common::sums(1000)), 332_833_500);
}

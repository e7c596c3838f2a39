//! Arithmetic and printing of durations.

use std::time::Duration;

fn main() {
    let half = Duration::from_millis(500);
    let sum = half + half * 3;
    println!("{half:?} {sum:?} {:?}", Duration::from_micros(1500));
    println!("{} {} {}", sum.as_millis(), sum.as_secs(), half.subsec_millis());
    println!("{:?} {}", half.checked_sub(sum), half < sum);
    println!("{:?} {:?}", Duration::from_secs(90), Duration::from_secs_f64(0.25));
    println!("{:?}", sum - half / 4);
    println!("{:?} {}", Duration::ZERO, Duration::default().is_zero());
}

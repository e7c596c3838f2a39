fn main() { let v = vec![1, 2]; let x = &v[1..=]; for i in 0..= {} }

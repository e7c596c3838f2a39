fn main() {
    let f = || {
        break;
    };
    loop {
        let g = || {
            continue;
        };
    }
    let h = async {
        break;
    };
    loop {
        async {
            break;
        };
    }
}

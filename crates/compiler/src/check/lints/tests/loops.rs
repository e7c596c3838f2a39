fn main() {
    while true { //~ 5 while_true: denote infinite loops with `loop { ... }`
        break;
    }
    'named: while true { //~ 5 while_true: denote infinite loops with `loop { ... }`
        break 'named;
    }
    let flag = true;
    while flag {
        break;
    }
    loop {
        break;
    }
}

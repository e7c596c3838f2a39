//! A bank: accounts, transfers that are taken back, interest, a ledger from text, boxed errors.

use std::collections::{BTreeMap, BTreeSet, HashMap, hash_map};
use std::error::Error;
use std::fmt;
use std::num::{ParseIntError, TryFromIntError};
use std::ops::{AddAssign, Neg, SubAssign};
use std::str::FromStr;

#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Default, Hash)]
struct Cents(i64);

impl fmt::Display for Cents {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let sign = if self.0 < 0 { "-" } else { "" };
        let text = format!("{sign}{}.{:02}", self.0.abs() / 100, self.0.abs() % 100);
        f.pad_integral(true, "", &text)
    }
}

impl FromStr for Cents {
    type Err = AmountError;

    fn from_str(s: &str) -> Result<Self, Self::Err> {
        let (whole, part) = s.split_once('.').unwrap_or((s, "00"));
        if part.len() != 2 {
            return Err(AmountError::Decimals(part.len()));
        }
        let whole: u32 = whole.parse()?;
        let cents = i64::from(whole) * 100 + part.parse::<u8>()? as i64;
        if cents == 0 { Err(AmountError::Zero) } else { Ok(Cents(cents)) }
    }
}

impl AddAssign for Cents {
    fn add_assign(&mut self, other: Self) {
        self.0 += other.0;
    }
}

impl SubAssign for Cents {
    fn sub_assign(&mut self, other: Self) {
        *self += -other;
    }
}

impl Neg for Cents {
    type Output = Cents;
    fn neg(self) -> Cents {
        Cents(-self.0)
    }
}

impl std::iter::Sum for Cents {
    fn sum<I: Iterator<Item = Cents>>(iter: I) -> Cents {
        Cents(iter.map(|c| c.0).sum())
    }
}

impl<'a> std::iter::Sum<&'a Cents> for Cents {
    fn sum<I: Iterator<Item = &'a Cents>>(iter: I) -> Cents {
        iter.copied().sum()
    }
}

#[derive(Debug, PartialEq)]
enum AmountError {
    Decimals(usize),
    Zero,
    Number(ParseIntError),
}

impl fmt::Display for AmountError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            AmountError::Decimals(n) => write!(f, "{n} decimals instead of 2"),
            AmountError::Zero => write!(f, "an amount of nothing"),
            AmountError::Number(_) => write!(f, "not an amount"),
        }
    }
}

impl Error for AmountError {
    fn source(&self) -> Option<&(dyn Error + 'static)> {
        match self {
            AmountError::Number(e) => Some(e),
            _ => None,
        }
    }
}

impl From<ParseIntError> for AmountError {
    fn from(e: ParseIntError) -> Self {
        AmountError::Number(e)
    }
}

#[derive(Debug)]
enum BankError {
    NoAccount(Owner),
    Exists(Owner),
    Insufficient { needed: Cents, available: Cents },
    Frozen { owner: Owner, why: Box<dyn Error + Send + Sync> },
    Limit(TryFromIntError),
}

impl fmt::Display for BankError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            BankError::NoAccount(owner) => write!(f, "no account of {owner}"),
            BankError::Exists(Owner(name)) => write!(f, "{name} has an account"),
            BankError::Insufficient { needed, available } => {
                write!(f, "needs {needed} but has {available}, {} too little", Cents(needed.0 - available.0))
            }
            BankError::Frozen { owner, .. } => write!(f, "the account of {owner} is frozen"),
            BankError::Limit(e) => write!(f, "over the limit ({e})"),
        }
    }
}

impl Error for BankError {
    fn source(&self) -> Option<&(dyn Error + 'static)> {
        match self {
            BankError::Frozen { why, .. } => Some(why.as_ref()),
            BankError::Limit(e) => Some(e),
            _ => None,
        }
    }
}

impl From<TryFromIntError> for BankError {
    fn from(e: TryFromIntError) -> Self {
        Self::Limit(e)
    }
}

#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord)]
struct Owner(String);

impl fmt::Display for Owner {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(&self.0)
    }
}

impl<S: AsRef<str>> From<S> for Owner {
    fn from(name: S) -> Self {
        let mut chars = name.as_ref().chars();
        let first = chars.next().map(|c| c.to_uppercase().to_string()).unwrap_or_default();
        Owner(first + &chars.as_str().to_lowercase())
    }
}

trait Account {
    fn balance(&self) -> Cents;
    fn deposit(&mut self, amount: Cents) -> Result<(), BankError>;
    fn withdraw(&mut self, amount: Cents) -> Result<(), BankError>;
    fn month_end(&mut self) -> Option<Cents> {
        None
    }
    fn kind(&self) -> &'static str;
}

#[derive(Default)]
struct Checking {
    balance: Cents,
    overdraft: Cents,
}

struct Savings {
    balance: Cents,
    percent: u8,
}

impl Account for Checking {
    fn balance(&self) -> Cents {
        self.balance
    }

    fn deposit(&mut self, amount: Cents) -> Result<(), BankError> {
        self.balance += amount;
        Ok(())
    }

    fn withdraw(&mut self, amount: Cents) -> Result<(), BankError> {
        let available = Cents(self.balance.0 + self.overdraft.0);
        if amount > available {
            return Err(BankError::Insufficient { needed: amount, available });
        }
        self.balance -= amount;
        Ok(())
    }

    fn kind(&self) -> &'static str {
        "checking"
    }
}

impl Account for Savings {
    fn balance(&self) -> Cents {
        self.balance
    }

    fn deposit(&mut self, amount: Cents) -> Result<(), BankError> {
        let small = u16::try_from(amount.0)?;
        self.balance += Cents(small.into());
        Ok(())
    }

    fn withdraw(&mut self, amount: Cents) -> Result<(), BankError> {
        match self.balance.0.checked_sub(amount.0).filter(|left| *left >= 0) {
            Some(left) => {
                self.balance.0 = left;
                Ok(())
            }
            None => Err(BankError::Insufficient { needed: amount, available: self.balance }),
        }
    }

    fn month_end(&mut self) -> Option<Cents> {
        let interest = Cents(self.balance.0 * i64::from(self.percent) / 100);
        self.balance += interest;
        (interest > Cents::default()).then_some(interest)
    }

    fn kind(&self) -> &'static str {
        "savings"
    }
}

#[derive(Default)]
struct Bank {
    accounts: HashMap<Owner, Box<dyn Account>>,
    frozen: BTreeMap<Owner, String>,
    ledger: Vec<(Owner, Cents, &'static str)>,
}

impl Bank {
    fn open(&mut self, owner: impl Into<Owner>, account: impl Account + 'static) -> Result<&mut dyn Account, BankError> {
        match self.accounts.entry(owner.into()) {
            hash_map::Entry::Occupied(entry) => Err(BankError::Exists(entry.key().clone())),
            hash_map::Entry::Vacant(entry) => Ok(entry.insert(Box::new(account)).as_mut()),
        }
    }

    fn account(&mut self, owner: &Owner) -> Result<&mut Box<dyn Account>, BankError> {
        if let Some(why) = self.frozen.get(owner) {
            return Err(BankError::Frozen { owner: owner.clone(), why: why.as_str().into() });
        }
        self.accounts.get_mut(owner).ok_or_else(|| BankError::NoAccount(owner.clone()))
    }

    fn transfer(&mut self, from: &Owner, to: &Owner, amount: Cents) -> Result<(), BankError> {
        self.account(from)?.withdraw(amount)?;
        if let Err(e) = self.account(to).and_then(|account| account.deposit(amount)) {
            self.account(from)?.deposit(amount)?;
            return Err(e);
        }
        self.ledger.extend([(from.clone(), -amount, "transfer"), (to.clone(), amount, "transfer")]);
        Ok(())
    }

    fn line(&mut self, line: &str) -> Result<Cents, Box<dyn Error>> {
        let words: Vec<&str> = line.split(' ').collect();
        match words.as_slice() {
            ["deposit", who, amount] => {
                let (owner, amount) = (Owner::from(who), amount.parse()?);
                self.account(&owner)?.deposit(amount)?;
                self.ledger.push((owner.clone(), amount, "deposit"));
                Ok(self.account(&owner)?.balance())
            }
            ["withdraw", who, amount] => {
                let owner = Owner::from(who);
                let amount: Cents = amount.parse()?;
                let account = self.account(&owner)?;
                account.withdraw(amount)?;
                let left = account.balance();
                self.ledger.push((owner, -amount, "withdraw"));
                Ok(left)
            }
            ["transfer", from, to, amount] => {
                let from = Owner::from(from);
                self.transfer(&from, &to.into(), amount.parse()?)?;
                Ok(self.account(&from)?.balance())
            }
            ["freeze", who, why @ ..] if !why.is_empty() => {
                self.frozen.insert(who.into(), why.join(" "));
                Ok(Cents::default())
            }
            [] | [""] => Err("an empty line".into()),
            [verb, ..] => Err(format!("cannot {verb} with {} words", words.len()))?,
        }
    }
}

fn causes(error: &dyn Error) -> Vec<String> {
    std::iter::successors(error.source(), |e| (**e).source()).map(ToString::to_string).collect()
}

fn main() -> Result<(), Box<dyn Error>> {
    let mut bank = Bank::default();
    bank.open("ann", Checking { overdraft: Cents(50_00), ..Default::default() })?;
    bank.open(String::from("BOB"), Savings { balance: Cents(1), percent: 3 })?.deposit(Cents(99_99))?;
    bank.open("cid", Checking::default())?;
    if let Err(e) = bank.open("Bob", Checking::default()) {
        println!("{e}: {e:?}");
    }

    let lines = [
        "deposit ann 120.50", "withdraw ann 150.00", "withdraw ann 20.51", "transfer bob ann 40.00",
        "transfer bob ann 60.01", "deposit bob 700.00", "transfer ann zoe 1.00", "withdraw cid 0.01",
        "deposit cid 5", "deposit cid 5.5", "deposit cid x.50", "deposit cid 0.00", "deposit cid 1.-1",
        "freeze ann a letter came back", "withdraw ann 1.00", "transfer cid ann 2.00", "freeze ann", "", "dance",
    ];
    for line in lines {
        match bank.line(line) {
            Ok(balance) => println!("{line:<30}{balance:>9}"),
            Err(e) => {
                let kind = match e.downcast_ref::<BankError>() {
                    Some(BankError::Insufficient { .. }) => "money",
                    Some(_) => "bank",
                    None if e.is::<AmountError>() => "amount",
                    None => "line",
                };
                println!("{line:<30}{kind}: {e} {:?}", causes(&*e));
            }
        }
    }

    let mut owners: Vec<_> = bank.accounts.iter_mut().collect();
    owners.sort_by(|(a, _), (b, _)| a.cmp(b));
    for (owner, account) in owners {
        let interest = account.month_end().map_or("none".to_string(), |c| c.to_string());
        println!("{owner:>5} {:<8} {:>8} {interest}", account.kind(), account.balance());
    }
    println!("total {}", bank.accounts.values().map(|a| a.balance()).sum::<Cents>());

    let mut by_kind: BTreeMap<&str, BTreeMap<&Owner, Vec<Cents>>> = BTreeMap::new();
    for (owner, amount, kind) in &bank.ledger {
        by_kind.entry(kind).or_default().entry(owner).or_default().push(*amount);
    }
    for (kind, owners) in &by_kind {
        for (owner, amounts) in owners {
            println!("{kind:>8} {owner}: {:>+8} {amounts:?}", amounts.iter().sum::<Cents>());
        }
    }
    let active: BTreeSet<&str> = bank.ledger.iter().map(|(owner, ..)| owner.0.as_str()).collect();
    println!("{active:?} {:?}", bank.frozen);
    bank.line("withdraw nobody 1.00")?;
    println!("not reached");
    Ok(())
}

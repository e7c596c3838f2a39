//! `io::Error`.

use crate::boxed::Box;
use crate::{error, fmt};

pub type Result<T> = crate::result::Result<T, Error>;

macro_rules! kinds {
    ($($Name:ident $text:literal;)*) => {
        #[non_exhaustive]
        #[derive(Clone, Copy, Debug, Eq, Hash, Ord, PartialEq, PartialOrd)]
        pub enum ErrorKind { $($Name,)* }
        impl ErrorKind {
            fn description(&self) -> &'static str {
                match self { $(ErrorKind::$Name => $text,)* }
            }
        }
    };
}
kinds! {
    NotFound "entity not found";
    PermissionDenied "permission denied";
    ConnectionRefused "connection refused";
    ConnectionReset "connection reset";
    HostUnreachable "host unreachable";
    NetworkUnreachable "network unreachable";
    ConnectionAborted "connection aborted";
    NotConnected "not connected";
    AddrInUse "address in use";
    AddrNotAvailable "address not available";
    NetworkDown "network down";
    BrokenPipe "broken pipe";
    AlreadyExists "entity already exists";
    WouldBlock "operation would block";
    NotADirectory "not a directory";
    IsADirectory "is a directory";
    DirectoryNotEmpty "directory not empty";
    ReadOnlyFilesystem "read-only filesystem or storage medium";
    StaleNetworkFileHandle "stale network file handle";
    InvalidInput "invalid input parameter";
    InvalidData "invalid data";
    TimedOut "timed out";
    WriteZero "write zero";
    StorageFull "no storage space";
    NotSeekable "seek on unseekable file";
    QuotaExceeded "quota exceeded";
    FileTooLarge "file too large";
    ResourceBusy "resource busy";
    ExecutableFileBusy "executable file busy";
    Deadlock "deadlock";
    CrossesDevices "cross-device link or rename";
    TooManyLinks "too many links";
    InvalidFilename "invalid filename";
    ArgumentListTooLong "argument list too long";
    Interrupted "operation interrupted";
    Unsupported "unsupported";
    UnexpectedEof "unexpected end of file";
    OutOfMemory "out of memory";
    Other "other error";
    Uncategorized "uncategorized error";
}
impl fmt::Display for ErrorKind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.description())
    }
}

/// What the operating system calls the errors that a program in the page can meet.
const OS_ERRORS: &[(i32, ErrorKind, &str)] = &[
    (2, ErrorKind::NotFound, "No such file or directory"),
    (9, ErrorKind::Uncategorized, "Bad file descriptor"),
    (11, ErrorKind::WouldBlock, "Resource temporarily unavailable"),
    (13, ErrorKind::PermissionDenied, "Permission denied"),
    (17, ErrorKind::AlreadyExists, "File exists"),
    (20, ErrorKind::NotADirectory, "Not a directory"),
    (21, ErrorKind::IsADirectory, "Is a directory"),
    (22, ErrorKind::InvalidInput, "Invalid argument"),
    (24, ErrorKind::Uncategorized, "Too many open files"),
    (32, ErrorKind::BrokenPipe, "Broken pipe"),
    (39, ErrorKind::DirectoryNotEmpty, "Directory not empty"),
    (89, ErrorKind::Uncategorized, "Destination address required"),
    (90, ErrorKind::Uncategorized, "Message too long"),
    (98, ErrorKind::AddrInUse, "Address already in use"),
    (99, ErrorKind::AddrNotAvailable, "Cannot assign requested address"),
    (101, ErrorKind::NetworkUnreachable, "Network is unreachable"),
    (104, ErrorKind::ConnectionReset, "Connection reset by peer"),
    (105, ErrorKind::Uncategorized, "No buffer space available"),
    (106, ErrorKind::Uncategorized, "Transport endpoint is already connected"),
    (107, ErrorKind::NotConnected, "Transport endpoint is not connected"),
    (110, ErrorKind::TimedOut, "Connection timed out"),
    (111, ErrorKind::ConnectionRefused, "Connection refused"),
];

fn os_error(code: i32) -> (ErrorKind, &'static str) {
    match OS_ERRORS.iter().find(|known| known.0 == code) {
        Some(known) => (known.1, known.2),
        None => (ErrorKind::Uncategorized, "Unknown error"),
    }
}

enum Repr {
    Kind(ErrorKind),
    Message(ErrorKind, &'static str),
    Os(i32),
    Custom(ErrorKind, Box<dyn error::Error + Send + Sync>),
}

pub struct Error {
    repr: Repr,
}
impl Error {
    pub fn new<E: Into<Box<dyn error::Error + Send + Sync>>>(kind: ErrorKind, error: E) -> Error {
        Error {
            repr: Repr::Custom(kind, error.into()),
        }
    }
    pub fn other<E: Into<Box<dyn error::Error + Send + Sync>>>(error: E) -> Error {
        Error::new(ErrorKind::Other, error)
    }
    /// An error of the library itself.
    pub(crate) const fn message(kind: ErrorKind, message: &'static str) -> Error {
        Error {
            repr: Repr::Message(kind, message),
        }
    }
    pub fn from_raw_os_error(code: i32) -> Error {
        Error { repr: Repr::Os(code) }
    }
    pub fn kind(&self) -> ErrorKind {
        match &self.repr {
            Repr::Kind(kind) | Repr::Message(kind, _) | Repr::Custom(kind, _) => *kind,
            Repr::Os(code) => os_error(*code).0,
        }
    }
    pub fn get_ref(&self) -> Option<&(dyn error::Error + Send + Sync + 'static)> {
        match &self.repr {
            Repr::Custom(_, e) => Some(&**e),
            _ => None,
        }
    }
    pub fn get_mut(&mut self) -> Option<&mut (dyn error::Error + Send + Sync + 'static)> {
        match &mut self.repr {
            Repr::Custom(_, e) => Some(&mut **e),
            _ => None,
        }
    }
    pub fn into_inner(self) -> Option<Box<dyn error::Error + Send + Sync>> {
        match self.repr {
            Repr::Custom(_, e) => Some(e),
            _ => None,
        }
    }
    pub fn raw_os_error(&self) -> Option<i32> {
        match &self.repr {
            Repr::Os(code) => Some(*code),
            _ => None,
        }
    }
}
impl From<ErrorKind> for Error {
    fn from(kind: ErrorKind) -> Error {
        Error { repr: Repr::Kind(kind) }
    }
}
impl fmt::Debug for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.repr {
            Repr::Kind(kind) => f.debug_tuple("Kind").field(kind).finish(),
            Repr::Message(kind, message) => f
                .debug_struct("Error")
                .field("kind", kind)
                .field("message", message)
                .finish(),
            Repr::Os(code) => {
                let (kind, message) = os_error(*code);
                f.debug_struct("Os")
                    .field("code", code)
                    .field("kind", &kind)
                    .field("message", &message)
                    .finish()
            }
            Repr::Custom(kind, error) => f
                .debug_struct("Custom")
                .field("kind", kind)
                .field("error", error)
                .finish(),
        }
    }
}
impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.repr {
            Repr::Kind(kind) => f.write_str(kind.description()),
            Repr::Message(_, message) => f.write_str(message),
            Repr::Os(code) => write!(f, "{} (os error {code})", os_error(*code).1),
            Repr::Custom(_, error) => fmt::Display::fmt(error, f),
        }
    }
}
impl error::Error for Error {
    fn source(&self) -> Option<&(dyn error::Error + 'static)> {
        match &self.repr {
            Repr::Custom(_, error) => error.source(),
            _ => None,
        }
    }
}

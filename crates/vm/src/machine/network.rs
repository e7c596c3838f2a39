//! The intrinsics of the network: their bytes and addresses carried between memory and host.

use bytecode::Intrinsic;

use super::intrinsics::{Args, limit};
use super::{Machine, Stop, Thread};
use crate::host::{Call, Host, HostResult, NetCall};
use crate::memory::Bad;

/// A port is given as a `u32`; what is none stands for no port.
fn port(word: u32) -> u16 {
    u16::try_from(word).unwrap_or(0)
}

impl Machine {
    /// None if the intrinsic is not one of the network.
    pub(super) fn of_network(
        &mut self,
        thread: &Thread,
        host: &mut dyn Host,
        id: Intrinsic,
        args: &Args<'_>,
    ) -> Option<Result<HostResult, Stop>> {
        let answer = match id {
            Intrinsic::NetRead => self.net_read(thread, host, args),
            Intrinsic::NetAddress => self.net_address(thread, host, args),
            Intrinsic::NetWrite => self
                .memory
                .bytes(args.u64(1), args.u64(2))
                .map(|bytes| NetCall::Write {
                    socket: args.u64(0),
                    bytes,
                    ip: args.u128(3),
                    port: port(args.u32(4)),
                })
                .map(|call| self.ask(thread, host, call)),
            Intrinsic::NetPark => self.net_park(thread, host, args),
            _ => Ok(self.ask(thread, host, plain(id, args)?)),
        };
        Some(answer.map_err(|bad| Stop::Halted(self.fault(thread, bad))))
    }

    fn ask(&self, thread: &Thread, host: &mut dyn Host, call: NetCall<'_>) -> HostResult {
        host.call(&self.site(thread), Call::Net(call))
    }

    fn net_read(
        &mut self,
        thread: &Thread,
        host: &mut dyn Host,
        args: &Args<'_>,
    ) -> Result<HostResult, Bad> {
        let (buffer, len, from_at) = (args.u64(1), args.u64(2), args.u64(4));
        let (mut into, mut from) = (Vec::new(), (0, 0));
        let call = NetCall::Read {
            socket: args.u64(0),
            len: usize::try_from(len).unwrap_or(usize::MAX),
            peek: args.u8(3) != 0,
            into: &mut into,
            from: &mut from,
        };
        let answer = self.ask(thread, host, call);
        self.memory.put(buffer, &into)?;
        if from_at != 0 {
            self.put_address(from_at, from)?;
        }
        Ok(answer)
    }

    fn net_address(
        &mut self,
        thread: &Thread,
        host: &mut dyn Host,
        args: &Args<'_>,
    ) -> Result<HostResult, Bad> {
        let mut into = (0, 0);
        let call = NetCall::Address {
            socket: args.u64(0),
            which: args.u32(1),
            into: &mut into,
        };
        let answer = self.ask(thread, host, call);
        self.put_address(args.u64(2), into)?;
        Ok(answer)
    }

    /// As the library's `[u128; 2]`.
    fn put_address(&mut self, at: u64, (ip, port): (u128, u16)) -> Result<(), Bad> {
        let words = [ip.to_le_bytes(), u128::from(port).to_le_bytes()];
        self.memory.put(at, words.as_flattened())
    }

    fn net_park(
        &self,
        thread: &Thread,
        host: &mut dyn Host,
        args: &Args<'_>,
    ) -> Result<HostResult, Bad> {
        let at = args.u64(1);
        let now: u32 = self.memory.load(at)?;
        if now != args.u32(2) {
            return Ok(HostResult::Done(0));
        }
        let reason = String::from_utf8_lossy(self.memory.bytes(args.u64(4), args.u64(5))?);
        let call = NetCall::Park {
            poller: args.u64(0),
            at,
            nanos: limit(args.u64(3)),
            reason: &reason,
        };
        Ok(self.ask(thread, host, call))
    }
}

/// Those that touch no memory.
fn plain<'a>(id: Intrinsic, args: &Args<'_>) -> Option<NetCall<'a>> {
    Some(match id {
        Intrinsic::NetBind => NetCall::Bind {
            ip: args.u128(0),
            port: port(args.u32(1)),
            datagrams: args.u8(2) != 0,
        },
        Intrinsic::NetConnect => NetCall::Connect {
            socket: args.u64(0),
            ip: args.u128(1),
            port: port(args.u32(2)),
        },
        Intrinsic::NetAccept => NetCall::Accept {
            socket: args.u64(0),
        },
        Intrinsic::NetShutdown => NetCall::Shutdown {
            socket: args.u64(0),
            how: args.u32(1),
        },
        Intrinsic::NetClose => NetCall::Close {
            socket: args.u64(0),
        },
        Intrinsic::NetWait => NetCall::Wait {
            socket: args.u64(0),
            write: args.u8(1) != 0,
            nanos: limit(args.u64(2)),
        },
        Intrinsic::NetPoller => NetCall::Poller,
        Intrinsic::NetWatch => NetCall::Watch {
            poller: args.u64(0),
            socket: args.u64(1),
        },
        Intrinsic::NetEvent => NetCall::Event {
            poller: args.u64(0),
        },
        _ => return None,
    })
}

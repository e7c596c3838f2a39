//! The player: how far the recording has been played, and how it goes on.

use crate::timeline::axis::{Axis, AxisKind};
use crate::timeline::layout::cursor;
use crate::timeline::model::Index;

/// The speeds to choose from; 1 plays the virtual clock as fast as a real one.
pub const SPEEDS: [f64; 7] = [0.1, 0.25, 0.5, 1.0, 2.0, 5.0, 10.0];

#[derive(Clone, Debug, PartialEq)]
pub struct Player {
    /// How many events have been played.
    pub position: Index,
    pub playing: bool,
    pub speed: f64,
    pub axis: AxisKind,
    /// Where the line stands while it moves between events, in the axis's unit.
    head: f64,
}

impl Default for Player {
    fn default() -> Self {
        Player {
            position: 0,
            playing: false,
            speed: 1.0,
            axis: AxisKind::Time,
            head: 0.0,
        }
    }
}

impl Player {
    /// The last event played.
    pub fn current(&self) -> Option<Index> {
        self.position.checked_sub(1)
    }

    pub fn rewind(&mut self) {
        self.position = 0;
        self.head = 0.0;
    }

    /// Goes to a position and stays there.
    pub fn seek(&mut self, position: Index, axis: &Axis, len: Index) {
        self.position = position.min(len);
        self.head = cursor(axis, self.position);
        self.playing = false;
    }

    /// Plays, from the beginning if it was at the end, or pauses.
    pub fn toggle(&mut self, len: Index) {
        self.playing = !self.playing && len > 0;
        if self.playing && self.position >= len {
            self.rewind();
        }
    }

    /// Plays on for some real milliseconds. Stops at the end, unless more is still to come.
    pub fn tick(&mut self, milliseconds: f64, axis: &Axis, len: Index, more_to_come: bool) {
        if !self.playing {
            return;
        }
        self.head += milliseconds * self.speed * pace(axis.kind);
        self.position = self.position.max(axis.count_to(self.head)).min(len);
        if self.position == len {
            // The line waits for what is recorded next.
            self.head = self.head.min(axis.end());
            self.playing = more_to_come;
        }
    }

    /// Takes over another axis at the same position.
    pub fn change_axis(&mut self, axis: &Axis) {
        self.axis = axis.kind;
        self.head = cursor(axis, self.position);
    }
}

/// How many units of the axis pass in a real millisecond at speed 1.
fn pace(kind: AxisKind) -> f64 {
    match kind {
        AxisKind::Time => 1.0,
        AxisKind::Steps => 0.008,
        AxisKind::Squeezed => 0.03,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::timeline::sample;

    fn playing(kind: AxisKind) -> (Player, Axis, Index) {
        let model = sample::two_workers();
        let axis = Axis::new(kind, &model.events);
        let mut player = Player {
            axis: kind,
            ..Player::default()
        };
        player.toggle(model.len());
        (player, axis, model.len())
    }

    #[test]
    fn at_speed_1_the_virtual_clock_is_a_real_one() {
        let (mut player, axis, len) = playing(AxisKind::Time);
        player.tick(250.0, &axis, len, false);
        assert_eq!(
            player.position, 12,
            "all before the timer thread woke anybody"
        );
        player.tick(240.0, &axis, len, false);
        assert_eq!(player.position, 12);
        player.tick(15.0, &axis, len, false);
        assert_eq!((player.position, player.playing), (len, false));
    }

    #[test]
    fn steps_come_one_by_one() {
        let (mut player, axis, len) = playing(AxisKind::Steps);
        let mut seen = vec![];
        for _ in 0..4 {
            player.tick(125.0, &axis, len, false);
            seen.push(player.position);
        }
        assert_eq!(seen, [2, 3, 4, 5]);
    }

    #[test]
    fn it_waits_for_more_while_the_program_runs() {
        let (mut player, axis, len) = playing(AxisKind::Steps);
        player.tick(1e6, &axis, len, true);
        assert_eq!((player.position, player.playing), (len, true));
    }

    #[test]
    fn seeking_pauses_and_playing_at_the_end_begins_again() {
        let (mut player, axis, len) = playing(AxisKind::Time);
        player.seek(999, &axis, len);
        assert_eq!((player.position, player.playing), (len, false));
        player.toggle(len);
        assert_eq!((player.position, player.playing), (0, true));
    }
}

//! A telephone that works codes out, as the program on a customer's does.

use domain::second_factor::{KEY_LENGTH, Secret, step_of};

use crate::Context;

/// It knows one key.
#[derive(Clone, Debug)]
pub struct Telephone(Secret);

impl Telephone {
    /// One that was told a key as a page shows it.
    #[must_use]
    pub fn told(key: &str) -> Self {
        let letters = key.bytes().filter(|byte| !byte.is_ascii_whitespace());
        let mut bits = letters.fold(String::new(), |bits, letter| {
            let value = if letter.is_ascii_digit() { letter - b'2' + 26 } else { letter - b'A' };
            bits + &format!("{value:05b}")
        });
        bits.truncate(KEY_LENGTH * 8);
        let byte = |place: usize| u8::from_str_radix(&bits[place * 8..place * 8 + 8], 2);
        Self(Secret::new(std::array::from_fn(|place| byte(place).expect("a whole key"))))
    }

    /// The code that it shows now.
    #[must_use]
    pub fn shows(&self, ctx: &Context) -> String {
        format!("{:06}", self.0.code(step_of(ctx.now())))
    }
}

//! Enum ↔ name tables, written once: a variant without a name does not compile.

/// Declares an enum whose variants have names: what the database stores, programs read and the
/// language files list.
///
/// Adds `ALL` (every variant, in order), `name()` and `from_name()`, which is `None` for an unknown
/// name.
macro_rules! named_enum {
    (
        $(#[$meta:meta])*
        $visibility:vis enum $enum:ident {
            $($(#[$variant_meta:meta])* $variant:ident = $name:literal),+ $(,)?
        }
    ) => {
        $(#[$meta])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq)]
        $visibility enum $enum {
            $($(#[$variant_meta])* $variant),+
        }

        impl $enum {
            pub const ALL: &[$enum] = &[$($enum::$variant),+];

            pub fn name(self) -> &'static str {
                match self {
                    $($enum::$variant => $name),+
                }
            }

            pub fn from_name(name: &str) -> Option<$enum> {
                $enum::ALL.iter().copied().find(|variant| variant.name() == name)
            }
        }
    };
}
pub(crate) use named_enum;

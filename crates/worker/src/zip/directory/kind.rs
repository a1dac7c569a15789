//! What a member says that it is: it stands in the attributes that the writer's system has for a file.

/// What a member says that it is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Kind {
    /// A file, or nothing that is known.
    #[default]
    File,
    /// A folder.
    Folder,
    /// A symbolic link: its content is the path that it leads to.
    Link,
}

/// The systems whose attributes hold the mode of Unix: Unix itself, and macOS.
const UNIX: [u16; 2] = [3, 19];

/// The mark of a folder under MS-DOS, which all systems set.
const DOS_FOLDER: u32 = 0x10;

impl Kind {
    /// From the version that made an entry, its system in the upper byte, and the entry's attributes.
    pub const fn of(made_by: u16, attributes: u32) -> Self {
        let system = made_by >> 8;
        let mode = if system == UNIX[0] || system == UNIX[1] { attributes >> 16 } else { 0 };
        match mode & 0o170_000 {
            0o120_000 => Self::Link,
            0o040_000 => Self::Folder,
            0 if attributes & DOS_FOLDER != 0 => Self::Folder,
            _ => Self::File,
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::zip::directory::kind::Kind;

    #[test]
    fn links_and_folders_say_so() {
        assert_eq!(Kind::of(0x031e, 0o120_777 << 16), Kind::Link);
        assert_eq!(Kind::of(0x131e, 0o120_777 << 16), Kind::Link);
        assert_eq!(Kind::of(0x031e, 0o040_755 << 16 | 0x10), Kind::Folder);
        assert_eq!(Kind::of(0x0014, 0x10), Kind::Folder);
        assert_eq!(Kind::of(0x031e, 0o100_644 << 16), Kind::File);
        // What another system means by these bits is not known.
        assert_eq!(Kind::of(0x0b14, 0o120_777 << 16), Kind::File);
        assert_eq!(Kind::of(0x0014, 0x20), Kind::File);
    }
}

//! Endings of names by which a system starts what is in a file.

/// Of programs and scripts, under Windows, macOS and others; of what leads to them; and of what installs them.
#[rustfmt::skip]
const STARTED: [&str; 72] = [
    "apk", "app", "appimage", "application", "appref-ms", "appx", "appxbundle", "bash", "bat", "chm", "cmd", "com",
    "command", "cpl", "deb", "desktop", "diagcab", "dll", "dmg", "drv", "exe", "gadget", "hta", "inf",
    "ins", "isp", "jar", "jnlp", "js", "jse", "kext", "lnk", "msc", "msh", "msi", "msix",
    "msixbundle", "msp", "mst", "ocx", "osx", "pif", "pkg", "pl", "ps1", "ps2", "psc1", "psm1",
    "py", "pyc", "pyw", "rb", "reg", "rpm", "run", "scf", "scpt", "scr", "sct", "settingcontent-ms",
    "sh", "shb", "shs", "sys", "url", "vb", "vbe", "vbs", "workflow", "wsc", "wsf", "wsh",
];

/// Whether a system may start a file that is called so.
pub(super) fn is_started(name: &str) -> bool {
    let Some((_, ending)) = name.rsplit_once('.') else { return false };
    STARTED.iter().any(|started| started.eq_ignore_ascii_case(ending))
}

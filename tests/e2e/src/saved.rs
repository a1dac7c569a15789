//! What the browser saves. Where it asks a person for the place, the file is taken on its way to the browser instead.

use base64::Engine as _;
use base64::prelude::BASE64_STANDARD;
use thirtyfour::WebDriver;

use crate::engine::Engine;
use crate::files::Folder;

/// Keeps what the page hands to the browser to be saved.
const TAKE: &str = "
    if (globalThis.__saved) return
    globalThis.__saved = []
    const blobs = new Map(), address = URL.createObjectURL, click = HTMLAnchorElement.prototype.click
    URL.createObjectURL = blob => {
        const made = address.call(URL, blob)
        blobs.set(made, blob)
        return made
    }
    HTMLAnchorElement.prototype.click = function () {
        if (!this.download || !blobs.has(this.href)) return click.call(this)
        __saved.push({name: this.download, blob: blobs.get(this.href)})
    }";

/// Gives the next of them as base64.
const NEXT: &str = "
    const done = arguments[arguments.length - 1], next = globalThis.__saved?.shift()
    if (!next) return done(null)
    const reader = new FileReader()
    reader.onload = () => done([next.name, reader.result.split(',')[1] ?? ''])
    reader.onerror = () => done([next.name, ''])
    reader.readAsDataURL(next.blob)";

/// Whether files are taken out of the page.
fn is_taken() -> bool {
    Engine::here() == Engine::Webkit
}

/// Makes a page that has just been opened ready.
pub async fn prepare(driver: &WebDriver) -> Result<(), String> {
    if is_taken() {
        driver.execute(TAKE, vec![]).await.map_err(|error| error.to_string())?;
    }
    Ok(())
}

/// Brings into `folder` what has been saved until now.
pub async fn collect(driver: &WebDriver, folder: &Folder) -> Result<(), String> {
    while is_taken() {
        let next = driver.execute_async(NEXT, vec![]).await.map_err(|error| error.to_string())?;
        let Some((name, bytes)) = next.convert::<Option<(String, String)>>().map_err(|error| error.to_string())? else {
            break;
        };
        let bytes = BASE64_STANDARD.decode(bytes).map_err(|error| error.to_string())?;
        std::fs::write(folder.path().join(name), bytes).map_err(|error| error.to_string())?;
    }
    Ok(())
}

//! Archives: checked, looked into, written anew.

use super::blob::{Reader, Writer};
use super::{Job, exports, object};
use crate::check;
use crate::members::{Archive, Fault, Limits, Member, Skip};
use crate::protect;
use js_sys::{Array, Object, Uint8Array};
use matryoshka_rooms::listing::{Row, hex};
use serde_json::{Map, Value};
use std::collections::{HashMap, HashSet};
use std::io::Write;
use wasm_bindgen::prelude::*;
use web_sys::Blob;

fn open(job: &Job<'_>) -> Result<Archive<Reader>, Fault> {
    let blob: Blob = job.value("archive").unchecked_into();
    let password = job.text_or_none("password").filter(|password| !password.is_empty());
    Archive::open(Reader::new(blob), password.as_deref(), Limits::default())
}

/// A fault of an archive; one of its password has a mark of its own, so that the page can ask for another.
fn fault(fault: &Fault) -> Result<Object, String> {
    if *fault == Fault::Password {
        Ok(object(&[("password", true.into()), ("words", fault.words().into())]))
    } else {
        Err(fault.words())
    }
}

fn row_of(row: Option<Row>, positions: &dyn Fn(Row) -> u32) -> JsValue {
    row.map_or(-1.0, |row| f64::from(positions(row))).into()
}

fn member(member: &Member, row: JsValue, skipped: Option<&str>) -> JsValue {
    object(&[
        ("index", (member.index as f64).into()),
        ("name", member.name.as_str().into()),
        ("size", (member.size as f64).into()),
        ("row", row),
        ("skipped", skipped.map_or(JsValue::NULL, JsValue::from)),
    ])
    .into()
}

pub fn check(job: &Job<'_>) -> Result<Object, String> {
    let order = job.order();
    let sources = exports::sources(job, &order)?;
    let mut archive = match open(job) {
        Ok(archive) => archive,
        Err(error) => return fault(&error),
    };
    let report = check::check(&mut archive, &sources.listing, &mut |done, of| job.progress(done, of));
    let listing = &sources.listing;
    let states: Vec<u8> = listing.in_order().iter().map(|row| report.states[*row as usize] as u8).collect();
    let position = |row: Row| listing.position(row);
    let members: Array = report.rows.iter().map(|(found, row)| member(found, row_of(*row, &position), None)).collect();
    let odd: Array = report.odd.iter().map(|odd| member(&odd.member, (-1.0).into(), odd.skipped.as_deref())).collect();
    Ok(object(&[
        ("states", Uint8Array::from(states.as_slice()).into()),
        ("members", members.into()),
        ("odd", odd.into()),
        ("words", report.words().into()),
        ("encrypted", archive.is_encrypted().into()),
    ]))
}

/// One member, whole or its beginning.
pub fn take(job: &Job<'_>) -> Result<Object, String> {
    let mut archive = match open(job) {
        Ok(archive) => archive,
        Err(error) => return fault(&error),
    };
    let index = job.number("member") as usize;
    let found = archive.member(index).map_err(|error| error.words())?;
    let most = job.value("limit").as_f64().map_or(u64::MAX, |limit| limit as u64);
    let mut out = Writer::default();
    let outcome = archive.unpack(index, most, &mut |bytes| {
        // Writing into memory cannot fail.
        let _ = (&mut out).write_all(bytes);
    });
    let outcome = outcome.map_err(|skip: Skip| format!("The file cannot be taken out: {}.", skip.words()))?;
    let blob = out.finish("application/octet-stream")?;
    Ok(object(&[("blob", blob.into()), ("bytes", (outcome as f64).into()), ("size", (found.size as f64).into())]))
}

/// The archive encrypted, with harmless names.
pub fn protect(job: &Job<'_>) -> Result<Object, String> {
    let order = job.order();
    let sources = exports::sources(job, &order)?;
    let mut archive = match open(job) {
        Ok(archive) => archive,
        Err(error) => return fault(&error),
    };
    let listing = &sources.listing;
    let in_order = listing.in_order();
    // With rows chosen, only members with the content of one of them.
    let wanted: Option<HashSet<Vec<u8>>> = job.numbers("chosen").map(|chosen| {
        let rows = chosen.iter().filter_map(|at| in_order.get(*at as usize));
        rows.filter_map(|row| listing.sha1(*row).map(|hash| hash.to_vec())).collect()
    });
    let mut members: HashMap<usize, Option<Row>> = HashMap::new();
    if wanted.is_some() {
        let report = check::check(&mut archive, listing, &mut |done, of| job.progress(done / 2, of));
        members = report.rows.iter().map(|(member, row)| (member.index, *row)).collect();
    }
    let is_wanted = |member: &Member| match &wanted {
        None => true,
        Some(wanted) => {
            let row = members.get(&member.index).copied().flatten();
            row.and_then(|row| listing.sha1(row)).is_some_and(|hash| wanted.contains(hash.as_slice()))
        }
    };
    let by_hash: HashMap<String, Row> =
        in_order.iter().rev().filter_map(|row| listing.sha1(*row).map(|hash| (hex(hash), *row))).collect();
    let about = |member: &Member| {
        // The appliance calls members after their hash.
        let name = member.name.to_ascii_lowercase();
        let row = by_hash.iter().find(|(hash, _)| name.contains(hash.as_str())).map(|(_, row)| *row)?;
        let mut map = Map::new();
        map.insert("id".to_owned(), listing.id(row).into());
        map.insert("sha1".to_owned(), listing.sha1(row).map_or(Value::Null, |hash| hex(hash).into()));
        map.insert("filename".to_owned(), listing.name(row).into());
        map.insert("path".to_owned(), listing.path(row).into());
        map.insert("classification".to_owned(), listing.classification(row).word().into());
        Some(map)
    };
    let password = job.text("new_password");
    let mut out = Writer::default();
    let written =
        protect::protect(&mut archive, &mut out, &password, &is_wanted, &about, &mut |done, of| job.progress(done, of));
    let written = written.map_err(|error| error.words())?;
    let mut words = format!("{} files, encrypted with the password {password}.", written.members);
    if !written.skipped.is_empty() {
        words.push_str(&format!(" {} were left out: {}.", written.skipped.len(), written.skipped[0].1));
    }
    Ok(object(&[("blob", out.finish("application/zip")?.into()), ("words", words.into())]))
}

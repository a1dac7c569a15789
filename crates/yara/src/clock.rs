//! The module `time`: what time it was when the scan began. The engine's own asks the operating system, and a page has none.

use boreal::module::{EvalContext, Module, ModuleData, ModuleDataMap, StaticValue, Type, Value};
use std::collections::HashMap;

/// The module.
#[derive(Debug)]
pub struct Clock;

/// Seconds since 1970.
#[derive(Clone, Copy, Debug)]
pub struct Now(pub i64);

impl ModuleData for Clock {
    type PrivateData = ();
    type UserData = Now;
}

impl Module for Clock {
    fn get_name(&self) -> &'static str {
        "time"
    }

    fn get_static_values(&self) -> HashMap<&'static str, StaticValue> {
        [("now", StaticValue::function(now, vec![], Type::Integer))].into()
    }

    fn setup_new_scan(&self, _: &mut ModuleDataMap<'_>) {}
}

fn now(context: &mut EvalContext<'_, '_, '_>, _: Vec<Value>) -> Option<Value> {
    context.module_data.get_user_data::<Clock>().map(|Now(seconds)| Value::Integer(*seconds))
}

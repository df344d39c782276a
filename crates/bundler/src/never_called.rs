//! Empties functions that no page ever calls.
//!
//! A view whose type is erased, and here each one is, keeps a table of all that can be done with
//! it. One entry joins it to the page in steps, while the code of other parts is still arriving:
//! only `leptos::mount::hydrate_lazy` asks for that, and no page of ours does (`ui::start` joins a
//! part at once). What stands in a table the compiler keeps, with everything that it calls.
//! Emptied here, these functions are all the same, and `wasm-opt` removes what nothing else calls.

use walrus::{Function, FunctionBuilder, FunctionKind, Module};

/// What their names have in common: `IntoAny::into_any::hydrate_async` and the future that it
/// makes, as the compiler writes them. It merges functions that are the same under one of their
/// names, so a name may stand here only if nothing that is called can be the same: these bear the
/// identity of the type of their view.
const NEVER_CALLED: &str = "into_any13hydrate_async";

/// Gives each of them a body that stops the program.
pub fn empty(module: &mut Module) {
    let functions = module.funcs.iter().filter(|function| is_never_called(function));
    let functions: Vec<_> = functions.map(|function| (function.id(), function.ty())).collect();
    for (id, kind) in functions {
        let kind = module.types.get(kind);
        let (takes, gives) = (kind.params().to_vec(), kind.results().to_vec());
        let mut body = FunctionBuilder::new(&mut module.types, &takes, &gives);
        body.func_body().unreachable();
        let arguments = takes.iter().map(|each| module.locals.add(*each)).collect();
        module.funcs.get_mut(id).kind = FunctionKind::Local(body.local_func(arguments));
    }
}

fn is_never_called(function: &Function) -> bool {
    let is_ours = matches!(function.kind, FunctionKind::Local(_));
    is_ours && function.name.as_deref().is_some_and(|name| name.contains(NEVER_CALLED))
}

#[cfg(test)]
mod tests {
    use walrus::ir::Instr;
    use walrus::{FunctionId, ValType};

    use super::*;

    #[test]
    fn what_is_never_called_is_emptied_and_nothing_else() {
        let mut module = Module::default();
        let add = |module: &mut Module, name: &str| {
            let number = [ValType::I32];
            let mut body = FunctionBuilder::new(&mut module.types, &number, &number);
            let given = module.locals.add(ValType::I32);
            body.name(name.to_owned()).func_body().local_get(given);
            body.finish(vec![given], &mut module.funcs)
        };
        let joins = "_ZN53_$LT$T$u20$as$u20$tachys..view..any_view..IntoAny$GT$8into_any";
        let never = add(&mut module, &format!("{joins}13hydrate_async17h0123456789abcdefE"));
        let always = add(&mut module, &format!("{joins}19hydrate_from_server17h0123456789abcdefE"));
        let kind = module.funcs.get(never).ty();
        empty(&mut module);

        let stops = |id: FunctionId| {
            let body = module.funcs.get(id).kind.unwrap_local();
            matches!(body.block(body.entry_block()).instrs[..], [(Instr::Unreachable(_), _)])
        };
        assert!(stops(never) && !stops(always));
        assert_eq!(module.funcs.get(never).ty(), kind);
    }
}

//! The schema is what `schema.graphql` has, and says what everything in it means.

use std::path::Path;

#[test]
fn the_kept_schema_is_the_schema() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("schema.graphql");
    let fresh = chuxi::api::schema();
    if std::env::var_os("UPDATE_SCHEMA").is_some() {
        std::fs::write(&path, &fresh).unwrap();
    }
    let kept = std::fs::read_to_string(&path).unwrap_or_default();
    assert!(
        kept == fresh,
        "schema.graphql has drifted: run UPDATE_SCHEMA=1 cargo test --test schema and look at the \
         difference"
    );
}

#[test]
fn everything_is_described() {
    use async_graphql::parser::types::{TypeKind, TypeSystemDefinition};
    let document = async_graphql::parser::parse_schema(chuxi::api::schema()).unwrap();
    let mut bare = Vec::new();
    for definition in &document.definitions {
        let TypeSystemDefinition::Type(ty) = definition else { continue };
        let ty = &ty.node;
        let name = ty.name.node.as_str();
        let mut check = |what: String, described: bool| {
            if !described {
                bare.push(what);
            }
        };
        check(name.to_owned(), ty.description.is_some());
        match &ty.kind {
            TypeKind::Object(async_graphql::parser::types::ObjectType { fields, .. })
            | TypeKind::Interface(async_graphql::parser::types::InterfaceType { fields, .. }) => {
                for field in fields {
                    let field = &field.node;
                    check(format!("{name}.{}", field.name.node), field.description.is_some());
                    for argument in &field.arguments {
                        let argument = &argument.node;
                        let what = format!("{name}.{}({})", field.name.node, argument.name.node);
                        check(what, argument.description.is_some());
                    }
                }
            }
            TypeKind::InputObject(input) => {
                for field in &input.fields {
                    let what = format!("{name}.{}", field.node.name.node);
                    check(what, field.node.description.is_some());
                }
            }
            TypeKind::Enum(values) => {
                for value in &values.values {
                    let what = format!("{name}.{}", value.node.value.node);
                    check(what, value.node.description.is_some());
                }
            }
            TypeKind::Scalar | TypeKind::Union(_) => {}
        }
    }
    assert!(bare.is_empty(), "without description: {bare:#?}");
}

//! The OpenAPI document as tests ask it.

use std::collections::BTreeSet;

use referral::web::api::openapi;
use referral::web::request::path;
use serde_json::{Value, json};

pub struct Document(pub Value);

/// One method of one documented path.
#[derive(Clone, Debug)]
pub struct Operation {
    pub method: String,
    pub path: String,
    pub object: Value,
    parameters: Vec<Value>,
}

const METHODS: [&str; 8] = ["get", "put", "post", "delete", "options", "head", "patch", "trace"];

impl Document {
    pub fn read() -> Document {
        Document(serde_json::from_str(openapi::text()).expect("the document is JSON"))
    }

    pub fn operations(&self) -> Vec<Operation> {
        let mut operations = Vec::new();
        for (path, item) in self.0["paths"].as_object().expect("paths") {
            let shared = item["parameters"].as_array().into_iter().flatten();
            let shared: Vec<Value> = shared.map(|p| self.resolve(p).clone()).collect();
            for (method, object) in item.as_object().expect("a path item") {
                if METHODS.contains(&method.as_str()) {
                    let own = object["parameters"].as_array().into_iter().flatten();
                    let parameters = shared.iter().cloned().chain(own.map(|p| self.resolve(p).clone()));
                    operations.push(Operation {
                        method: method.to_uppercase(),
                        path: path.clone(),
                        object: object.clone(),
                        parameters: parameters.collect(),
                    });
                }
            }
        }
        operations
    }

    /// The operation that a request reached.
    pub fn operation(&self, method: &str, target: &str) -> Option<Operation> {
        let segments = path::split_segments(target)?;
        self.operations()
            .into_iter()
            .find(|o| o.method == method && path::matches_pattern(&o.path, &segments))
    }

    pub fn resolve<'d>(&'d self, value: &'d Value) -> &'d Value {
        match value["$ref"].as_str() {
            Some(target) => {
                let pointer = target.strip_prefix('#').expect("a reference within the document");
                self.0.pointer(pointer).unwrap_or_else(|| panic!("{target} leads nowhere"))
            }
            None => value,
        }
    }

    /// Every name that a JSON body of a schema may have.
    pub fn fields(&self, schema: &Value) -> BTreeSet<String> {
        let schema = self.resolve(schema);
        let own = schema["properties"].as_object().into_iter().flatten().map(|(name, _)| name.clone());
        let alternatives = schema["oneOf"].as_array().into_iter().flatten();
        own.chain(alternatives.flat_map(|s| self.fields(s))).collect()
    }

    /// What is wrong with a value by a schema of the document. `closed` also refuses what an answer holds beyond what
    /// is documented, although programs should bear with it.
    pub fn mistakes(&self, schema: &Value, value: &Value, closed: bool) -> Vec<String> {
        let mut root = schema.clone();
        root["components"] = json!({ "schemas": self.0["components"]["schemas"] });
        if closed {
            close(&mut root);
        }
        let validator = jsonschema::options().should_validate_formats(true).build(&root).expect("a schema");
        validator.iter_errors(value).map(|e| format!("{}: {e}", e.instance_path())).collect()
    }
}

fn close(schema: &mut Value) {
    match schema {
        Value::Object(members) => {
            if members.get("properties").is_some_and(Value::is_object) && members.contains_key("type") {
                members.entry("additionalProperties").or_insert(Value::Bool(false));
            }
            members.values_mut().for_each(close);
        }
        Value::Array(items) => items.iter_mut().for_each(close),
        _ => {}
    }
}

/// The one endpoint whose bodies are made by others: it reads what it knows of them.
pub const STRIPE: &str = "/hooks/stripe";

impl Operation {
    /// `POST /api/v1/login`
    pub fn name(&self) -> String {
        format!("{} {}", self.method, self.path)
    }

    pub fn body(&self) -> Option<&Value> {
        self.object["requestBody"]["content"].get("application/json")
    }

    pub fn is_for_members(&self) -> bool {
        let ways = self.object["security"].as_array().expect("each says who may call it");
        !ways.is_empty() && ways.iter().all(|way| way != &json!({}))
    }

    /// Whether it takes the key of another program.
    pub fn is_for_programs(&self) -> bool {
        self.object["security"].as_array().is_some_and(|ways| ways.iter().any(|way| way.get("key").is_some()))
    }

    pub fn is_safe(&self) -> bool {
        self.method == "GET"
    }

    pub fn parameters(&self) -> &[Value] {
        &self.parameters
    }

    /// The path with the parameters' examples in its braces.
    pub fn target(&self) -> String {
        self.parameters.iter().filter(|p| p["in"] == "path").fold(self.path.clone(), |path, p| {
            let example = p["example"].as_str().map_or_else(|| p["example"].to_string(), str::to_owned);
            path.replace(&format!("{{{}}}", p["name"].as_str().expect("a name")), &example)
        })
    }
}

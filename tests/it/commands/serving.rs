//! A server that the commands meet: the executable itself, on a port of the system's choice.

use serde_json::{Value, json};

use super::Shell;
use crate::exchange::call;
use crate::program::{self, Program};

impl Shell {
    /// Serves this folder's database; returns when it listens.
    pub fn serve(&self) -> Program {
        Program::start(program::server(self.folder.path()))
    }
}

impl Program {
    /// The status of a page.
    pub fn shows(&self, path: &str) -> u16 {
        self.asks("GET", path, None, &Value::Null).0
    }

    /// The path of the banner's setup link.
    pub fn offers_setup(&self) -> String {
        let offer = self.hears_of("setup");
        let link = offer.split_whitespace().next().expect("a link");
        link.split_once(&self.address.to_string()).expect("of this server").1.to_owned()
    }

    /// Status and JSON of a request.
    pub fn asks(&self, method: &str, path: &str, token: Option<&str>, body: &Value) -> (u16, Value) {
        call(self.address, method, path, token, body)
    }

    /// Registers a person and confirms the address by the letter's link.
    pub fn has_member(&self, name: &str, password: &str) {
        let email = super::address(name);
        let newcomer = json!({ "firstname": name, "email": email.as_str(), "password": password });
        assert_eq!(self.asks("POST", "/api/v1/register", None, &newcomer).0, 202);
        let token = self.hears(|line| Some(line.split_once("/activate/")?.1.to_owned()));
        assert_eq!(self.asks("POST", "/api/v1/activate", None, &json!({ "token": token })).0, 200);
    }

    /// A bearer token, or the status of the refusal.
    pub fn signs_in(&self, name: &str, password: &str) -> Result<String, u16> {
        let body = json!({ "email": super::address(name).as_str(), "password": password });
        match self.asks("POST", "/api/v1/login", None, &body) {
            (200, answer) => Ok(answer["access_token"].as_str().expect("a token").to_owned()),
            (status, _) => Err(status),
        }
    }

    /// Whether a token still signs somebody in.
    pub fn knows(&self, token: &str) -> bool {
        match self.asks("GET", "/api/v1/me", Some(token), &Value::Null).0 {
            200 => true,
            401 => false,
            other => panic!("an answer of {other}"),
        }
    }
}

//! What a program that uses the API leaves on a site: rules, participants, events, rewards in every state, a payout, an
//! import, a webhook that cannot be reached.

use serde_json::{Value, json};

use crate::exchange::{call, exchange};
use crate::installation::Installation;

/// Nothing listens there, so that a delivery has failed.
const NO_SERVER: &str = "http://127.0.0.1:9/hooks/referral";

const FILE: &str = "external_id,email,name,code,referred_by,Любимая игра\n\
                    shop-1,maria@example.org,Мария,,,Го\n\
                    shop-2,not an address,Степан,,,\n\
                    shop-3,,,,shop-99,\n";

pub struct ProgramData {
    /// Tokens that open the widget, each once, within five minutes.
    pub tokens: [String; 2],
}

impl ProgramData {
    /// Makes it on a running site whose webhooks may be sent to loopback, for one who referred another.
    pub fn of(program: &Installation, referrer: i64, referee: i64) -> ProgramData {
        let key = program.prints(&["key", "new", "Магазин", "--preset", "all"]);
        let host = Host { program, key: key.trim().to_owned() };
        host.posts("/webhooks", json!({ "url": NO_SERVER }));
        host.has_rules();
        let (referrer, referee) = (format!("prt_{referrer}"), format!("prt_{referee}"));
        for (id, amount) in [("in_1", 4900), ("in_2", 129_900), ("in_3", 50_000)] {
            host.buys(id, &referee, amount);
        }
        host.posts("/events", json!({ "type": "refund", "id": "re_1", "of": "in_2", "amount": 29_900 }));
        host.posts("/rules/by-hand/end", json!({}));
        // One comes by nothing, one is not known yet.
        host.calls("PUT", "/participants/shop-7", json!({}));
        host.buys("in_4", "shop-7", 700);
        host.buys("in_5", "shop-8", 700);
        host.gives("gift", &referrer, "USD", 2_500);
        host.gives("month", &referrer, "free_months", 1);
        let wrong = host.gives("wrong", &referrer, "USD", 100_000);
        let id = wrong["id"].as_str().expect("an id");
        host.posts(&format!("/rewards/{id}/void"), json!({ "reason": "Начислено дважды" }));
        host.posts("/payouts", json!({ "unit": "USD" }));
        host.imports();
        ProgramData { tokens: [(); 2].map(|()| host.token(&referrer)) }
    }
}

struct Host<'p> {
    program: &'p Installation,
    key: String,
}

impl Host<'_> {
    fn has_rules(&self) {
        let rule = |name: &str, fields: Value| {
            let mut rule = json!({ "name": name, "when": { "type": "purchase" }, "who": "referrer" });
            rule.as_object_mut().expect("an object").extend(fields.as_object().expect("an object").clone());
            self.posts("/rules", rule);
        };
        rule("twenty-percent", json!({ "pay": { "percent_bp": 2000 }, "for_months": 12 }));
        rule("first-sale", json!({ "pay": { "fixed": 500, "unit": "USD" }, "hold_days": 0 }));
        rule(
            "by-hand",
            json!({ "pay": { "fixed": 100, "unit": "points" }, "hold_days": 0, "approve": "by_hand" }),
        );
        let steps = json!([
            { "at": 3, "fixed": 1, "unit": "free_months" },
            { "at": 10, "fixed": 3, "unit": "free_months" },
        ]);
        rule("milestones", json!({ "when": { "type": "confirmed" }, "pay": { "steps": steps } }));
    }

    fn buys(&self, id: &str, who: &str, amount: i64) {
        let event =
            json!({ "type": "purchase", "id": id, "participant": who, "amount": amount, "currency": "USD" });
        self.posts("/events", event);
    }

    fn gives(&self, id: &str, to: &str, unit: &str, amount: i64) -> Value {
        let reason = "Приз за лучший отзыв месяца";
        self.posts(
            "/rewards",
            json!({ "id": id, "to": to, "unit": unit, "amount": amount, "reason": reason }),
        )
    }

    fn imports(&self) {
        let headers = format!("Content-Type: text/csv\r\nAuthorization: Bearer {}\r\n", self.key);
        let path = "/api/v1/imports?kind=participants";
        let answer = exchange(self.program.address, "POST", path, &headers, FILE).expect("it answers");
        assert!(answer.starts_with(b"HTTP/1.1 201"), "{}", String::from_utf8_lossy(&answer));
    }

    fn token(&self, of: &str) -> String {
        let issued = self.posts("/embed_tokens", json!({ "participant": of }));
        issued["token"].as_str().expect("a token").to_owned()
    }

    fn posts(&self, path: &str, body: Value) -> Value {
        self.calls("POST", path, body)
    }

    fn calls(&self, method: &str, path: &str, body: Value) -> Value {
        let path = format!("/api/v1{path}");
        let (status, answer) = call(self.program.address, method, &path, Some(&self.key), &body);
        assert!((200..300).contains(&status), "{method} {path}: {status} {answer}");
        answer
    }
}

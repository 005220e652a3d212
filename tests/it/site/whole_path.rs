//! From the first visit to the first friend who came, by pages and by JSON.

use super::harness::Site;

#[test]
fn a_friend_who_came_by_the_link_is_counted() {
    let site = Site::new();
    let mut anna = site.member("Anna", "anna@example.com");
    let code = anna.adds_code();

    let mut boris = site.visitor();
    boris.opens(&format!("/{code}")).is(200).says("Вас приглашает Anna.");
    boris.registers("Boris", "boris@example.com").leads_to("/activate");
    assert_eq!(anna.counts(), (1, 1, 0), "nobody counts before they confirm");

    boris.confirms_by_link().leads_to("/login");
    assert_eq!(anna.counts(), (1, 1, 1));
    anna.opens("/profile").is(200).says("Boris").says("засчитан: адрес подтверждён");
}

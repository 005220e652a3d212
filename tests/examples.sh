#!/usr/bin/env bash
# The whole path through the API with bash, curl, sed and grep, against a running server that prints its emails:
#
#   referral 2> emails.txt &
#   BASE=http://127.0.0.1:8080 EMAILS=emails.txt tests/examples.sh
#
# BASE is where the server is, EMAILS the file that its stderr is written to. The addresses are made anew with every run.
set -euo pipefail
BASE=${BASE:-http://127.0.0.1:8080}
EMAILS=${EMAILS:-emails.txt}
ANNA=anna-$RANDOM$RANDOM@example.com
BORIS=boris-$RANDOM$RANDOM@example.com

# A call: method, path, and more arguments of curl. It fails when the server refuses, and waits for one that starts.
call() { curl --silent --show-error --fail-with-body --retry 5 --retry-connrefused -X "$1" "$BASE$2" -H 'Accept-Language: en' "${@:3}"; }
# The same with a JSON body.
json() { call "$1" "$2" -H 'Content-Type: application/json' -d "$3" "${@:4}"; }
# The value of the first field of that name in a JSON answer.
field() { sed -E "s/.*\"$1\":\"?([^\",}]*).*/\1/"; }
# The email to an address; it comes a moment after the answer and ends with a line of hyphens.
email() {
  for _ in {1..600}; do
    if sed -n "/^To: $1/,/^-----/p" "$EMAILS" | grep '^-----' > /dev/null; then
      sed -n "/^To: $1/,/^-----/p" "$EMAILS"
      return
    fi
    sleep 0.1
  done
  echo "no email to $1 in $EMAILS" >&2
  return 1
}

# Anna registers. The answer is the same for an address that is registered already.
json POST /api/v1/register "{\"firstname\":\"Anna\",\"email\":\"$ANNA\",\"password\":\"correct horse battery\"}"; echo

# She confirms her address by the token at the end of the email's link.
LINK=$(email "$ANNA" | grep -o '/activate/[A-Za-z0-9_-]*')
json POST /api/v1/activate "{\"token\":\"${LINK#/activate/}\"}"; echo

# She signs in. Every further call sends the token.
TOKEN=$(json POST /api/v1/login "{\"email\":\"$ANNA\",\"password\":\"correct horse battery\"}" | field access_token)
SIGNED_IN=(-H "Authorization: Bearer $TOKEN")
ID=$(call GET /api/v1/me "${SIGNED_IN[@]}" | field id)

# She makes a code; its link is what she shares.
CODE=$(json POST /api/v1/codes '{"description":"For my readers"}' "${SIGNED_IN[@]}" | field code)
# In a query, the + of an address is written %2B.
call GET "/api/v1/codes?email=${ANNA//+/%2B}" "${SIGNED_IN[@]}"; echo
call GET "/$CODE" --output /dev/null

# Boris registers by the code and confirms his address by the six digits of the email.
json POST /api/v1/register "{\"firstname\":\"Boris\",\"email\":\"$BORIS\",\"password\":\"another good one\",\"code\":\"$CODE\"}"; echo
DIGITS=$(email "$BORIS" | sed -nE 's/^ *([0-9]{6})$/\1/p')
json POST /api/v1/activate "{\"email\":\"$BORIS\",\"code\":\"$DIGITS\"}"; echo

# Anna sees that he came, and the counts of her code.
call GET "/api/v1/users/$ID/referrals" "${SIGNED_IN[@]}" | grep '"firstname":"Boris".*"state":"confirmed"'
call GET /api/v1/codes "${SIGNED_IN[@]}" | grep '"registered":1,"confirmed":1,"counted":1'

# She switches the code off, and signs out: the token is dead.
json PATCH "/api/v1/codes/$CODE" '{"active":false}' "${SIGNED_IN[@]}" | grep '"active":false'
call POST /api/v1/logout "${SIGNED_IN[@]}"
if call GET /api/v1/me "${SIGNED_IN[@]}" > /dev/null 2>&1; then echo "the token still works" >&2; exit 1; fi

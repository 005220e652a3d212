"""With `landing_url = "https://t.me/your_bot?start={code}"` each link opens the bot, which gets the code of it."""
import json
import os
from urllib.error import HTTPError
from urllib.request import Request, urlopen

TELEGRAM = f"{os.environ.get('TELEGRAM_API', 'https://api.telegram.org')}/bot{os.environ['TELEGRAM_TOKEN']}"
REFERRAL = f"{os.environ['REFERRAL_URL']}/api/v1"
KEY = {"Authorization": f"Bearer {os.environ['REFERRAL_KEY']}"}


def call(method, url, body, headers={}):
    headers = {"Content-Type": "application/json", **headers}
    with urlopen(Request(url, json.dumps(body).encode(), headers, method=method), timeout=60) as answer:
        return json.load(answer)


def starts(message, code):
    user, name = f"tg_{message['from']['id']}", message["from"].get("first_name")
    try:
        event = {"type": "signup", "id": f"start-{user}", "participant": user, "code": code or None}
        call("POST", f"{REFERRAL}/events", event, KEY)
    except HTTPError as refused:
        if refused.code != 409:  # Started before by another link: the first one stays.
            raise
    link = call("PUT", f"{REFERRAL}/participants/{user}", {"name": name}, KEY)["link"]
    call("POST", f"{TELEGRAM}/sendMessage", {"chat_id": message["chat"]["id"], "text": f"Your link: {link}"})


offset = 0
while True:
    for update in call("POST", f"{TELEGRAM}/getUpdates", {"offset": offset, "timeout": 30})["result"]:
        command, _, code = update.get("message", {}).get("text", "").partition(" ")
        if command == "/start":
            starts(update["message"], code)
        offset = update["update_id"] + 1

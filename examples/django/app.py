import json
import os
import sys
from urllib.request import Request, urlopen

from django.conf import settings
from django.core.management import execute_from_command_line
from django.http import HttpResponse, HttpResponseRedirect
from django.middleware.csrf import get_token
from django.urls import path
from django.views.decorators.csrf import csrf_exempt
from standardwebhooks import Webhook, WebhookVerificationError

settings.configure(
    ROOT_URLCONF=__name__, SECRET_KEY=os.environ["SECRET_KEY"], ALLOWED_HOSTS=["*"],
    MIDDLEWARE=["django.middleware.csrf.CsrfViewMiddleware"],
)
SERVER = os.environ["REFERRAL_URL"]


def referral(method, path, body):
    """Each call has a name, so it can be made again after any failure and counts once."""
    headers = {"Authorization": f"Bearer {os.environ['REFERRAL_KEY']}", "Content-Type": "application/json"}
    request = Request(f"{SERVER}/api/v1{path}", json.dumps(body).encode(), headers, method=method)
    with urlopen(request, timeout=10) as answer:
        return json.load(answer)


def home(request):
    return HttpResponse(f"""<!doctype html><title>Sign up</title><script src="{SERVER}/r.js" defer></script>
      <form action="/signup" method="post" data-referral><input name="user" required><button>Sign up</button>
      <input name="csrfmiddlewaretoken" type="hidden" value="{get_token(request)}"></form>""")


def signup(request):
    user, code = request.POST["user"], request.POST.get("ref") or None
    referral("POST", "/events", {"type": "signup", "id": f"signup-{user}", "participant": user, "code": code})
    return HttpResponseRedirect(f"/invite/{user}")


def order(request):
    user, order = request.POST["user"], request.POST["order"]
    referral("POST", "/events", {"type": "purchase", "id": order, "participant": user, "amount": 4900, "currency": "USD"})
    return HttpResponse("Thank you.")


def invite(request, user):
    url = referral("POST", "/embed_tokens", {"participant": user})["url"]
    return HttpResponse(f'<!doctype html><title>Invite</title><iframe src="{url}" title="Invite friends" width="380" height="345"></iframe>')


@csrf_exempt
def webhook(request):
    """A message comes at least once: `webhook-id` is the same each time."""
    try:
        message = Webhook(os.environ["WEBHOOK_SECRET"]).verify(request.body, request.headers)
    except WebhookVerificationError:
        return HttpResponse(status=401)
    print(request.headers["webhook-id"], message["type"], message["data"]["id"])
    return HttpResponse(status=204)


urlpatterns = [
    path("", home), path("signup", signup), path("orders", order), path("invite/<str:user>", invite), path("webhooks", webhook),
]

if __name__ == "__main__":
    execute_from_command_line(sys.argv)

"""Saved searches: as feeds, and as digests by mail or webhook.

The store keeps them (:mod:`dateline.store.saved_searches`); here their items are read, written as Atom or
JSON Feed, and sent. Whoever sends gives the sender: nothing here opens a connection by itself.
"""

from dateline.searches.digest import Outcome, send_due
from dateline.searches.feeds import FEED_FORMATS, atom_feed, json_feed
from dateline.searches.items import Item, items_of
from dateline.searches.mail import MailSender
from dateline.searches.names import search_name
from dateline.searches.sending import InDoubt, NotSent, Sender
from dateline.searches.webhook import WebhookSender, signature

__all__ = [
    "FEED_FORMATS",
    "InDoubt",
    "Item",
    "MailSender",
    "NotSent",
    "Outcome",
    "Sender",
    "WebhookSender",
    "atom_feed",
    "items_of",
    "json_feed",
    "search_name",
    "send_due",
    "signature",
]

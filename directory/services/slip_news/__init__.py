"""Slips stay true: what has changed of activities that a workplace put on slips of the last 30 days."""

from directory.services.slip_news.finding import DAYS_BACK, News, Piece, news_of
from directory.services.slip_news.handling import handle, take_up_again

__all__ = ["DAYS_BACK", "News", "Piece", "handle", "news_of", "take_up_again"]

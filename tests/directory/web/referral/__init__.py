"""Referral slips."""

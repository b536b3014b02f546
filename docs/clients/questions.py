"""README's questions, asked in Python: python3 questions.py [URL], beside the gigaledger.py that the server gives."""

import sys

from gigaledger import Gigaledger, Refused

ledger = Gigaledger(sys.argv[1] if len(sys.argv) > 1 else "http://localhost:3000")

# How many gigawatts of chips were promised, signed and firm, as known on 1 December 2025?
capacity = ledger.compute_capacity(
    effective_at="2025-12-01", known_at="2025-12-01", by="provider", layer="chips"
)
for row in capacity["rows"]:
    headline, firm = row.get("headlineKw"), row.get("firmKw")
    # From low to high: high is None where it is open, and what is undisclosed is not zero.
    print(row.get("provider"), headline and (headline["low"], headline["high"]), firm and firm["point"])

# What do the sources agree on, that somebody owes AWS?
owed = ledger.obligations(by="payment", payee="aws", known_at="2026-11-20", policy="lowest")
print(len(owed["rows"]), len(owed["totals"]))

# Which events were corrected, and when?
for event in ledger.read_log(type="EventCorrected", limit=2)["events"]:
    print(event["position"], event["stream"], event["knownOn"])

# What if AMD's first gigawatt came a year later?
late = ledger.run_scenario(
    {
        "edits": [{"op": "delay", "target": "deal-openai-amd-2025/gw-1", "months": 12}],
        "views": [{"view": "slippage", "deal": "deal-openai-amd-2025"}],
    }
)
print([effect["status"] for effect in late["effects"]] if "effects" in late else late)

# What is refused says why.
try:
    ledger.compute_capacity(provider="amdd")
except Refused as refused:
    print(refused.status, refused.problem["title"])

# Has anybody touched the log?
print(ledger.verify_log()["ok"])

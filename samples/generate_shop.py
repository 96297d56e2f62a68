#!/usr/bin/env python3
"""Writes samples/shop.jsonl. Needs nothing but Python 3, and only to change the sample."""

import pathlib

from generator.stories import STORIES
from generator.world import Shop

MINUTES = 30
HEARTBEAT_SECONDS = 5


def main():
    shop = Shop()
    shop.build()
    shop.cluster.at("09:00:01", shop.synced)
    for second in range(HEARTBEAT_SECONDS, MINUTES * 60 + 1, HEARTBEAT_SECONDS):
        shop.cluster.at(second, shop.cluster.line, "heartbeat")
    for story in STORIES:
        story(shop)
    shop.cluster.run(MINUTES * 60)
    target = pathlib.Path(__file__).with_name("shop.jsonl")
    target.write_text("\n".join(shop.cluster.lines) + "\n", encoding="utf-8")
    print(f"{target.name}: {len(shop.cluster.lines)} lines, {target.stat().st_size // 1024} KiB")


if __name__ == "__main__":
    main()

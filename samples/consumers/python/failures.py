#!/usr/bin/env python3
"""Reads k8s-failures-explained with confluent-kafka.

    failures.py state            what is open
    failures.py follow           what changes from now on
    failures.py verify FOLDER    every record against the JSON Schemas in FOLDER (needs jsonschema)

KAFKA_BOOTSTRAP is the broker's address; KAFKA_PROPERTIES names a file with further settings of librdkafka, such as
security.protocol; CLUSTER leaves out all other clusters.
"""
import collections
import json
import os
import pathlib
import sys

from confluent_kafka import OFFSET_BEGINNING, OFFSET_END, Consumer, KafkaError, KafkaException, TopicPartition

TOPIC = "k8s-failures-explained"
CLUSTER = os.environ.get("CLUSTER")


def settings():
    config = {}
    if "KAFKA_PROPERTIES" in os.environ:
        lines = pathlib.Path(os.environ["KAFKA_PROPERTIES"]).read_text().splitlines()
        config.update(line.split("=", 1) for line in lines if "=" in line and not line.startswith("#"))
    config.update({
        "bootstrap.servers": os.environ.get("KAFKA_BOOTSTRAP", "localhost:9092"),
        "group.id": "unused",  # librdkafka wants one; nothing is committed
        "enable.auto.commit": False,
        "isolation.level": "read_committed",  # the topic is written in transactions
        "enable.partition.eof": True,  # tells when a partition has been read
    })
    return config


def read(offset, until_end):
    """All records from an offset on: up to where each partition ends now, or for ever."""
    consumer = Consumer(settings())
    try:
        partitions = consumer.list_topics(TOPIC, timeout=10).topics[TOPIC].partitions
        unread = set(partitions)
        consumer.assign([TopicPartition(TOPIC, partition, offset) for partition in partitions])
        while unread or not until_end:
            message = consumer.poll(1.0)
            if message is None:
                continue
            if message.error() is None:
                yield message
            elif message.error().code() == KafkaError._PARTITION_EOF:
                unread.discard(message.partition())
            else:
                raise KafkaException(message.error())
    finally:
        consumer.close()


def headers(message):
    return {name: value.decode() for name, value in message.headers() or []}


def is_wanted(message):
    """By the headers alone: the value need not be parsed."""
    return CLUSTER is None or headers(message).get("ce_source") == f"/faultstream/clusters/{CLUSTER}"


def show(what, failure):
    subject = failure["subject"]
    print(f"{what:9} {failure['severity']:8} {subject['kind']} {subject.get('namespace', '-')}/{subject['name']} "
          f"{failure['rule']}: {failure['explanation']['error']}", flush=True)


def state():
    latest = {}  # the last value of each key
    for message in read(OFFSET_BEGINNING, until_end=True):
        if message.value() is None:
            latest.pop(message.key(), None)  # resolved for longer than the history is kept
        elif is_wanted(message):
            latest[message.key()] = json.loads(message.value())
    still_open = [failure for failure in latest.values() if failure["state"] == "open"]
    for failure in still_open:
        if not failure["causedBy"]:  # a root cause, not a symptom of another failure
            show("open", failure)
    counts = collections.Counter(f"{failure['cluster']} {failure['severity']}" for failure in still_open)
    print(f"open, of {len(latest)} failures with a history: {dict(sorted(counts.items()))}")


def follow():
    for message in read(OFFSET_END, until_end=False):
        if message.value() is not None and is_wanted(message):
            transition = headers(message)["ce_type"].split(".")[3]  # dev.faultstream.failure.opened.v1
            show(transition, json.loads(message.value()))


def verify(folder):
    import jsonschema
    import referencing

    schemas = [json.loads(path.read_text()) for path in pathlib.Path(folder).glob("*.schema.json")]
    registry = referencing.Registry().with_contents((schema["$id"], schema) for schema in schemas)
    validator = jsonschema.Draft202012Validator(
        {"$ref": "https://faultstream.dev/schemas/explained-failure.v1.schema.json"}, registry=registry)
    right = wrong = 0
    for message in read(OFFSET_BEGINNING, until_end=True):
        if message.value() is None:
            continue
        errors = list(validator.iter_errors(json.loads(message.value())))
        for error in errors:
            print(f"{message.key().decode()}: {error.json_path}: {error.message}")
        right, wrong = (right, wrong + 1) if errors else (right + 1, wrong)
    print(f"{right} records are as the schema says, {wrong} are not")


if __name__ == "__main__":
    mode, *arguments = sys.argv[1:] or ["state"]
    try:
        {"state": state, "follow": follow, "verify": verify}[mode](*arguments)
    except KeyboardInterrupt:
        pass

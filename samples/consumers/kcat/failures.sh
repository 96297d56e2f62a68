#!/usr/bin/env bash
# Reads k8s-failures-explained with kcat and jq.
#
#   failures.sh state     what is open
#   failures.sh follow    what changes from now on
#
# KAFKA_BOOTSTRAP is the broker's address; KCAT_CONFIG names a file with further settings, such as security.protocol;
# CLUSTER leaves out all other clusters.
set -euo pipefail

topic=k8s-failures-explained
# -J gives each record as one JSON object: key, headers as a list of names and values, the value as text.
read_records=(kcat -C -q -J -b "${KAFKA_BOOTSTRAP:-localhost:9092}" -t "$topic" -X isolation.level=read_committed)

# What is common to both; the headers tell whether a value has to be parsed at all.
functions='
  def headers: .headers as $h | [range(0; $h | length; 2) | {($h[.]): $h[. + 1]}] | add // {};
  def wanted: $ENV.CLUSTER == null or headers.ce_source == "/faultstream/clusters/" + $ENV.CLUSTER;
  def line: "\(.severity) \(.subject.kind) \(.subject.namespace // "-")/\(.subject.name) \(.rule): \(.explanation.error)";
'

case ${1:-state} in
  state)
    # All records of a key are in one partition, so the last one that is printed is the last one there is.
    "${read_records[@]}" -o beginning -e | jq -rn "$functions"'
      reduce (inputs | select(wanted or .payload == null)) as $record ({}; .[$record.key] = $record.payload)
      | [.[] | select(. != null) | fromjson] as $latest
      | ($latest | map(select(.state == "open"))) as $open
      | ($open[] | select(.causedBy == []) | "open      " + line),
        "open, of \($latest | length) failures with a history: "
          + ($open | group_by(.cluster, .severity) | map({("\(.[0].cluster) \(.[0].severity)"): length}) | add // {} | tostring)'
    ;;
  follow)
    "${read_records[@]}" -o end -u | jq -r --unbuffered "$functions"'
      select(wanted and .payload != null)
      | (headers.ce_type | split(".")[3]) + "  " + (.payload | fromjson | line)'
    ;;
  *)
    echo "state or follow, not $1" >&2
    exit 2
    ;;
esac

package dev.faultstream.sink;

/** What a receiver of alerts can be. */
public enum OutputType {
    /** Prometheus' Alertmanager. */
    ALERTMANAGER,
    /** A webhook that takes CloudEvents. */
    CLOUDEVENTS,
    /** An incoming webhook of Slack, Mattermost or the like. */
    SLACK
}

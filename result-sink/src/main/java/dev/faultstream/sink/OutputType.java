package dev.faultstream.sink;

import java.util.Locale;

/** What a receiver of alerts can be. */
public enum OutputType {
    /** Prometheus' Alertmanager. */
    ALERTMANAGER,
    /** A webhook that takes CloudEvents. */
    CLOUDEVENTS,
    /** An incoming webhook of Slack, Mattermost or the like. */
    SLACK;

    /** The type as a word. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}

/** Failures as messages of a chat that takes Slack's incoming webhooks. */
@NullMarked
package dev.faultstream.sink.alert.chat;

import org.jspecify.annotations.NullMarked;

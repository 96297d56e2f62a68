package dev.faultstream.sink.alert.chat;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A message as incoming webhooks take it. Attachments are what Slack and Mattermost show alike. */
record ChatMessage(
        String text,
        @JsonProperty("unfurl_links") boolean unfurlLinks,
        @JsonProperty("unfurl_media") boolean unfurlMedia,
        List<Attachment> attachments) {
    ChatMessage {
        attachments = List.copyOf(attachments);
    }

    /** The part of a message that has a colour, a title and fields. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Attachment(
            String fallback,
            String color,
            String title,
            @JsonProperty("title_link") @Nullable String titleLink,
            String text,
            List<Field> fields,
            @JsonProperty("mrkdwn_in") List<String> mrkdwnIn) {
        Attachment {
            fields = List.copyOf(fields);
            mrkdwnIn = List.copyOf(mrkdwnIn);
        }
    }

    /** A title with a value; two short ones stand beside each other. */
    record Field(
            String title,
            String value,
            @JsonProperty("short") boolean isShort) {}
}

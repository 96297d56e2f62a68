package dev.faultstream.sink.alert.chat;

import dev.faultstream.schemas.failure.Failure;
import dev.faultstream.schemas.failure.Severity;
import dev.faultstream.sink.alert.Notice;
import dev.faultstream.sink.alert.chat.ChatMessage.Attachment;
import dev.faultstream.sink.alert.chat.ChatMessage.Field;
import dev.faultstream.sink.alert.text.FailureWords;
import dev.faultstream.sink.alert.text.TextKey;
import java.util.ArrayList;
import java.util.List;

/** Says which message a notice is. */
final class ChatMessages {
    private static final String GREEN = "#2eb67d";
    private static final String RED = "#d40e0d";
    private static final String YELLOW = "#ecb22e";
    private static final String GREY = "#9e9e9e";
    private static final int MAX_TEXT = 1_000;

    private final ChatSettings settings;

    ChatMessages(ChatSettings settings) {
        this.settings = settings;
    }

    ChatMessage message(Notice notice) {
        Failure failure = notice.failure();
        FailureWords words =
                new FailureWords(notice.explained(), settings.language().textsFor(failure), Mrkdwn::escape, MAX_TEXT);
        String title = words.text(titleOf(notice), failure.severity());
        String text = words.text(notice.isResolved() ? TextKey.CHAT_RESOLVED : TextKey.CHAT_OPEN, failure.severity());
        Attachment attachment = new Attachment(
                title,
                colour(notice),
                title,
                settings.link() == null ? null : settings.link().of(failure),
                text,
                fields(notice, words),
                List.of("text", "fields"));
        return new ChatMessage("", false, false, List.of(attachment));
    }

    private static List<Field> fields(Notice notice, FailureWords words) {
        Failure failure = notice.failure();
        List<Field> fields = new ArrayList<>();
        List<String> steps = words.steps();
        if (!notice.isResolved()) {
            if (!failure.isRootCause()) {
                fields.add(new Field("", words.text(TextKey.CHAT_SYMPTOM, failure.severity()), false));
            }
            if (!steps.isEmpty()) {
                fields.add(new Field(words.text(TextKey.CHAT_STEPS), FailureWords.numbered(steps), false));
            }
        }
        fields.add(new Field(
                words.text(TextKey.CHAT_AFFECTED),
                Integer.toString(failure.objects().count()),
                true));
        fields.add(new Field(words.text(TextKey.CHAT_CLUSTER), words.safe(failure.cluster()), true));
        fields.add(new Field(words.text(TextKey.CHAT_RULE), words.safe(failure.rule()), true));
        return fields;
    }

    private static TextKey titleOf(Notice notice) {
        if (notice.repeat()) {
            return TextKey.CHAT_TITLE_REPEATED;
        }
        return switch (notice.transition()) {
            case OPENED -> TextKey.CHAT_TITLE_OPENED;
            case CHANGED -> TextKey.CHAT_TITLE_CHANGED;
            case EXPLAINED -> TextKey.CHAT_TITLE_EXPLAINED;
            case RESOLVED -> TextKey.CHAT_TITLE_RESOLVED;
        };
    }

    private static String colour(Notice notice) {
        if (notice.isResolved()) {
            return GREEN;
        }
        Severity severity = notice.failure().severity();
        return severity == Severity.CRITICAL ? RED : severity == Severity.WARNING ? YELLOW : GREY;
    }
}

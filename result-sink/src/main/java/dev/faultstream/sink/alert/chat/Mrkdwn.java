package dev.faultstream.sink.alert.chat;

import java.util.regex.Pattern;

/**
 * Makes text harmless in messages of Slack and of what reads them as Markdown, such as Mattermost: it cannot mention
 * anybody, link under another name, or show an image.
 */
final class Mrkdwn {
    private static final String NOTHING = "\u200B"; // takes no room
    private static final Pattern MENTION = Pattern.compile("(?<![\\p{L}\\p{N}])@(?=[\\p{L}\\p{N}])");
    private static final Pattern MARKDOWN_LINK = Pattern.compile("](?=[(\\[:])");

    private Mrkdwn() {}

    /** The text with {@code & < >} as Slack wants them, and without the power of {@code @} and of link brackets. */
    static String escape(String text) {
        String plain = text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
        String silent = MENTION.matcher(plain).replaceAll("@" + NOTHING);
        return MARKDOWN_LINK.matcher(silent).replaceAll("]" + NOTHING);
    }
}

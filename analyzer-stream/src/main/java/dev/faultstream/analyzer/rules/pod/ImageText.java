package dev.faultstream.analyzer.rules.pod;

import java.util.regex.Pattern;

/** What a kubelet's text about an image means. The first that matches is meant. */
enum ImageText {
    INVALID_NAME("pod.image-invalid-name", "", "^InvalidImageName|invalid reference format|couldn't parse image"),
    NEVER_PULL("pod.image-never-pull", "", "^ErrImageNeverPull"),
    RATE_LIMITED("pod.image-rate-limited", "", "toomanyrequests|rate limit|" + Status.of("429")),
    PLATFORM("pod.image-not-found", "platform", "no match for platform|no matching manifest"),
    CREDENTIALS(
            "pod.image-unauthorized",
            "",
            "no basic auth credentials|authorization token has expired|authorization failed|unauthorized"
                    + "|authentication required"),
    MISSING_OR_PRIVATE("pod.image-not-found", "missing-or-private", "does not exist or may require|insufficient_scope"),
    DENIED("pod.image-unauthorized", "", "denied|forbidden|" + Status.of("401|403")),
    NO_TAG("pod.image-not-found", "tag", "(?s)^(?!.*no such host).*(?:manifest unknown|name unknown|not found)"),
    TLS("pod.image-pull", "tls", "x509|certificate"),
    PLAIN_HTTP("pod.image-pull", "plain-http", "server gave HTTP response to HTTPS client"),
    DNS("pod.image-pull", "dns", "no such host"),
    NETWORK("pod.image-pull", "network", "timeout|refused|unreachable|\\beof\\b"),
    DISK("pod.image-pull", "disk", "no space left"),
    SIGNATURE("pod.image-pull", "signature", "signature"),
    OTHER("pod.image-pull", "other", "");

    private final String rule;
    private final String cause;
    private final Pattern pattern;

    ImageText(String rule, String cause, String pattern) {
        this.rule = rule;
        this.cause = cause;
        this.pattern = Pattern.compile(pattern, Pattern.CASE_INSENSITIVE);
    }

    /**
     * @param reason the reason for which the container waits
     * @param text what the kubelet says
     * @param image the image's name, which is not to be taken for what is said about it
     */
    static ImageText of(String reason, String text, String image) {
        String told = reason + ' ' + (image.isEmpty() ? text : text.replace(image, "<image>"));
        for (ImageText meaning : values()) {
            if (meaning.pattern.matcher(told).find()) {
                return meaning;
            }
        }
        return OTHER;
    }

    /** The rule that tells of it. */
    String rule() {
        return rule;
    }

    /** What that rule calls it; empty when it has no causes. */
    String cause() {
        return cause;
    }

    /** HTTP status codes as registries' answers are quoted; never bare digits, which tags contain. */
    private static final class Status {
        static String of(String codes) {
            return "(?:status|code)\\W+(?:" + codes + ")\\b|unexpected status from [A-Z]+ request to \\S+: (?:" + codes
                    + ")\\b";
        }
    }
}

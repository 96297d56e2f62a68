package dev.faultstream.explainer.privacy;

import java.util.List;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What identifies by its form: addresses, images, tokens, hashes, times, counts. */
final class TypedPatterns {
    private static final String NAME = "A-Za-z0-9_" + Marks.RANGE;
    private static final String START = "(?<![" + NAME + ".-])";
    private static final String IPV4 = "(?:(?:25[0-5]|2[0-4]\\d|1?\\d?\\d)\\.){3}(?:25[0-5]|2[0-4]\\d|1?\\d?\\d)";
    private static final String IPV6 = "(?:[0-9A-Fa-f]{0,4}:){2,7}[0-9A-Fa-f]{0,4}(?:%[a-z0-9]+)?";
    private static final String HOST_LABEL = "[" + NAME + "](?:[" + NAME + "-]*[" + NAME + "])?";

    private static final List<Rule> RULES = List.of(
            rule("<url>", "(?i)\\b[a-z][a-z0-9+.-]{1,15}://[^\\s\"'`<>]+[^\\s\"'`<>.,;:)\\]}]"),
            rule("<email>", "[A-Za-z0-9._%+" + Marks.RANGE + "-]+@[A-Za-z0-9.-" + Marks.RANGE + "]+\\.[A-Za-z]{2,}"),
            rule(
                    "<time>",
                    "\\b\\d{4}-\\d\\d-\\d\\d[T ]\\d\\d:\\d\\d(?::\\d\\d(?:[.,]\\d+)?)?(?:Z| ?[+-]\\d\\d:?\\d\\d)?(?: [A-Z]{3,4}\\b)?"),
            rule("<token>", "\\beyJ[A-Za-z0-9_-]{5,}(?:\\.[A-Za-z0-9_-]*){0,4}"),
            rule(
                    "$1<token>",
                    "(?i)\\b((?:bearer|basic|token|password|passwd|secret|api[-_]?key|authorization)\\s*[:=]?\\s+"
                            + "|(?:bearer|basic|token|password|passwd|secret|api[-_]?key|authorization)[\"']?\\s*[:=]\\s*[\"']?)"
                            + "(?=[^\\s\"',;]*[0-9+/=_~!@#$%^&*-])[^\\s\"',;<>" + Marks.RANGE + "]{6,}"),
            rule("<hash>", "\\bsha(?:1|224|256|384|512):[0-9a-fA-F]{6,}"),
            rule("<uid>", "\\b[0-9a-fA-F]{8}(?:-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}\\b"),
            rule(
                    "<image>",
                    START + "(?:" + HOST_LABEL + "(?:\\." + HOST_LABEL + ")+(?::\\d+)?|localhost:\\d+)" + "(?:/[" + NAME
                            + ".-]+)+(?::[" + NAME + ".-]+)?(?:@\\S+)?",
                    TypedPatterns::isNotWellKnown),
            rule(
                    "<image>",
                    START + "[a-z0-9][a-z0-9._-]*(?:/[a-z0-9._-]+)*:(?=[" + NAME + ".-]*\\d)[A-Za-z0-9_][" + NAME
                            + ".-]*(?:@\\S+)?",
                    TypedPatterns::looksLikeTag),
            rule("<ip>", START + IPV4 + "(?:/\\d{1,2}(?!\\d))?(?::\\d{1,5})?(?![0-9.]*\\d)"),
            rule(
                    "<ip>",
                    "(?<![" + NAME + ":.])\\[?" + IPV6 + "]?(?:/\\d{1,3})?(?::\\d{1,5})?(?![" + NAME + ":])",
                    TypedPatterns::isIpv6),
            rule(
                    "<host>",
                    START + HOST_LABEL + "(?:\\." + HOST_LABEL + ")*\\.(?:[A-Za-z]{2,}|[" + Marks.RANGE
                            + "])(?::\\d{1,5})?(?![" + NAME + "-])",
                    TypedPatterns::isHost),
            rule("<hash>", "\\b(?=[0-9a-f]*\\d)(?=[0-9a-f]*[a-f])[0-9a-f]{16,}\\b"),
            rule(
                    "<token>",
                    "(?<![" + NAME + "/+.-])(?=[A-Za-z0-9+/_-]*\\d)(?=[A-Za-z0-9+/_-]*[A-Z])(?=[A-Za-z0-9+/_-]*[a-z])"
                            + "[A-Za-z0-9+/_-]{24,}={0,2}"),
            rule("<path>", "(?<![" + NAME + ".~)}>/-])(?:/[" + NAME + ".@~+-]+){2,}/?"),
            rule(
                    "<pod>",
                    START
                            + "[a-z0-9](?:[a-z0-9-]*[a-z0-9])?-[bcdf-hj-np-tv-xz2456789]{8,10}-[bcdf-hj-np-tv-xz2456789]{5}\\b"),
            rule("-<hash>", "(?<=[" + NAME + "])-[bcdf-hj-np-tv-xz2456789]{8,10}-[bcdf-hj-np-tv-xz2456789]{5}\\b"),
            rule("-<hash>", "(?<=[" + Marks.RANGE + "])-[bcdf-hj-np-tv-xz2456789]{5,10}\\b"));

    private TypedPatterns() {}

    static String hide(String text, Marks marks) {
        String hidden = text;
        for (Rule rule : RULES) {
            hidden = rule.apply(hidden, marks);
        }
        return hidden;
    }

    private static boolean isNotWellKnown(String match) {
        int end = match.indexOf('/');
        return end < 0 || !WellKnown.isDomain(match.substring(0, end));
    }

    /** An image has a tag with a digit; {@code code:404} and {@code at:12} have no name that could be an image's. */
    private static boolean looksLikeTag(String match) {
        String tag = match.substring(match.indexOf(':') + 1);
        return match.indexOf('/') >= 0 || tag.chars().anyMatch(c -> c == '.' || c == '-' || Character.isLetter(c));
    }

    private static boolean isIpv6(String match) {
        return match.indexOf("::") >= 0 || match.chars().filter(c -> c == ':').count() >= 7;
    }

    /** Dotted names that are API groups, field paths or file names are not hosts. */
    private static boolean isHost(String match) {
        String name = match.replaceFirst(":\\d+$", "");
        return !WellKnown.isDomain(name) && !FieldPaths.isOne(name);
    }

    private static Rule rule(String placeholder, String regex) {
        return rule(placeholder, regex, match -> true);
    }

    private static Rule rule(String placeholder, String regex, Predicate<String> applies) {
        return new Rule(placeholder, Pattern.compile(regex), applies);
    }

    /** One form. {@code $1} before the placeholder keeps the first group. */
    private record Rule(String placeholder, Pattern pattern, Predicate<String> applies) {
        String apply(String text, Marks marks) {
            int mark = placeholder.indexOf('<');
            return pattern.matcher(text).replaceAll(match -> {
                if (!applies.test(match.group())) {
                    return Matcher.quoteReplacement(match.group());
                }
                String before = placeholder.startsWith("$1") ? match.group(1) : placeholder.substring(0, mark);
                return Matcher.quoteReplacement(before + marks.of(placeholder.substring(mark)));
            });
        }
    }
}

package dev.faultstream.watcher.prune;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Replaces what is a secret by its form inside a text: private keys, tokens, credentials of URLs, assignments. */
final class SecretText {
    /** Stands where a secret was. */
    static final String MARKER = "(redacted)";

    private static final String MARKER_REPLACEMENT = Matcher.quoteReplacement(MARKER);
    private static final String NAME = "(?<![\\w.-])([\\w.-]++)";
    private static final String VALUE = "(\"(?:[^\"\\\\]|\\\\.)*\"|'[^']*'|[^\\s\"']+)";

    private static final Pattern PRIVATE_KEY = Pattern.compile(
            "-----BEGIN [A-Z0-9 ]*PRIVATE KEY( BLOCK)?-----.*?(-----END [^-]*-----|\\z)", Pattern.DOTALL);
    private static final Pattern ENCODED_PEM = Pattern.compile("LS0tLS1CRUdJTi[A-Za-z0-9+/\\s]*={0,2}");
    private static final Pattern BEARER = Pattern.compile("(?i)\\b(bearer)\\s+[a-z0-9._~+/-]{8,}=*");
    private static final Pattern BASIC =
            Pattern.compile("\\b([Bb]asic)\\s+(?=[a-z]*[A-Z0-9+/=])[A-Za-z0-9+/]{8,}={0,2}");
    private static final Pattern JWT =
            Pattern.compile("\\beyJ[A-Za-z0-9_-]{8,}\\.[A-Za-z0-9_-]{8,}(\\.[A-Za-z0-9_-]*)?");
    private static final Pattern KNOWN_TOKEN = Pattern.compile("\\b(gh[pousr]_[A-Za-z0-9]{20,}|github_pat_\\w{20,}"
            + "|glpat-[\\w-]{16,}|xox[abeprs]-[\\w-]{10,}|(AKIA|ASIA)[0-9A-Z]{16}\\b|sk-[A-Za-z0-9_-]{20,}"
            + "|sk_live_\\w{16,}|AIza[\\w-]{35}|npm_[A-Za-z0-9]{36}|dckr_pat_[\\w-]{20,}|hv[sb]\\.[\\w-]{20,}"
            + "|SG\\.[\\w-]{16,}\\.[\\w-]{16,}|hooks\\.slack\\.com/services/[\\w/-]+)");
    private static final List<String> TOKEN_STARTS = List.of(
            "gh",
            "glpat-",
            "xox",
            "AKIA",
            "ASIA",
            "sk-",
            "sk_live_",
            "AIza",
            "npm_",
            "dckr_pat_",
            "hv",
            "SG.",
            "hooks.slack.com");
    private static final List<String> SHORT_OPTION_COMMANDS =
            List.of("mysql", "mariadb", "sshpass", "redis-cli", "curl");
    private static final int SHORTEST_TOKEN = 14;
    private static final Pattern URL_CREDENTIALS =
            Pattern.compile("(\\b[a-zA-Z][a-zA-Z0-9+.-]{0,20}://)([^\\s/@:]*:[^\\s/]*|[^\\s/@:]{16,})@");
    private static final NamedValue ASSIGNMENT = new NamedValue(NAME + "\\\\?\"?=", VALUE);
    private static final NamedValue JSON_FIELD =
            new NamedValue("(\\\\?\"[\\w.-]++\\\\?\")\\s*:\\s*(?=\\\\?\")", "\\\\\".*?\\\\\"|\"(?:[^\"\\\\]|\\\\.)*\"");
    private static final NamedValue SPACED_ASSIGNMENT = new NamedValue(NAME + "[ \\t]*=[ \\t]*", VALUE);
    private static final NamedValue SETTING = new NamedValue(NAME + "[ \\t]*:[ \\t]*", "[^\\s|>][^\\n]*");
    private static final NamedValue OPTION = new NamedValue("(?<=^|[\\s\"'])(--?[A-Za-z][\\w.-]*+)\\s+(?!-)", VALUE);
    private static final Pattern SHORT_OPTION = Pattern.compile(
            "(\\b(?:mysql|mysqldump|mysqladmin|mariadb|mariadb-dump)\\b[^\\n|;&]{0,500}?\\s-p)([^\\s\"']+)"
                    + "|(\\b(?:sshpass\\s+-p|redis-cli\\b[^\\n|;&]{0,500}?\\s-a"
                    + "|curl\\b[^\\n|;&]{0,500}?\\s(?:-u|--user))\\s+)"
                    + VALUE);

    private SecretText() {}

    /** A text of any origin, for example the message of an event. */
    static String redact(String text) {
        if (text.length() < 6) {
            return text;
        }
        String result = text.length() < SHORTEST_TOKEN ? text : tokens(text);
        if (result.indexOf('@') > 0 && result.contains("://")) {
            result = URL_CREDENTIALS.matcher(result).replaceAll("$1" + MARKER_REPLACEMENT + "@");
        }
        if (result.indexOf('=') > 0) {
            result = ASSIGNMENT.hideIn(result);
        }
        if (result.indexOf(':') > 0 && result.indexOf('"') >= 0) {
            result = JSON_FIELD.hideIn(result);
        }
        return result.indexOf('\n') >= 0 ? settings(result) : result;
    }

    /** Replaces what is a secret by its form alone; looks first for what each form must contain. */
    private static String tokens(String text) {
        String result = text;
        if (result.contains("PRIVATE KEY")) {
            result = PRIVATE_KEY.matcher(result).replaceAll(MARKER_REPLACEMENT);
        }
        if (result.contains("LS0tLS1CRUdJTi")) {
            result = ENCODED_PEM.matcher(result).replaceAll(SecretText::encodedKey);
        }
        if (result.contains("earer") || result.contains("EARER")) {
            result = BEARER.matcher(result).replaceAll("$1 " + MARKER_REPLACEMENT);
        }
        if (result.contains("asic ")) {
            result = BASIC.matcher(result).replaceAll("$1 " + MARKER_REPLACEMENT);
        }
        if (result.contains("eyJ")) {
            result = JWT.matcher(result).replaceAll(MARKER_REPLACEMENT);
        }
        return containsAny(result, TOKEN_STARTS) ? KNOWN_TOKEN.matcher(result).replaceAll(MARKER_REPLACEMENT) : result;
    }

    /** A text that is a command line, a script or a configuration. */
    static String redactCommand(String text) {
        String result = settings(redact(text));
        if (result.indexOf('-') >= 0 && result.indexOf(' ') > 0) {
            result = OPTION.hideIn(result);
            return containsAny(result, SHORT_OPTION_COMMANDS)
                    ? SHORT_OPTION.matcher(result).replaceAll(SecretText::shortOption)
                    : result;
        }
        return result;
    }

    private static boolean containsAny(String text, List<String> parts) {
        for (String part : parts) {
            if (text.contains(part)) {
                return true;
            }
        }
        return false;
    }

    private static String settings(String text) {
        String result = text.indexOf('=') > 0 ? SPACED_ASSIGNMENT.hideIn(text) : text;
        if (result.indexOf(':') > 0) {
            result = SETTING.hideIn(result.indexOf('\n') >= 0 ? BlockScalars.hideIn(result) : result);
        }
        return result;
    }

    private static String shortOption(MatchResult match) {
        boolean mysql = match.group(1) != null;
        String value = mysql ? match.group(2) : match.group(4);
        String option = mysql ? match.group(1) : match.group(3);
        return Matcher.quoteReplacement(NamedValue.isVariable(value) ? match.group() : option + MARKER);
    }

    private static String encodedKey(MatchResult match) {
        String compact = match.group().replaceAll("[\\s=]", "");
        byte[] head = Base64.getDecoder().decode(compact.substring(0, Math.min(64, compact.length() / 4 * 4)));
        boolean key = new String(head, StandardCharsets.ISO_8859_1).contains("PRIVATE KEY");
        return Matcher.quoteReplacement(key ? MARKER : match.group());
    }
}

package dev.faultstream.watcher.prune;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Replaces what is a secret by its form inside a text: private keys, tokens, credentials of URLs, assignments. */
final class SecretText {
    /** Stands where a secret was. */
    static final String MARKER = "(redacted)";

    private static final String MARKER_REPLACEMENT = Matcher.quoteReplacement(MARKER);
    private static final String VALUE = "(\"[^\"]*\"|'[^']*'|[^\\s\"',;&|}\\]]+)";

    private static final Pattern PRIVATE_KEY =
            Pattern.compile("-----BEGIN [A-Z0-9 ]*PRIVATE KEY( BLOCK)?-----.*?(-----END [^-]*-----|\\z)", Pattern.DOTALL);
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
    private static final Pattern URL_CREDENTIALS =
            Pattern.compile("(\\b[a-zA-Z][a-zA-Z0-9+.-]*://)([^\\s/@:]*:[^\\s/]*|[^\\s/@:]{16,})@");
    private static final Pattern ASSIGNMENT = Pattern.compile("([A-Za-z_][\\w.-]*)(\\\\?\"?=)" + VALUE);
    private static final Pattern JSON_FIELD =
            Pattern.compile("(\\\\?\"[A-Za-z_][\\w.-]*\\\\?\")(\\s*:\\s*)(\\\\\".*?\\\\\"|\"(?:[^\"\\\\]|\\\\.)*\")");
    private static final Pattern LOOSE_ASSIGNMENT = Pattern.compile("([A-Za-z_][\\w.-]*)(\\s*[:=]\\s*)" + VALUE);
    private static final Pattern OPTION =
            Pattern.compile("(?<=^|[\\s\"'])(--?[A-Za-z][\\w.-]*)(\\s+)(?!-)" + VALUE);
    private static final Pattern SHORT_OPTION = Pattern.compile(
            "(\\b(?:mysql|mysqldump|mysqladmin|mariadb|mariadb-dump)\\b[^\\n|;&]*?\\s-p)([^\\s\"']+)"
                    + "|(\\b(?:sshpass\\s+-p|redis-cli\\b[^\\n|;&]*?\\s-a|curl\\b[^\\n|;&]*?\\s(?:-u|--user))\\s+)"
                    + VALUE);
    private static final Pattern VARIABLE = Pattern.compile("[\"']?\\$[({]?\\w+[)}]?[\"']?");

    private SecretText() {}

    /** A text of any origin, for example the message of an event. */
    static String redact(String text) {
        if (text.length() < 6) {
            return text;
        }
        String result = text;
        if (result.contains("PRIVATE KEY")) {
            result = PRIVATE_KEY.matcher(result).replaceAll(MARKER_REPLACEMENT);
        }
        if (result.contains("LS0tLS1CRUdJTi")) {
            result = ENCODED_PEM.matcher(result).replaceAll(SecretText::encodedKey);
        }
        result = BEARER.matcher(result).replaceAll("$1 " + MARKER_REPLACEMENT);
        if (result.contains("asic ")) {
            result = BASIC.matcher(result).replaceAll("$1 " + MARKER_REPLACEMENT);
        }
        if (result.contains("eyJ")) {
            result = JWT.matcher(result).replaceAll(MARKER_REPLACEMENT);
        }
        result = KNOWN_TOKEN.matcher(result).replaceAll(MARKER_REPLACEMENT);
        if (result.indexOf('@') > 0) {
            result = URL_CREDENTIALS.matcher(result).replaceAll("$1" + MARKER_REPLACEMENT + "@");
        }
        if (result.indexOf('=') > 0) {
            result = ASSIGNMENT.matcher(result).replaceAll(SecretText::assigned);
        }
        if (result.indexOf(':') > 0 && result.indexOf('"') >= 0) {
            result = JSON_FIELD.matcher(result).replaceAll(SecretText::jsonField);
        }
        return result.indexOf('\n') >= 0 ? settings(result) : result;
    }

    /** A text that is a command line, a script or a configuration. */
    static String redactCommand(String text) {
        String result = settings(redact(text));
        result = OPTION.matcher(result).replaceAll(SecretText::assigned);
        return SHORT_OPTION.matcher(result).replaceAll(SecretText::shortOption);
    }

    /** Whether a value is only a reference to a variable, whose value stands elsewhere. */
    static boolean isVariable(String value) {
        return VARIABLE.matcher(value).matches();
    }

    private static String settings(String text) {
        return text.indexOf(':') > 0 || text.indexOf('=') > 0
                ? LOOSE_ASSIGNMENT.matcher(text).replaceAll(SecretText::assigned)
                : text;
    }

    private static String assigned(MatchResult match) {
        boolean keep = !SecretNames.holdsSecret(match.group(1)) || isVariable(match.group(3));
        return Matcher.quoteReplacement(keep ? match.group() : match.group(1) + match.group(2) + MARKER);
    }

    private static String jsonField(MatchResult match) {
        boolean keep = !SecretNames.holdsSecret(match.group(1)) || isVariable(match.group(3));
        String quote = match.group(3).startsWith("\\") ? "\\\"" : "\"";
        return Matcher.quoteReplacement(
                keep ? match.group() : match.group(1) + match.group(2) + quote + MARKER + quote);
    }

    private static String shortOption(MatchResult match) {
        boolean mysql = match.group(1) != null;
        String value = mysql ? match.group(2) : match.group(4);
        String option = mysql ? match.group(1) : match.group(3);
        return Matcher.quoteReplacement(isVariable(value) ? match.group() : option + MARKER);
    }

    private static String encodedKey(MatchResult match) {
        String compact = match.group().replaceAll("[\\s=]", "");
        byte[] head = Base64.getDecoder().decode(compact.substring(0, Math.min(64, compact.length() / 4 * 4)));
        boolean key = new String(head, StandardCharsets.ISO_8859_1).contains("PRIVATE KEY");
        return Matcher.quoteReplacement(key ? MARKER : match.group());
    }
}

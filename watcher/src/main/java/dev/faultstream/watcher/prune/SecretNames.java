package dev.faultstream.watcher.prune;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;

/** Judges by its name whether a setting holds a secret. */
final class SecretNames {
    private static final Pattern WORD_BORDER =
            Pattern.compile("[^A-Za-z0-9]+|(?<=[a-z0-9])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])");
    private static final List<String> TELLING_ENDS = List.of(
            "password", "passwd", "passphrase", "passcode", "secret", "token", "apikey", "credential", "htpasswd");
    private static final Set<String> TELLING_WORDS =
            Set.of("pass", "pwd", "pw", "creds", "cred", "dsn", "bearer", "jwt", "cookie", "authorization");
    private static final Set<String> COMPOUNDS = Set.of(
            "apikey",
            "accesskey",
            "secretkey",
            "privatekey",
            "encryptionkey",
            "signingkey",
            "masterkey",
            "sshkey",
            "authkey",
            "accountkey",
            "sharedkey",
            "storagekey",
            "licensekey",
            "connectionstring");
    private static final Set<String> REFERENCE_ENDS = Set.of(
            "name",
            "names",
            "ref",
            "refs",
            "reference",
            "file",
            "files",
            "path",
            "paths",
            "dir",
            "directory",
            "namespace",
            "type",
            "kind",
            "class",
            "url",
            "uri",
            "endpoint",
            "header",
            "mode",
            "enabled",
            "disabled",
            "required",
            "expiry",
            "expiration",
            "ttl",
            "timeout",
            "interval",
            "seconds",
            "minutes",
            "duration",
            "version",
            "policy",
            "method",
            "audience",
            "audiences",
            "issuer",
            "realm",
            "lifetime",
            "length",
            "store",
            "provider",
            "keys",
            "status");
    private static final Set<String> OWN_SECRETS = Set.of(
            "client",
            "shared",
            "app",
            "application",
            "webhook",
            "consumer",
            "api",
            "jwt",
            "session",
            "cookie",
            "oauth",
            "hmac",
            "signing",
            "user");

    private static final int MOST_KNOWN = 20_000;
    private static final int LONGEST_KNOWN = 100;
    private static final Map<String, Verdict> KNOWN = new ConcurrentHashMap<>();

    private SecretNames() {}

    /** Whether the value of an environment variable or a named parameter is to be hidden; rather too often. */
    static boolean looksSecret(String name) {
        return verdict(name).looksSecret();
    }

    /** Whether the value of a field, an annotation or an option is to be hidden; references to secrets are not. */
    static boolean holdsSecret(String name) {
        return verdict(name).holdsSecret();
    }

    /** The same few thousand names come again and again. */
    private static Verdict verdict(String name) {
        Verdict known = KNOWN.get(name);
        if (known != null) {
            return known;
        }
        Verdict verdict = judge(words(name));
        if (KNOWN.size() < MOST_KNOWN && name.length() <= LONGEST_KNOWN) {
            KNOWN.put(name, verdict);
        }
        return verdict;
    }

    private static Verdict judge(List<String> words) {
        boolean tells = tells(words);
        boolean key = !words.isEmpty() && "key".equals(words.get(words.size() - 1));
        return new Verdict(tells || key, tells && !isReference(words));
    }

    private static boolean tells(List<String> words) {
        String previous = "";
        for (String word : words) {
            String singular = word.endsWith("s") && !word.endsWith("ss") ? word.substring(0, word.length() - 1) : word;
            if (TELLING_WORDS.contains(word)
                    || TELLING_ENDS.stream().anyMatch(singular::endsWith)
                    || COMPOUNDS.contains(singular)
                    || COMPOUNDS.contains(previous + singular)) {
                return true;
            }
            previous = word;
        }
        return false;
    }

    private static boolean isReference(List<String> words) {
        String last = words.get(words.size() - 1);
        if (REFERENCE_ENDS.contains(last)) {
            return true;
        }
        boolean namesSecret = "secret".equals(last) || "secrets".equals(last);
        return namesSecret && (words.size() == 1 || !OWN_SECRETS.contains(words.get(words.size() - 2)));
    }

    private static List<String> words(String name) {
        List<String> words = new ArrayList<>();
        for (String word : WORD_BORDER.split(name, -1)) {
            if (!word.isEmpty()) {
                words.add(word.toLowerCase(Locale.ROOT));
            }
        }
        return words;
    }

    private record Verdict(boolean looksSecret, boolean holdsSecret) {}
}

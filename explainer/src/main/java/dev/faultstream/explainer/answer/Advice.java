package dev.faultstream.explainer.answer;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What no answer may advise, whoever talked the model into it: links elsewhere than to documentation, downloads that are
 * run, and deletions of what cannot be made again.
 */
final class Advice {
    private static final Pattern LINK = Pattern.compile("(?i)\\b[a-z][a-z0-9+.-]*://([^\\s/`'\"<>)]+)");
    private static final Pattern DOCUMENTATION = Pattern.compile("(?i)(?:[a-z0-9-]+\\.)*(?:kubernetes\\.io|k8s\\.io)"
            + "|localhost(?::\\d+)?|127\\.0\\.0\\.1(?::\\d+)?|.*[{<].*");
    private static final List<Pattern> DANGEROUS = List.of(
            Pattern.compile("(?i)\\|\\s*(?:sudo\\s+)?(?:ba|z|da|k)?sh\\b"),
            Pattern.compile("(?i)\\b(?:curl|wget)\\b[^`]*\\$\\("),
            Pattern.compile("(?i)\\b(?:ba|z)?sh\\s+<\\(|\\beval\\b\\s+[\"'$]"),
            Pattern.compile("(?i)\\brm\\s+-[a-z]*[rf]"),
            Pattern.compile("(?i)\\bbase64\\s+(?:-d|--decode|-D)\\b[^`]*\\|"),
            Pattern.compile("(?i)\\bmkfs\\b|\\bdd\\s+if="),
            Pattern.compile("(?i)\\bkubectl\\b[^`\\n]{0,200}?\\sdelete\\s[^`\\n]{0,200}?"
                    + "(?:\\b(?:ns|namespaces?|crds?|customresourcedefinitions?|pv|persistentvolumes?|pvc"
                    + "|persistentvolumeclaims?|nodes?|clusterroles?)\\b|--all\\b)"),
            Pattern.compile("(?i)\\bkubectl\\b[^`\\n]{0,200}?\\screate\\s+clusterrolebinding\\b"),
            Pattern.compile("(?i)--insecure-skip-tls-verify|\\bhelm\\s+(?:uninstall|delete)\\b"));

    private Advice() {}

    /** Whether the text links to another place than documentation or a placeholder. */
    static boolean hasForeignLink(String text) {
        Matcher link = LINK.matcher(text);
        while (link.find()) {
            if (!DOCUMENTATION.matcher(link.group(1)).matches()) {
                return true;
            }
        }
        return false;
    }

    /** Whether the text advises something dangerous that the remedy, written by people, does not. */
    static boolean isDangerous(String text, String remedy) {
        return DANGEROUS.stream()
                .anyMatch(pattern ->
                        pattern.matcher(text).find() && !pattern.matcher(remedy).find());
    }
}

package dev.faultstream.explainer.privacy;

import java.util.Locale;
import java.util.Set;

/** Dotted names in Kubernetes' own texts that are not host names: {@code spec.containers}, {@code v1.Pod}, files. */
final class FieldPaths {
    private static final Set<String> ROOTS = Set.of(
            "spec", "status", "metadata", "data", "template", "containers", "resources", "object", "core", "api", "v1");
    private static final Set<String> FILE_ENDINGS = Set.of(
            "go",
            "py",
            "java",
            "js",
            "ts",
            "rb",
            "rs",
            "sh",
            "c",
            "so",
            "json",
            "yaml",
            "yml",
            "toml",
            "conf",
            "cfg",
            "crt",
            "pem",
            "key",
            "txt",
            "log",
            "jar",
            "sock",
            "xml",
            "properties",
            "ini",
            "env",
            "service");
    private static final Set<String> LIBRARIES = Set.of("java", "javax", "sun", "jdk", "kotlin", "runtime", "os");

    private static final Set<String> BUILT_IN_GROUPS = Set.of("apps", "batch", "autoscaling", "policy", "extensions");

    private FieldPaths() {}

    static boolean isOne(String name) {
        String[] parts = name.split("\\.", -1);
        String first = parts[0];
        String last = parts[parts.length - 1].toLowerCase(Locale.ROOT);
        boolean camel = name.chars().anyMatch(Character::isUpperCase);
        return ROOTS.contains(first)
                || (parts.length == 2 && (FILE_ENDINGS.contains(last) || BUILT_IN_GROUPS.contains(last)))
                || (camel && (LIBRARIES.contains(first) || first.matches("v\\d+(?:(?:alpha|beta)\\d+)?")));
    }
}

package dev.faultstream.service.config;

import java.util.stream.Collectors;

/** Describes the settings of a table for people. */
public final class ConfigReference {
    private ConfigReference() {}

    /** A Markdown table of all settings, in the table's order. */
    public static String markdown(ConfigTable table) {
        StringBuilder text = new StringBuilder("| key | type | default | what it is for |\n|---|---|---|---|\n");
        for (ConfigKey<?> key : table.keys()) {
            row(text, '`' + key.name() + '`', key.type().describe(), fallback(key), doc(key, key.name()));
        }
        for (NamedKeys family : table.namedKeys()) {
            for (ConfigKey<?> key : family.keys()) {
                row(
                        text,
                        '`' + full(family, key) + '`',
                        key.type().describe(),
                        fallback(key),
                        doc(key, full(family, key)));
            }
        }
        for (FreeKeys family : table.freeKeys()) {
            row(text, '`' + family.prefix() + "*`", "string", "", family.doc());
        }
        return text.toString();
    }

    /** The settings as a terminal shows them: one line each, with its default and what it is for. */
    public static String plain(ConfigTable table) {
        String keys = table.keys().stream().map(key -> plain(key, key.name())).collect(Collectors.joining());
        String named = table.namedKeys().stream()
                .flatMap(family -> family.keys().stream().map(key -> plain(key, full(family, key))))
                .collect(Collectors.joining());
        String families = table.freeKeys().stream()
                .map(family -> "  --" + family.prefix() + "…  <string>\n        " + family.doc() + "\n")
                .collect(Collectors.joining());
        return keys + named + families;
    }

    private static String plain(ConfigKey<?> key, String name) {
        return "  --" + name + "  <" + key.type().describe() + ">"
                + (key.required() ? "  (required)" : "")
                + (key.defaultText() == null ? "" : "  (default: " + key.defaultText() + ")")
                + "\n        " + doc(key, name) + "\n";
    }

    private static String full(NamedKeys family, ConfigKey<?> key) {
        return family.prefix() + NamedKeys.PLACEHOLDER + '.' + key.name();
    }

    private static String fallback(ConfigKey<?> key) {
        if (key.required()) {
            return "required";
        }
        return key.defaultText() == null ? "" : '`' + key.defaultText() + '`';
    }

    private static String doc(ConfigKey<?> key, String name) {
        return key.isSecret()
                ? key.doc() + " Better given as a file by `" + name + ConfigKey.FILE_SUFFIX + "`."
                : key.doc();
    }

    private static void row(StringBuilder text, String... cells) {
        for (String cell : cells) {
            text.append("| ").append(cell.replace("|", "\\|")).append(' ');
        }
        text.append("|\n");
    }
}

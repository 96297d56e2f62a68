package dev.faultstream.service.config;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Reads the settings of a table from their sources and collects everything that is wrong with them. */
public final class ConfigReader {
    private static final int FILE = 1;
    private static final int ENVIRONMENT = 2;
    private static final int FLAG = 3;

    private final ConfigTable table;
    private final Set<String> names = new LinkedHashSet<>();
    private final Map<String, RawValue> raw = new LinkedHashMap<>();
    private final Map<String, Object> values = new HashMap<>();
    private final Map<String, Set<String>> named = new HashMap<>();
    private final List<Violation> violations = new ArrayList<>();

    private ConfigReader(ConfigTable table) {
        this.table = table;
        for (ConfigKey<?> key : table.keys()) {
            names.add(key.name());
            if (key.isSecret()) {
                names.add(key.name() + ConfigKey.FILE_SUFFIX);
            }
        }
    }

    /**
     * The settings; connects to nothing.
     *
     * @throws ConfigException with every violation there is
     */
    public static Config read(ConfigTable table, ConfigSources sources) {
        ConfigReader reader = new ConfigReader(table);
        reader.readFile(sources.file());
        reader.readEnvironment(sources.environment());
        sources.flags().forEach((name, text) -> reader.accept(name, RawValue.of(text, "flag --" + name, FLAG)));
        return reader.finish();
    }

    private void readFile(@Nullable Path file) {
        if (file == null) {
            return;
        }
        try {
            ConfigFile.read(file, FILE).forEach(this::accept);
        } catch (NoSuchFileException e) {
            violations.add(new Violation(ConfigSources.FILE_FLAG, "does not exist", "file " + file));
        } catch (IOException e) {
            violations.add(new Violation(ConfigSources.FILE_FLAG, "cannot be read: " + e.getMessage(), "file " + file));
        }
    }

    private void readEnvironment(Map<String, String> environment) {
        EnvironmentNames known = new EnvironmentNames(names, table.freeKeys(), table.namedKeys());
        environment.keySet().stream().sorted().forEach(variable -> {
            String text = environment.getOrDefault(variable, "");
            String origin = "environment variable " + variable;
            known.keyOf(variable, text).ifPresent(name -> raw.put(name, RawValue.of(text, origin, ENVIRONMENT)));
            known.slipOf(variable)
                    .ifPresent(meant ->
                            violations.add(new Violation(variable, "is unknown; did you mean " + meant + "?", origin)));
        });
    }

    private void accept(String name, RawValue value) {
        if (names.contains(name) || isFree(name) || isNamed(name)) {
            raw.put(name, value);
            return;
        }
        Set<String> near = new LinkedHashSet<>(names);
        table.namedKeys().forEach(family -> family.nameBeforeKey(name)
                .ifPresent(thing -> family.all(thing).forEach(key -> near.add(key.name()))));
        String hint = Suggestion.near(name, near)
                .map(meant -> "; did you mean " + meant + "?")
                .orElse("");
        violations.add(new Violation(name, "is unknown" + hint, value.origin()));
    }

    private boolean isFree(String name) {
        return table.freeKeys().stream()
                .anyMatch(family -> name.startsWith(family.prefix())
                        && name.length() > family.prefix().length());
    }

    private boolean isNamed(String name) {
        return table.namedKeys().stream().anyMatch(family -> family.matches(name));
    }

    /** Binds the settings of each thing of which one is set. */
    private void bind(NamedKeys family) {
        Set<String> things = new TreeSet<>();
        raw.keySet().forEach(name -> family.nameIn(name).ifPresent(things::add));
        things.forEach(thing -> family.all(thing).forEach(key -> {
            names.add(key.name());
            bind(key);
        }));
        named.put(family.prefix(), things);
    }

    private Config finish() {
        table.keys().forEach(this::bind);
        table.namedKeys().forEach(this::bind);
        Map<String, String> free = new HashMap<>();
        raw.forEach((name, value) -> {
            if (isFree(name)) {
                free.put(name, value.text());
            }
        });
        Config config = new Config(names, values, free, named);
        if (violations.isEmpty()) {
            for (ConfigTable.Rule rule : table.rules()) {
                if (!rule.holds().test(config)) {
                    String key = rule.blamed().name();
                    violations.add(new Violation(key, rule.expectation(), originOf(key)));
                }
            }
        }
        if (!violations.isEmpty()) {
            throw new ConfigException(violations);
        }
        return config;
    }

    private @Nullable String originOf(String key) {
        RawValue value = raw.get(key);
        return value == null ? null : value.origin();
    }

    private <T> void bind(ConfigKey<T> key) {
        RawValue value = key.isSecret() ? secretOf(key) : raw.get(key.name());
        if (value == null || (value.items().size() == 1 && value.text().isBlank())) {
            value = key.defaultText() == null ? null : RawValue.of(key.defaultText(), "default", 0);
        }
        if (value == null) {
            if (key.required() && violations.stream().noneMatch(other -> isAbout(other, key))) {
                violations.add(new Violation(key.name(), "must be set", null));
            }
            return;
        }
        try {
            T parsed = value.as(key.type());
            key.checks().stream()
                    .filter(check -> !check.holds().test(parsed))
                    .findFirst()
                    .ifPresentOrElse(check -> reject(key, check.expectation()), () -> values.put(key.name(), parsed));
        } catch (IllegalArgumentException e) {
            reject(key, String.valueOf(e.getMessage()));
        }
    }

    private static boolean isAbout(Violation violation, ConfigKey<?> key) {
        return violation.key().equals(key.name()) || violation.key().equals(key.name() + ConfigKey.FILE_SUFFIX);
    }

    private void reject(ConfigKey<?> key, String expectation) {
        RawValue value = raw.get(key.name());
        if (key.isSecret() || value == null) {
            violations.add(new Violation(key.name(), expectation, value == null ? "default" : value.origin()));
        } else {
            violations.add(new Violation(key.name(), expectation + ", not \"" + value.text() + "\"", value.origin()));
        }
    }

    private @Nullable RawValue secretOf(ConfigKey<?> key) {
        String fileKey = key.name() + ConfigKey.FILE_SUFFIX;
        RawValue inline = raw.get(key.name());
        RawValue file = raw.get(fileKey);
        if (file == null || file.text().isBlank() || (inline != null && inline.rank() > file.rank())) {
            return inline;
        }
        if (inline != null && inline.rank() == file.rank()) {
            violations.add(new Violation(fileKey, "cannot be set together with " + key.name(), file.origin()));
            return null;
        }
        try {
            String text = Files.readString(Path.of(file.text())).strip();
            if (!text.isEmpty()) {
                return RawValue.of(text, file.origin(), file.rank());
            }
            violations.add(new Violation(fileKey, "names an empty file", file.origin()));
        } catch (IOException | IllegalArgumentException e) {
            violations.add(
                    new Violation(fileKey, "names a file that cannot be read: \"" + file.text() + "\"", file.origin()));
        }
        return null;
    }
}

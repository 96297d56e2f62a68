package dev.faultstream.explainer.privacy;

import dev.faultstream.schemas.failure.AffectedObjects.Affected;
import dev.faultstream.schemas.failure.Failure;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Rewrites the texts of one failure so that they no longer identify its cluster: the values of its parameters become
 * their placeholders, and what identifies by its form becomes a typed one such as {@code <ip>}. Immutable.
 */
public final class Anonymiser {
    /** When one value has several names, the more special one tells the model more. */
    private static final List<String> GENERAL = List.of("ref", "name", "namespace", "cluster");

    /** More of a text than this is not looked at, however long its result may be. */
    private static final int MOST_READ = 4096;

    private final List<KnownValue> known;

    private Anonymiser(List<KnownValue> known) {
        this.known = known;
    }

    /** For the texts of a failure. */
    public static Anonymiser of(Failure failure) {
        Map<String, String> byValue = new LinkedHashMap<>();
        Map<String, String> parameters = Placeholders.of(failure).identifying();
        parameters.forEach((name, value) -> {
            if (!GENERAL.contains(name)) {
                put(byValue, value, "{" + name + "}");
            }
        });
        GENERAL.forEach(name -> put(byValue, parameters.get(name), "{" + name + "}"));
        put(byValue, failure.cluster(), "{cluster}");
        put(byValue, failure.subject().name(), "{name}");
        put(byValue, failure.subject().namespace(), "{namespace}");
        put(byValue, failure.subject().uid(), "<uid>");
        @Nullable String workload = failure.workload();
        put(byValue, workload == null ? null : workload.substring(workload.indexOf('/') + 1), "<name>");
        for (Affected object : failure.objects().sample()) {
            put(byValue, object.name(), "<" + object.kind().toLowerCase(Locale.ROOT) + ">");
            put(byValue, object.namespace(), "<namespace>");
        }
        return new Anonymiser(byValue.entrySet().stream()
                .map(entry -> KnownValue.of(entry.getKey(), entry.getValue()))
                .sorted(KnownValue.LONGEST_FIRST)
                .toList());
    }

    private static void put(Map<String, String> byValue, @Nullable String value, String placeholder) {
        String clean = value == null ? "" : Cleaner.clean(value);
        if (KnownValue.isFindable(clean)) {
            byValue.putIfAbsent(clean, placeholder);
        }
    }

    /**
     * The text without what identifies.
     *
     * @param limit the longest result, in characters
     */
    public String hide(String text, int limit) {
        Marks marks = new Marks();
        return cut(marks.resolve(Amounts.hide(names(text, marks), marks)), limit);
    }

    private String names(String text, Marks marks) {
        String hidden = Cleaner.clean(text.length() <= MOST_READ ? text : text.substring(0, MOST_READ));
        for (KnownValue value : known) {
            hidden = value.hide(hidden, marks);
        }
        return TypedPatterns.hide(hidden, marks);
    }

    /** The same for a value that tells something: its numbers are part of what it tells. */
    public String hideValue(String value, int limit) {
        Marks marks = new Marks();
        return isCode(value) ? value : cut(marks.resolve(names(value, marks)), limit);
    }

    private boolean isCode(String value) {
        return value.matches("[A-Z][A-Za-z]{1,60}|[0-9]{1,5}")
                && known.stream()
                        .noneMatch(known -> known.pattern().matcher(value).find());
    }

    private static String cut(String text, int limit) {
        if (text.length() <= limit) {
            return text;
        }
        int end = limit - 1;
        int open = Math.max(text.lastIndexOf('{', end - 1), text.lastIndexOf('<', end - 1));
        int close = Math.max(text.lastIndexOf('}', end - 1), text.lastIndexOf('>', end - 1));
        boolean insidePlaceholder = open > close && end - open < 24;
        int whole = insidePlaceholder ? open : Character.isHighSurrogate(text.charAt(end - 1)) ? end - 1 : end;
        return text.substring(0, whole) + "…";
    }
}

package dev.faultstream.analyzer.lifecycle;

import dev.faultstream.schemas.remedy.ParameterClass;
import dev.faultstream.schemas.remedy.Template;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Keys under which failures of one shape share an explanation: equal rule, template, language and telling parameters.
 * What identifies a cluster is no part of it, and all amounts are alike.
 */
final class ExplanationKeys {
    private static final int BYTES = 12;
    private static final String AMOUNT = "<n>";

    private ExplanationKeys() {}

    /** The key of a failure. */
    static String of(String rule, String template, Map<String, String> parameters, String remedy, String language) {
        StringBuilder text = new StringBuilder(rule)
                .append('\0')
                .append(language)
                .append('\0')
                .append(template);
        TreeSet<String> used = new TreeSet<>(new Template(template).names());
        used.addAll(new Template(remedy).names());
        for (String name : used) {
            if (ParameterClass.of(name) == ParameterClass.TELLING && parameters.containsKey(name)) {
                text.append('\0').append(name).append('=').append(parameters.get(name));
            }
        }
        return "e-" + hash(text.toString());
    }

    /** The message with everything that makes a material difference: all but amounts. */
    static String material(String template, Map<String, String> parameters) {
        Map<String, String> values = new TreeMap<>(parameters);
        values.replaceAll((name, value) -> ParameterClass.of(name) == ParameterClass.AMOUNT ? AMOUNT : value);
        return new Template(template).render(values);
    }

    private static String hash(String text) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest, 0, BYTES);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}

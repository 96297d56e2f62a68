package dev.faultstream.service.config;

/**
 * A family of settings whose names Faultstream does not know, such as those of Kafka's clients.
 *
 * @param prefix what their names start with, with a dot at the end
 * @param doc one sentence for a person
 */
public record FreeKeys(String prefix, String doc) {
    public FreeKeys {
        if (!prefix.endsWith(".")) {
            throw new IllegalArgumentException("prefix must end with a dot: " + prefix);
        }
    }

    String environmentPrefix() {
        return ConfigKey.environmentName(prefix);
    }
}

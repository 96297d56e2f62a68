package dev.faultstream.embedded;

import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.metadata.storage.Formatter;
import org.apache.kafka.server.common.Feature;
import org.apache.kafka.server.common.MetadataVersion;
import org.apache.kafka.server.common.ShareVersion;
import org.jspecify.annotations.Nullable;

/** Prepares a log folder for a broker; once, for what is in it stays. */
final class Storage {

    private static final String FORMATTED_MARKER = "meta.properties";

    private Storage() {}

    static void formatOnce(Path logs, @Nullable BrokerSecurity security) {
        if (Files.exists(logs.resolve(FORMATTED_MARKER))) {
            return;
        }
        try (PrintStream silent = new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8)) {
            Files.createDirectories(logs);
            formatter(logs)
                    .setScramArguments(security == null ? List.of() : List.of(security.adminCredentials()))
                    .setPrintStream(silent)
                    .run();
        } catch (Exception e) { // Formatter.run declares no narrower one
            throw new EmbeddedKafkaException("cannot prepare the data directory " + logs, e);
        }
    }

    private static Formatter formatter(Path logs) {
        return new Formatter()
                .setClusterId(Uuid.randomUuid().toString())
                .setNodeId(BrokerSettings.NODE_ID)
                .setDirectories(List.of(logs.toString()))
                .setMetadataLogDirectory(logs.toString())
                .setControllerListenerName(BrokerSettings.CONTROLLER_LISTENER)
                .setSupportedFeatures(Feature.PRODUCTION_FEATURES)
                .setReleaseVersion(MetadataVersion.LATEST_PRODUCTION)
                .setFeatureLevel(ShareVersion.FEATURE_NAME, ShareVersion.LATEST_PRODUCTION.featureLevel());
    }
}

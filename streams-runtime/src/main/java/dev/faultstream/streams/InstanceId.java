package dev.faultstream.streams;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.UUID;

/**
 * The name of an instance in its group, made once and kept beside its state: an instance that comes back with its state,
 * also after it was killed, is the same member and gets its partitions back at once.
 */
final class InstanceId {
    private InstanceId() {}

    static String of(Path stateDir, String applicationId) {
        Path file = stateDir.resolve(applicationId + ".instance-id");
        try {
            Files.createDirectories(stateDir);
            if (Files.exists(file)) {
                String id = Files.readString(file, UTF_8).strip();
                if (!id.isEmpty()) {
                    return id;
                }
            }
            String id = applicationId + '-' + UUID.randomUUID();
            Files.writeString(file, id, UTF_8);
            return id;
        } catch (IOException e) {
            throw new StreamsException("cannot keep the instance's name in " + file, e);
        }
    }
}

package dev.faultstream.standalone.kafka;

import dev.faultstream.embedded.EmbeddedKafka;
import dev.faultstream.embedded.EmbeddedKafkaException;
import dev.faultstream.embedded.EmbeddedKafkaSettings;
import dev.faultstream.standalone.CommandFailedException;
import dev.faultstream.standalone.ExitCode;

/** Starts the broker of a workspace. */
public final class Broker {
    private Broker() {}

    /**
     * Starts it; closed by the caller.
     *
     * @param port the port for clients, 0 for any
     * @throws CommandFailedException if it does not start
     */
    public static EmbeddedKafka start(Workspace workspace, int port) {
        try {
            return EmbeddedKafka.start(
                    EmbeddedKafkaSettings.inDirectory(workspace.kafka()).withPort(port));
        } catch (EmbeddedKafkaException e) {
            throw new CommandFailedException(ExitCode.MET, String.valueOf(e.getMessage()), e);
        }
    }
}

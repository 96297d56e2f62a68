package dev.faultstream.embedded;

import java.util.concurrent.CompletableFuture;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs a broker as a process of its own until it is told to stop: {@code --data-dir DIRECTORY --port PORT}, both optional.
 *
 * <p>Prints one line, {@code bootstrap.servers=HOST:PORT}, once clients can connect. Exits with 2 when the arguments are wrong
 * and with 1 when the broker does not start or fails later.
 */
public final class EmbeddedKafkaMain {

    private static final Logger LOGGER = LoggerFactory.getLogger(EmbeddedKafkaMain.class);
    private static final int FAILED = 1;
    private static final int WRONG_ARGUMENTS = 2;

    private EmbeddedKafkaMain() {}

    /** Starts the broker and waits. */
    public static void main(String[] arguments) {
        System.exit(run(arguments));
    }

    private static int run(String[] arguments) {
        EmbeddedKafkaSettings settings;
        try {
            settings = CommandLine.parse(arguments);
        } catch (IllegalArgumentException e) {
            System.err.println(e.getMessage());
            return WRONG_ARGUMENTS;
        }
        try {
            serve(settings);
        } catch (EmbeddedKafkaException e) {
            System.err.println(e.getMessage());
            LOGGER.atError().setCause(e).log("The embedded broker did not start");
        }
        return FAILED;
    }

    private static void serve(EmbeddedKafkaSettings settings) {
        EmbeddedKafka kafka = EmbeddedKafka.start(settings);
        Runtime.getRuntime().addShutdownHook(new Thread(kafka::close, "embedded-kafka-shutdown"));
        System.out.println("bootstrap.servers=" + kafka.bootstrapServers());
        CompletableFuture<Throwable> failure = kafka.failure().toCompletableFuture();
        failure.join();
    }
}

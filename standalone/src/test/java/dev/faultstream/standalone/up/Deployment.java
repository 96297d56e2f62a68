package dev.faultstream.standalone.up;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.faultstream.schemas.topic.TopicNames;
import dev.faultstream.standalone.Child;
import dev.faultstream.standalone.kafka.KafkaAccess;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** The services as processes, with topics of their own on a broker that others use too. */
final class Deployment implements AutoCloseable {
    static final List<String> SERVICES = List.of("analyzer", "explainer", "sink");

    private static final Duration QUIET = Duration.ofMinutes(4);
    private static final String PARTITIONS = "--topics.partitions";

    private final Path folder;
    private final String name;
    private final String bootstrapServers;
    private final String modelUrl;
    private final Function<String, List<String>> more;
    private final Map<String, Child> running = new LinkedHashMap<>();

    Deployment(Path folder, String name, String bootstrapServers, String modelUrl) {
        this(folder, name, bootstrapServers, modelUrl, service -> List.of());
    }

    /**
     * @param more further arguments of a command
     */
    Deployment(
            Path folder, String name, String bootstrapServers, String modelUrl, Function<String, List<String>> more) {
        this.more = more;
        this.folder = folder;
        this.name = name;
        this.bootstrapServers = bootstrapServers;
        this.modelUrl = modelUrl;
    }

    TopicNames topics() {
        return new TopicNames(name + "-");
    }

    void createTopics() throws InterruptedException {
        try (Child topics = child("topics", PARTITIONS, "3")) {
            if (topics.awaitExit(60) != 0) {
                throw new AssertionError(topics.err());
            }
        }
    }

    void start(String service) {
        running.put(
                service,
                switch (service) {
                    case "analyzer" ->
                        service(
                                service,
                                PARTITIONS,
                                "3",
                                "--analyzer.state-dir",
                                state(service),
                                "--silence.watch",
                                "false");
                    case "sink" -> service(service, PARTITIONS, "3", "--sink.join.state-dir", state(service));
                    case "explainer" -> service(service, "--model.url", modelUrl, "--model.name", "stub");
                    default -> throw new IllegalArgumentException(service);
                });
    }

    void kill(String service) throws InterruptedException {
        requireNonNull(running.get(service)).kill();
    }

    /** Waits for the end of a service and gives its exit code. */
    int awaitExit(String service, long seconds) throws InterruptedException {
        return requireNonNull(running.get(service)).awaitExit(seconds);
    }

    boolean isAlive(String service) {
        return requireNonNull(running.get(service)).isAlive();
    }

    /** Begins to publish a recording; the process ends when all of it is published. */
    Child publish(Path recording, String... more) {
        List<String> arguments = new ArrayList<>(List.of("--watcher.recording.paths", recording.toString()));
        arguments.addAll(List.of(more));
        Child watcher = service("watcher", arguments.toArray(String[]::new));
        running.put("watcher", watcher);
        return watcher;
    }

    /** Who has to have read what before all is quiet. */
    List<Quiet.Reader> readers() {
        TopicNames topics = topics();
        return List.of(
                new Quiet.Reader(
                        "analyzer",
                        topics.prefix() + "faultstream-analyzer",
                        false,
                        List.of(topics.resourceSnapshots())),
                new Quiet.Reader(
                        "sink",
                        topics.prefix() + "faultstream-sink",
                        false,
                        List.of(topics.failures(), topics.explanations())),
                new Quiet.Reader("explainer", group(), true, List.of(topics.failures())));
    }

    /** Waits until all that was published has gone through all services. */
    void awaitQuiet(KafkaAccess kafka) {
        try (Quiet quiet = new Quiet(kafka.admin(), kafka.reader("probe"), readers())) {
            await().atMost(QUIET)
                    .pollInterval(Duration.ofMillis(250))
                    .failFast("a service has ended", () -> !SERVICES.stream().allMatch(this::isAlive))
                    .untilAsserted(() -> assertThat(quiet.check(any -> Long.MAX_VALUE, topics().failuresExplained()))
                            .as(() -> quiet.state() + "\n" + errors())
                            .isTrue());
        }
    }

    private Child service(String service, String... more) {
        List<String> arguments = new ArrayList<>(List.of("--http.port", "-1"));
        if ("explainer".equals(service)) {
            arguments.addAll(List.of("--explainer.group", group()));
        }
        arguments.addAll(List.of(more));
        return child(service, arguments.toArray(String[]::new));
    }

    private Child child(String command, String... more) {
        List<String> arguments = new ArrayList<>(
                List.of(command, "--kafka.bootstrap-servers", bootstrapServers, "--topics.prefix", topics().prefix()));
        arguments.addAll(this.more.apply(command));
        arguments.addAll(List.of(more));
        return Child.faultstream(folder, name + "-" + command, arguments.toArray(String[]::new));
    }

    String group() {
        return name + "-explainer";
    }

    private String state(String service) {
        return folder.resolve(name + "-" + service + "-state").toString();
    }

    /** What the services wrote about trouble, for the message of a test that fails. */
    String errors() {
        StringBuilder errors = new StringBuilder();
        running.forEach((service, child) ->
                errors.append(service).append(":\n").append(child.err()).append('\n'));
        return errors.toString();
    }

    /** Ends all that still runs. */
    void stop() {
        running.values().forEach(Child::close);
    }

    @Override
    public void close() {
        stop();
    }
}

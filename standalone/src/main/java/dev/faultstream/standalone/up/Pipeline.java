package dev.faultstream.standalone.up;

import static java.util.Objects.requireNonNull;

import dev.faultstream.analyzer.topology.AnalyzerDefinition;
import dev.faultstream.embedded.EmbeddedKafka;
import dev.faultstream.explainer.ExplainerDefinition;
import dev.faultstream.service.ServiceDefinition;
import dev.faultstream.service.config.ConfigTable;
import dev.faultstream.service.kafka.KafkaKeys;
import dev.faultstream.service.kafka.TopicKeys;
import dev.faultstream.service.tracing.Tracing;
import dev.faultstream.service.tracing.TracingKeys;
import dev.faultstream.sink.OutputKeys;
import dev.faultstream.sink.SinkDefinition;
import dev.faultstream.standalone.CommandFailedException;
import dev.faultstream.standalone.ExitCode;
import dev.faultstream.standalone.ServiceSettings;
import dev.faultstream.standalone.StopSignal;
import dev.faultstream.standalone.kafka.Broker;
import dev.faultstream.standalone.kafka.KafkaAccess;
import dev.faultstream.standalone.kafka.Workspace;
import dev.faultstream.watcher.WatcherDefinition;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/** All services in this process, on a Kafka that is there or is started here. Used once, by one thread. */
final class Pipeline implements AutoCloseable {
    private static final Duration START_TIMEOUT = Duration.ofMinutes(2);
    private static final Duration TICK = Duration.ofMillis(50);
    private static final String UNKNOWN_ADDRESS = "localhost:9092";
    private static final ServiceDefinition WATCHER = new WatcherDefinition();
    private static final ServiceDefinition SINK = new SinkDefinition();
    private static final List<ServiceDefinition> OTHERS =
            List.of(new AnalyzerDefinition(), SINK, new ExplainerDefinition());

    private final UpPlan plan;
    private final Workspace workspace;
    private final Progress progress;
    private final StopSignal stop;
    private final Clock clock = Clock.systemUTC();
    private final Parts parts = new Parts(clock);
    private final CompletableFuture<Void> published = new CompletableFuture<>();
    private @Nullable Running running;

    Pipeline(UpPlan plan, Workspace workspace, Progress progress, StopSignal stop) {
        this.plan = plan;
        this.workspace = workspace;
        this.progress = progress;
        this.stop = stop;
    }

    /** Starts everything and shows what comes out. */
    void start(View view) throws Exception {
        check(plan.settings(UNKNOWN_ADDRESS, workspace.state()));
        String given = plan.bootstrapServer();
        String address = given == null ? startBroker() : given;
        ServiceSettings settings = plan.settings(address, workspace.state());
        KafkaAccess kafka = new KafkaAccess(settings);
        progress.tell("topics", kafka.provision(clock));
        boolean hasHistory = kafka.hasHistory();
        parts.serve(plan.httpPort());
        parts.trace(Tracing.from(settings.read(TracingKeys.TABLE), "up"));
        for (ServiceDefinition definition : OTHERS) {
            parts.start(definition, settings);
        }
        String explained = kafka.topics().failuresExplained();
        Feed feed = parts.add(new Feed(kafka.reader("faultstream-up-feed"), explained, view));
        Future<Void> unused = feed.failed().whenComplete((nothing, problem) -> {
            if (problem != null) {
                parts.fail("the terminal", problem);
            }
        });
        feed.start(hasHistory && view.summarizesHistory());
        running = new Running(settings, kafka, feed);
        await(parts::isReady, "the services did not start in time");
        progress.tell("services", "analyzer and sink running, " + explainer());
        progress.tell("consume", "kafka-console-consumer.sh --bootstrap-server " + address + " --topic " + explained);
        publish(settings, hasHistory);
    }

    /** Waits until somebody ends it. */
    void awaitEnd() throws Exception {
        await(published::isDone, null);
        if (!stop.isRequested()) {
            progress.tell("watcher", "all of it is published; Ctrl-C ends");
        }
        await(() -> false, null);
    }

    /**
     * Waits until the input has been published, and all that follows from it has come out.
     *
     * @param patience how long nothing may move
     */
    void awaitQuiet(Duration patience) throws Exception {
        Running now = java.util.Objects.requireNonNull(running, "it was started");
        await(published::isDone, null);
        try (Quiet quiet = new Quiet(now.kafka().admin(), now.kafka().reader("faultstream-up-probe"), readers(now))) {
            Patience left = new Patience(patience, clock);
            String explained = now.kafka().topics().failuresExplained();
            while (!quiet.check(now.feed()::shownUpTo, explained)) {
                if (left.isOver(quiet.state())) {
                    throw new CommandFailedException(
                            ExitCode.MET, "nothing moves any more, and this is left: " + quiet.state(), null);
                }
                if (isToEnd()) {
                    return;
                }
            }
        }
    }

    private void check(ServiceSettings settings) {
        List<ConfigTable> tables =
                new ArrayList<>(List.of(KafkaKeys.STREAMS_TABLE, TopicKeys.TABLE, TracingKeys.TABLE));
        OTHERS.forEach(definition -> tables.add(definition.configuration()));
        tables.add(WATCHER.configuration());
        settings.requireKnown(tables);
        tables.forEach(settings::read);
        parts.create(WATCHER, settings).close();
        parts.create(SINK, settings).close();
    }

    private String startBroker() {
        EmbeddedKafka kafka = parts.add(Broker.start(workspace, plan.port()));
        kafka.failure().thenAccept(problem -> parts.fail("the broker", problem));
        progress.tell("broker", kafka.bootstrapServers());
        return kafka.bootstrapServers();
    }

    private String explainer() {
        return plan.explains() ? "explainer asks " + plan.model() : "explanations are the rules' own remedies";
    }

    private void publish(ServiceSettings settings, boolean hasHistory) throws Exception {
        Source source = plan.source();
        boolean ours = plan.bootstrapServer() == null;
        if (source.isSample() && hasHistory && !ours) {
            progress.tell("watcher", "the topics hold a history already, so the sample is not played");
            published.complete(null);
            return;
        }
        boolean goesOn = hasHistory && ours && source.goesOn();
        progress.tell("watcher", source.description() + (goesOn ? ", from where it was left" : ""));
        parts.start(WATCHER, settings).thenRun(() -> published.complete(null));
    }

    private List<Quiet.Reader> readers(Running now) {
        var topics = now.kafka().topics();
        ServiceSettings settings = now.settings();
        List<Quiet.Reader> readers = new ArrayList<>();
        readers.add(new Quiet.Reader(
                "analyzer",
                topics.prefix() + settings.values().get("analyzer.application-id"),
                false,
                List.of(topics.resourceSnapshots())));
        readers.add(new Quiet.Reader(
                "sink",
                topics.prefix() + settings.values().get("sink.join.application-id"),
                false,
                List.of(topics.failures(), topics.explanations())));
        settings.read(SINK.configuration())
                .names(OutputKeys.FAMILY)
                .forEach(name -> readers.add(new Quiet.Reader(
                        "output " + name, OutputKeys.group(topics, name), false, List.of(topics.failuresExplained()))));
        if (plan.explains()) {
            readers.add(new Quiet.Reader(
                    "explainer",
                    requireNonNull(settings.values().get("explainer.group")),
                    true,
                    List.of(topics.failures())));
        }
        return readers;
    }

    /** Waits until something holds, or it is to end; fails when a part does, or after the time to start. */
    private void await(BooleanSupplier condition, @Nullable String onTimeout) throws Exception {
        java.time.Instant deadline = clock.instant().plus(START_TIMEOUT);
        while (!condition.getAsBoolean() && !isToEnd()) {
            if (onTimeout != null && clock.instant().isAfter(deadline)) {
                throw new CommandFailedException(ExitCode.MET, onTimeout, null);
            }
        }
    }

    /** Waits a moment for the end; true when it has come. */
    private boolean isToEnd() throws Exception {
        if (parts.failed().isCompletedExceptionally()) {
            try {
                parts.failed().get();
            } catch (ExecutionException e) {
                throw e.getCause() instanceof Exception cause ? cause : e;
            }
        }
        return stop.await(TICK);
    }

    @Override
    public void close() {
        parts.close();
    }

    /** What is known once it runs. */
    private record Running(ServiceSettings settings, KafkaAccess kafka, Feed feed) {}
}

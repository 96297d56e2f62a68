package dev.faultstream.schemas.topic;

import static java.util.Objects.requireNonNull;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.LockSupport;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.Config;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.errors.AuthorizationException;
import org.apache.kafka.common.errors.TopicExistsException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.jspecify.annotations.Nullable;

/**
 * Creates the topics that are missing and says how those that exist differ from what they are to be; never changes one.
 * Without the right to create topics it finds those that are there. Any number of services may do it at the same time. Does not close the admin client.
 */
public final class TopicProvisioner {
    private static final Duration PAUSE = Duration.ofMillis(100);

    private final Admin admin;
    private final Clock clock;
    private final Duration timeout;

    /**
     * A provisioner.
     *
     * @param timeout how long {@link #provision} may take
     */
    public TopicProvisioner(Admin admin, Clock clock, Duration timeout) {
        this.admin = requireNonNull(admin, "admin");
        this.clock = requireNonNull(clock, "clock");
        this.timeout = requireNonNull(timeout, "timeout");
    }

    /**
     * Makes sure of all topics: afterwards each exists and the broker that answers knows it.
     *
     * @return the outcome of each, in the order given
     * @throws TopicException if it cannot be done, or not in time
     */
    public List<TopicOutcome> provision(List<TopicSpec> specs) {
        Instant deadline = clock.instant().plus(timeout);
        Map<String, KafkaFuture<Void>> creations = admin.createTopics(
                        specs.stream().map(TopicSpec::toNewTopic).toList())
                .values();
        Set<String> created = new HashSet<>();
        Map<String, AuthorizationException> refused = new HashMap<>();
        creations.forEach((name, future) -> {
            if (isCreated(name, future, deadline, refused)) {
                created.add(name);
            }
        });
        return outcomes(specs, created, refused, deadline);
    }

    /**
     * Waits until all topics are there, which others create.
     *
     * @return how each is, in the order given
     * @throws TopicException if one is not there in time, or it cannot be looked at
     */
    public List<TopicOutcome> await(List<TopicSpec> specs) {
        return outcomes(specs, Set.of(), Map.of(), clock.instant().plus(timeout));
    }

    private List<TopicOutcome> outcomes(
            List<TopicSpec> specs, Set<String> created, Map<String, AuthorizationException> refused, Instant deadline) {
        List<TopicOutcome> outcomes = new ArrayList<>();
        for (TopicSpec spec : specs) {
            TopicDescription description = describe(spec.name(), refused.get(spec.name()), deadline);
            if (created.contains(spec.name())) {
                awaitLeaders(description, deadline);
            }
            outcomes.add(
                    created.contains(spec.name())
                            ? new TopicOutcome.Created(spec.name())
                            : compare(spec, description, configOf(spec, deadline)));
        }
        return List.copyOf(outcomes);
    }

    private boolean isCreated(
            String name, KafkaFuture<Void> creation, Instant deadline, Map<String, AuthorizationException> refused) {
        try {
            await(creation, deadline);
            return true;
        } catch (ExecutionException e) {
            if (e.getCause() instanceof TopicExistsException) {
                return false;
            }
            if (e.getCause() instanceof AuthorizationException refusal) {
                refused.put(name, refusal);
                return false;
            }
            throw new TopicException("cannot create the topic " + name, e.getCause());
        } catch (TimeoutException e) {
            throw new TopicException("the topic " + name + " was not created in time", e);
        }
    }

    /** A topic that exists may not be known yet to the broker that is asked. */
    private TopicDescription describe(String name, @Nullable AuthorizationException creation, Instant deadline) {
        boolean isMissing = false;
        while (true) {
            try {
                KafkaFuture<TopicDescription> description =
                        admin.describeTopics(List.of(name)).topicNameValues().get(name);
                return await(requireNonNull(description), deadline);
            } catch (ExecutionException e) {
                isMissing = e.getCause() instanceof UnknownTopicOrPartitionException;
                if (isMissing && creation != null) {
                    throw new TopicException(
                            "the topic " + name + " is not there, and this user may not create it", e.getCause());
                }
                if (!isMissing) {
                    throw new TopicException("cannot describe the topic " + name, e.getCause());
                }
                if (!clock.instant().isBefore(deadline)) {
                    throw new TopicException("the topic " + name + " is not there", e.getCause());
                }
                pause();
            } catch (TimeoutException e) {
                String why = isMissing ? " is not there" : " was not described in time";
                throw new TopicException("the topic " + name + why, e);
            }
        }
    }

    /** What has been set; as it is to be, where it may not be looked at. */
    private Map<String, String> configOf(TopicSpec spec, Instant deadline) {
        String name = spec.name();
        ConfigResource resource = new ConfigResource(ConfigResource.Type.TOPIC, name);
        try {
            KafkaFuture<Config> config =
                    admin.describeConfigs(List.of(resource)).values().get(resource);
            Map<String, String> values = new HashMap<>();
            for (ConfigEntry entry : await(requireNonNull(config), deadline).entries()) {
                values.put(entry.name(), String.valueOf(entry.value()));
            }
            return values;
        } catch (ExecutionException e) {
            if (e.getCause() instanceof AuthorizationException) {
                return spec.config();
            }
            throw new TopicException("cannot read the settings of the topic " + name, e.getCause());
        } catch (TimeoutException e) {
            throw new TopicException("the settings of the topic " + name + " were not read in time", e);
        }
    }

    private static TopicOutcome compare(TopicSpec spec, TopicDescription actual, Map<String, String> config) {
        List<String> differences = new ArrayList<>();
        if (actual.partitions().size() != spec.partitions()) {
            differences.add(difference(
                    "partitions",
                    Integer.toString(spec.partitions()),
                    Integer.toString(actual.partitions().size())));
        }
        spec.config().keySet().stream().sorted().forEach(name -> {
            String expected = requireNonNull(spec.config().get(name));
            String found = config.getOrDefault(name, "unknown");
            if (!expected.equals(found)) {
                differences.add(difference(name, expected, found));
            }
        });
        return differences.isEmpty()
                ? new TopicOutcome.AsExpected(spec.name())
                : new TopicOutcome.Differs(spec.name(), differences);
    }

    private static String difference(String what, String expected, String actual) {
        return what + ": expected " + expected + ", actual " + actual;
    }

    /**
     * Every partition of a new topic has a leader that answers. An idempotent producer with several requests in flight
     * that writes before may have its first batch refused and a later one taken, and then it cannot go on.
     */
    private void awaitLeaders(TopicDescription topic, Instant deadline) {
        Map<TopicPartition, OffsetSpec> ends = new HashMap<>();
        topic.partitions()
                .forEach(partition ->
                        ends.put(new TopicPartition(topic.name(), partition.partition()), OffsetSpec.latest()));
        while (!haveLeaders(topic.name(), ends, deadline)) {
            pause();
        }
    }

    /** Another broker may answer than the one that described the topic, and not know it yet. */
    private boolean haveLeaders(String topic, Map<TopicPartition, OffsetSpec> ends, Instant deadline) {
        try {
            await(admin.listOffsets(ends).all(), deadline);
            return true;
        } catch (ExecutionException e) {
            if (e.getCause() instanceof UnknownTopicOrPartitionException
                    && clock.instant().isBefore(deadline)) {
                return false;
            }
            throw new TopicException("the topic " + topic + " has no leaders", e.getCause());
        } catch (TimeoutException e) {
            throw new TopicException("the topic " + topic + " had no leaders in time", e);
        }
    }

    private <T> T await(KafkaFuture<T> future, Instant deadline) throws ExecutionException, TimeoutException {
        try {
            long left = Math.max(0, Duration.between(clock.instant(), deadline).toMillis());
            return future.get(left, TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new TopicException("interrupted while waiting for the broker", e);
        }
    }

    private static void pause() {
        LockSupport.parkNanos(PAUSE.toNanos());
        if (Thread.interrupted()) {
            Thread.currentThread().interrupt();
            throw new TopicException("interrupted while waiting for the broker", null);
        }
    }
}

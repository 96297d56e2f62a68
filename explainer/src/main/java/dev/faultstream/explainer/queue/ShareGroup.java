package dev.faultstream.explainer.queue;

import dev.faultstream.explainer.ExplainerException;
import dev.faultstream.explainer.LogKeys;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.errors.AuthorizationException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The share group's own settings, which live in the brokers and not in its consumers. */
public final class ShareGroup {
    private static final Logger LOGGER = LoggerFactory.getLogger(ShareGroup.class);
    private static final Duration TIMEOUT = Duration.ofSeconds(30);

    private ShareGroup() {}

    /**
     * Sets what the explainer rests on: a new group begins with the failures there are, and nobody sees a failure whose
     * transaction was aborted.
     *
     * @param adminSettings of the admin client
     * @throws ExplainerException if the brokers cannot be asked
     */
    public static void configure(Map<String, Object> adminSettings, QueueSettings queue) throws InterruptedException {
        List<AlterConfigOp> settings = List.of(
                set("share.auto.offset.reset", "earliest"),
                set("share.isolation.level", "read_committed"),
                set("share.delivery.count.limit", Integer.toString(queue.deliveries())));
        try (Admin admin = Admin.create(adminSettings)) {
            admin.incrementalAlterConfigs(
                            Map.of(new ConfigResource(ConfigResource.Type.GROUP, queue.group()), settings))
                    .all()
                    .get(TIMEOUT.toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException e) {
            if (e.getCause() instanceof AuthorizationException) {
                LOGGER.atWarn()
                        .addKeyValue(LogKeys.GROUP, queue.group())
                        .log("may not set the share group's settings: share.auto.offset.reset=earliest,"
                                + " share.isolation.level=read_committed and share.delivery.count.limit"
                                + " have to be set by hand");
            } else {
                throw new ExplainerException("cannot set the share group's settings", e.getCause());
            }
        } catch (TimeoutException e) {
            throw new ExplainerException("cannot set the share group's settings in time", e);
        }
    }

    private static AlterConfigOp set(String name, String value) {
        return new AlterConfigOp(new ConfigEntry(name, value), AlterConfigOp.OpType.SET);
    }
}

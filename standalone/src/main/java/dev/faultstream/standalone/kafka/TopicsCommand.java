package dev.faultstream.standalone.kafka;

import dev.faultstream.schemas.topic.TopicNames;
import dev.faultstream.schemas.topic.TopicOutcome;
import dev.faultstream.schemas.topic.TopicSettings;
import dev.faultstream.schemas.topic.TopicSpec;
import dev.faultstream.service.config.Config;
import dev.faultstream.service.config.ConfigReader;
import dev.faultstream.service.config.ConfigReference;
import dev.faultstream.service.config.ConfigSources;
import dev.faultstream.service.config.ConfigTable;
import dev.faultstream.service.config.Flags;
import dev.faultstream.service.kafka.KafkaKeys;
import dev.faultstream.service.kafka.KafkaRight;
import dev.faultstream.service.kafka.KafkaSettings;
import dev.faultstream.service.kafka.TopicKeys;
import dev.faultstream.standalone.ExitCode;
import java.io.PrintWriter;
import java.time.Clock;
import java.util.List;
import java.util.stream.Stream;
import org.apache.kafka.common.acl.AclOperation;

/** {@code faultstream topics}: creates the topics that are missing and tells how the others differ. */
public final class TopicsCommand {
    /** One sentence for a person. */
    public static final String DESCRIPTION =
            "Creates the topics that are missing, and tells what differs of those that are there; changes none.";

    private static final ConfigTable TABLE = KafkaKeys.TABLE.and(TopicKeys.TABLE);

    private TopicsCommand() {}

    /** What its user must be allowed to do in Kafka. */
    public static List<KafkaRight> rights(TopicNames names) {
        return TopicSpec.all(TopicSettings.defaults().withNames(names)).stream()
                .flatMap(spec -> Stream.of(
                        KafkaRight.topic(
                                spec.name(),
                                "to create it when it is missing",
                                AclOperation.CREATE,
                                AclOperation.DESCRIBE),
                        KafkaRight.topic(spec.name(), "to tell how its settings differ", AclOperation.DESCRIBE_CONFIGS)
                                .optional()))
                .toList();
    }

    /**
     * Runs it.
     *
     * @param arguments flags as the services take them
     * @return 0 if all topics are as they are to be, else 1
     */
    public static int run(List<String> arguments, PrintWriter out) {
        if (arguments.contains("--help") || arguments.contains("-h")) {
            out.print("topics: " + DESCRIPTION
                    + "\n\nusage: faultstream topics [--config FILE] [--KEY VALUE]…\n\n"
                    + "Exit codes: 0 all are as they are to be, 1 some differ or Kafka cannot be reached,"
                    + " 2 unusable settings.\n\n"
                    + ConfigReference.plain(TABLE));
            out.flush();
            return ExitCode.OK;
        }
        Config config = ConfigReader.read(TABLE, ConfigSources.of(System.getenv(), Flags.parse(arguments)));
        List<TopicOutcome> outcomes = KafkaAccess.provision(config, KafkaSettings.from(config), Clock.systemUTC());
        boolean asExpected = true;
        for (TopicOutcome outcome : outcomes) {
            List<String> differences =
                    outcome.match(any -> List.of(), any -> List.of(), TopicOutcome.Differs::differences);
            String what = outcome.match(any -> "created", any -> "as expected", any -> "differs");
            out.println(outcome.topic() + ": " + what);
            differences.forEach(difference -> out.println("  " + difference));
            asExpected &= differences.isEmpty();
        }
        out.flush();
        return asExpected ? ExitCode.OK : ExitCode.MET;
    }
}

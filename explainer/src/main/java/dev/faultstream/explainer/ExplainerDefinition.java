package dev.faultstream.explainer;

import dev.faultstream.schemas.topic.TopicNames;
import dev.faultstream.service.Service;
import dev.faultstream.service.ServiceContext;
import dev.faultstream.service.ServiceDefinition;
import dev.faultstream.service.config.Config;
import dev.faultstream.service.config.ConfigTable;
import dev.faultstream.service.kafka.KafkaRight;
import dev.faultstream.service.kafka.TopicKeys;
import java.util.List;
import org.apache.kafka.common.acl.AclOperation;

/** The explainer as a service. */
public final class ExplainerDefinition implements ServiceDefinition {
    @Override
    public String name() {
        return "explainer";
    }

    @Override
    public String description() {
        return "Has a model say what failures mean and what to do about them.";
    }

    @Override
    public ConfigTable configuration() {
        return ExplainerKeys.TABLE;
    }

    @Override
    public List<KafkaRight> rights(Config config) {
        TopicNames topics = TopicKeys.names(config);
        String group = config.get(ExplainerKeys.GROUP);
        return List.of(
                KafkaRight.topic(topics.failures(), "what it explains", AclOperation.READ),
                KafkaRight.topic(
                        topics.explanations(),
                        "what it says, and what others have said",
                        AclOperation.READ,
                        AclOperation.WRITE),
                KafkaRight.topic(topics.deadLetters(), "failures that it cannot explain", AclOperation.WRITE),
                KafkaRight.group(group, "its share group", AclOperation.READ),
                KafkaRight.group(
                                group,
                                "the group's settings, which it sets at each start; without it somebody else has to",
                                AclOperation.ALTER_CONFIGS)
                        .optional());
    }

    @Override
    public Service create(Config config, ServiceContext context) {
        return ExplainerService.create(ExplainerConfig.from(config), context);
    }
}

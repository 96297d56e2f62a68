package dev.faultstream.explainer;

import dev.faultstream.service.Service;
import dev.faultstream.service.ServiceContext;
import dev.faultstream.service.ServiceDefinition;
import dev.faultstream.service.config.Config;
import dev.faultstream.service.config.ConfigTable;

/** The explainer as a service. */
public final class ExplainerDefinition implements ServiceDefinition {
    @Override
    public String name() {
        return "explainer";
    }

    @Override
    public String description() {
        return "has a model say what failures mean and what to do about them";
    }

    @Override
    public ConfigTable configuration() {
        return ExplainerKeys.TABLE;
    }

    @Override
    public Service create(Config config, ServiceContext context) {
        return ExplainerService.create(ExplainerConfig.from(config), context);
    }
}

package dev.faultstream.explainer;

import dev.faultstream.service.Service;
import dev.faultstream.service.http.Health;
import dev.faultstream.service.http.HealthChecks;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The explainer without a model: there is nothing to do, and that is no fault. */
final class RemediesOnly implements Service {
    private static final Logger LOGGER = LoggerFactory.getLogger(RemediesOnly.class);

    private final HealthChecks health;

    RemediesOnly(HealthChecks health) {
        this.health = health;
    }

    @Override
    public void start() {
        health.register(ExplainerService.MODEL_HEALTH, Health::good);
        LOGGER.atInfo().log("no model is configured: failures keep their hand-written remedies, nothing to do here");
    }

    @Override
    public void close() {
        health.remove(ExplainerService.MODEL_HEALTH);
    }
}

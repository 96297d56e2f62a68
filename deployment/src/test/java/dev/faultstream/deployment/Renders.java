package dev.faultstream.deployment;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.condition.EnabledIf;

/** Needs kustomize; {@code .ci/run} brings it. */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@EnabledIf(
        value = "dev.faultstream.deployment.Overlay#canRender",
        disabledReason = "no kustomize or kubectl of today is on the PATH, so no overlay can be rendered")
@interface Renders {}
